import CallFlow
import Desk

/// Puts a value together from recorded pieces, as ``PromptRenderer`` writes it.
///
/// Speaking is total: every value gives at least one part. A value that says nothing is spoken as
/// ``PieceNames/substitute(for:)``.
public struct ValueSpeaker: Sendable {
    private let language: Language
    private let zone: ZoneRules
    private let now: Instant
    private let grammar: any SpokenGrammar

    /// Makes a speaker.
    ///
    /// - Parameter now: when it is spoken, which decides whether a moment is today.
    public init(language: Language, zone: ZoneRules, now: Instant) {
        self.zone = zone
        self.now = now
        self.language = language
        grammar = language.grammar
    }

    /// What is spoken for a value: pieces of ``PieceNames/all(in:)``, pauses between them, or one phrase.
    public func parts(_ value: SpokenValue, as name: SpokenValueName) -> [SpokenPart] {
        switch value {
        case .text(let text): phrase(text, as: name)
        case .digits(let text): identifier(text) ?? phrase(text, as: name)
        case .phone(let phone): number(phone)
        case .time(let time): grammar.time(time, isAfterDay: false).parts
        case .duration(let duration): grammar.duration(LengthOfTime(duration))
        case .money(let money): grammar.money(Amount(money)).parts
        case .instant(let instant):
            Moment(instant, as: name, in: zone, now: now).map(grammar.moment)
                ?? [.piece(PieceNames.substitute(for: name))]
        }
    }

    /// The text as it would be written, to look for a recording of it.
    private func phrase(_ text: String, as name: SpokenValueName) -> [SpokenPart] {
        [ValueWriter.line(text).map(SpokenPart.phrase) ?? .piece(PieceNames.substitute(for: name))]
    }

    /// A telephone number in pairs of digits.
    private func number(_ phone: PhoneNumber) -> [SpokenPart] {
        let written = PhoneGroups(phone, in: language)
        let country = written.country.map { [.recorded(.word(.plus))] + grammar.countryCode($0) } ?? []
        return ([country] + written.groups.map(grammar.group)).joined(by: .betweenGroups)
    }

    /// An id in its runs of letters and of digits, the digits in pairs; nothing if it has none.
    private func identifier(_ text: String) -> [SpokenPart]? {
        let groups = SpokenIdentifier(text).runs.flatMap { run -> [[SpokenPart]] in
            switch run {
            case .letters(let letters): [letters.map { [.recorded(.letter($0))] }.joined(by: .withinGroup)]
            case .digits(let digits): digits.map(String.init).joined().groups(of: 2).map(grammar.group)
            }
        }
        return groups.isEmpty ? nil : groups.joined(by: .betweenGroups)
    }
}
