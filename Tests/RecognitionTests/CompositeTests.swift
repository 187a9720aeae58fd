import RTP
import Recognition
import Testing

/// Prompts with values, as recordings of one call.
struct CompositeTests {
    /// The parts with the silence that the voice leaves between them.
    private func joined(_ names: [String]) throws -> [Int16] {
        try names.flatMap { try Catalogue.recording("fr/\($0)").samples + Line.silence(60) }
    }

    private let opened = [
        "ticket-found.1", "pieces/letter-t", "pieces/number-8", "pieces/number-12", "ticket-found.2", "pieces/hour-19",
    ]

    @Test("The right value is heard whole, and only the composite is told")
    func right() throws {
        let sound = try joined(opened + ["pieces/number-2"])
        let book = try Catalogue.book.get().adding([Recording(name: "19 h 02", samples: sound)])
        for spoilt in [sound, Line.through(.muLaw, .aLaw, samples: Line.scaled(sound, by: 0.5))] {
            let endings = book.endings(in: spoilt)
            #expect(endings.map(\.recording) == ["19 h 02"])
            #expect(endings.allSatisfy { $0.isWhole })
        }
    }

    @Test("Another minute at the end is missing, and told as what it is")
    func wrongMinute() throws {
        let right = try joined(opened + ["pieces/number-2"])
        let book = try Catalogue.book.get().adding([Recording(name: "19 h 02", samples: right)])
        let endings = book.endings(in: try joined(opened + ["pieces/number-3"]))
        #expect(endings.map(\.recording) == ["19 h 02", "fr/pieces/number-3"])
        let composite = try #require(endings.first)
        #expect(!composite.isWhole)
        let value = try joined(opened).count
        #expect(composite.missing.count == 1)
        #expect(composite.missing.allSatisfy { $0.lowerBound >= value && $0.upperBound <= right.count })
    }

    @Test("Another digit in the middle is missing, and the rest is heard where it is now")
    func wrongDigit() throws {
        let right = try joined(opened + ["pieces/number-2"])
        let book = try Catalogue.book.get().adding([Recording(name: "8812", samples: right)])
        let other = opened.map { $0 == "pieces/number-8" ? "pieces/number-9" : $0 } + ["pieces/number-2"]
        let endings = book.endings(in: try joined(other))
        let composite = try #require(endings.first { $0.recording == "8812" })
        #expect(!composite.isWhole)
        let before = try joined(Array(opened.prefix(2))).count
        let gap = try #require(composite.missing.first)
        #expect(gap.lowerBound >= before - 160)
        #expect(endings.contains { $0.recording == "fr/pieces/number-9" })
        #expect(composite.to > composite.from + right.count - 8_000)
    }

    @Test("Of two values that may be said, the one that is said is told")
    func both() throws {
        let book = try Catalogue.book.get().adding([
            Recording(name: "19 h 02", samples: try joined(opened + ["pieces/number-2"])),
            Recording(name: "19 h 03", samples: try joined(opened + ["pieces/number-3"])),
        ])
        let endings = book.endings(in: try joined(opened + ["pieces/number-3"]))
        #expect(endings.map(\.recording) == ["19 h 03"])
        #expect(endings.allSatisfy { $0.isWhole })
    }
}
