import RTP
import Testing

/// The ear of these tests itself: it finds what is there, and not what is not.
@Suite("The ear") struct HearingTests {
    /// A call in which two recordings are heard, the first after a second and a half.
    private func call(_ law: G711) throws -> Hearing {
        let (first, second) = (
            try DeskVoice.recording("ask-client-number", law), try DeskVoice.recording("goodbye", law)
        )
        let silence = [Int16](repeating: 0, count: 12_001)
        return Hearing(silence + first + silence + second + silence)
    }

    @Test("finds recordings where they are, by either law", arguments: G711.allCases) func finds(_ law: G711) throws {
        let hearing = try call(law)
        let places = try expectHeard(["ask-client-number", "goodbye"], in: hearing, law: law, .exact)
        #expect(places.first?.sample == 12_001)
    }

    @Test("finds them at another level and in noise") func noise() throws {
        let clean = try call(.aLaw)
        var state: UInt32 = 1
        let noisy = clean.samples.map { sample -> Int16 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return sample / 3 + Int16(state >> 24) - 128
        }
        try expectHeard(["ask-client-number", "goodbye"], in: Hearing(noisy), .telephone)
    }

    @Test("finds one of which a packet was left out, piece by piece") func slip() throws {
        let goodbye = try DeskVoice.recording("goodbye")
        let hearing = Hearing(Array(repeating: 0, count: 900) + goodbye[..<9_000] + goodbye[9_160...])
        #expect((hearing.place(of: goodbye)?.likeness ?? 0) < 0.8)
        #expect(hearing.likenessInPieces(of: goodbye) > 0.85)
        #expect(hearing.likenessInPieces(of: try DeskVoice.recording("hold")) < 0.5)
    }

    @Test("does not find what was not said") func absent() throws {
        let hearing = try call(.aLaw)
        for name in ["welcome-emergency", "not-understood", "price-quote"] { try expectNotHeard(name, in: hearing) }
        try expectNotHeard("goodbye", in: Hearing([Int16](repeating: 0, count: 80_000)))
    }

    @Test("tells tones apart") func tones() {
        let hearing = Hearing(DeskVoice.tone(700, seconds: 2) + DeskVoice.tone(1_300, seconds: 1))
        #expect(hearing.purity(of: 700, from: 0.5, until: 1.5) > 0.95)
        #expect(hearing.purity(of: 1_300, from: 0.5, until: 1.5) < 0.05)
        #expect(abs(hearing.seconds(of: 700) - 2) < 0.25)
        #expect(abs(hearing.seconds(of: 1_300) - 1) < 0.25)
        #expect(hearing.seconds(of: 440) == 0)
    }
}
