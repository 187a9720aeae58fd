import CallFlow
import Desk
import TestSupport
import Testing

@testable import Prompts

@Suite("Random values") struct RandomValueTests {
    private static func text(_ generator: inout SplitMix64) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            let range: ClosedRange<UInt32> = Bool.random(using: &generator) ? 0x20...0x7E : 0...0x1FFFF
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }

    private static func value(_ generator: inout SplitMix64) throws -> SpokenValue {
        switch Int.random(in: 0...6, using: &generator) {
        case 0: return .text(text(&generator))
        case 1: return .digits(text(&generator))
        case 2:
            let cents = Int.random(in: .min ... .max, using: &generator) >> Int.random(in: 0...60, using: &generator)
            let currency = ["EUR", "GBP", "USD", "CHF", "", text(&generator)].randomElement(using: &generator) ?? ""
            return .money(Money(cents: cents, currency: currency))
        case 3:
            let shift = Int.random(in: 0...60, using: &generator)
            return .instant(Instant(milliseconds: Int64.random(in: .min ... .max, using: &generator) >> shift))
        case 4:
            let shift = Int.random(in: 0...60, using: &generator)
            return .duration(.seconds(Int64.random(in: .min ... .max, using: &generator) >> shift))
        case 5:
            let minutes = Int.random(in: 0..<1440, using: &generator)
            return .time(try #require(TimeOfDay(hour: minutes / 60, minute: minutes % 60)))
        default:
            let digits = (0..<Int.random(in: 2...14, using: &generator)).map { _ in
                Int.random(in: 0...9, using: &generator)
            }
            return .phone(try #require(PhoneNumber("+1" + digits.map(String.init).joined())))
        }
    }

    private func check(_ value: SpokenValue, as name: SpokenValueName, in language: Language, now: Instant) {
        let parts = ValueSpeaker(language: language, zone: .paris2026, now: now).parts(value, as: name)
        let known = Self.known[language] ?? []
        #expect(!parts.isEmpty, "\(value)")
        #expect(parts.pieces.allSatisfy(known.contains), "\(value)")
        #expect(parts.count <= 64, "\(value)")
        #expect(parts.first.map { if case .pause = $0 { false } else { true } } ?? false, "\(value)")
        #expect(parts.last.map { if case .pause = $0 { false } else { true } } ?? false, "\(value)")
    }

    private static let known = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, Set(PieceNames.all(in: $0))) })

    @Test("never trap, and are always made of known pieces", arguments: [1, 2, 3] as [UInt64])
    func anything(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<3000 {
            let value = try Self.value(&generator)
            let name = try #require(SpokenValueName.allCases.randomElement(using: &generator))
            let now = Instant(milliseconds: Int64.random(in: .min ... .max, using: &generator) >> 20)
            for language in Language.allCases { check(value, as: name, in: language, now: now) }
        }
    }

    @Test("at the ends of the scale are spoken all the same", arguments: Language.allCases)
    func extremes(language: Language) throws {
        let values: [SpokenValue] = [
            .money(Money(cents: .min)), .money(Money(cents: .max, currency: "USD")),
            .money(Money(cents: .max, currency: String(repeating: "é", count: 10_000))),
            .duration(.seconds(Int64.max)), .duration(.seconds(Int64.min)), .instant(Instant(milliseconds: .max - 1)),
            .instant(Instant(milliseconds: .min + 1)), .instant(.distantPast), .text(""), .digits(""),
            .digits(String(repeating: "9", count: 10_000)), .digits(String(repeating: "a9", count: 10_000)),
            .digits(String(repeating: "-", count: 10_000)), .text(String(repeating: "é", count: 10_000)),
            .digits(String(repeating: "\u{301}", count: 10_000) + "9"),
        ]
        for value in values {
            for now in [Instant.distantPast, .distantFuture, Instant(seconds: 0)] {
                check(value, as: .deadline, in: language, now: now)
            }
        }
    }
}
