import RTP
import Recognition
import Testing

/// Calls as they go on.
struct CallTests {
    private func samples(_ name: String) throws -> [Int16] { try Catalogue.recording(name).samples }

    private func names(_ samples: [Int16]) throws -> [String] {
        try Catalogue.book.get().endings(in: Line.through(.aLaw, samples: samples)).map(\.recording)
    }

    @Test("Prompts with keys between them, one cut off by a key, and one that is repeated")
    func sequence() throws {
        let welcome = try samples("fr/welcome-emergency")
        let ask = try samples("fr/ask-client-number")
        let passcode = try samples("fr/ask-passcode")
        let hold = try samples("fr/hold")
        var call = welcome + Line.silence(300) + ask + Line.silence(300)
        for key in "12345" { call += Line.key(key) + Line.silence(200) }
        let cut = call.count
        call += passcode.prefix(24_000) + Line.key("7") + Line.silence(600)
        call += hold + Line.silence(300) + hold + Line.silence(300)
        let book = try Catalogue.book.get()
        let endings = book.endings(in: Line.through(.aLaw, samples: call))
        #expect(
            endings.map(\.recording) == [
                "fr/welcome-emergency", "fr/ask-client-number", "fr/ask-passcode", "fr/hold", "fr/hold",
            ])
        #expect(endings.map(\.isWhole) == [true, true, false, true, true])
        let barged = try #require(endings.dropFirst(2).first)
        #expect(abs(barged.start - cut) <= 2)
        #expect(barged.to <= cut + 24_000 && barged.to > cut + 22_000)
        let rest = try #require(barged.missing.last)
        #expect(rest.upperBound > 90_000)
    }

    @Test("A beginning is told early, and before the end")
    func beginnings() throws {
        let book = try Catalogue.book.get()
        let sound = Line.silence(500) + (try samples("fr/ask-client-number")) + Line.silence(2_000)
        var listener = PromptListener(book)
        var told: [(event: Heard, at: Int)] = []
        for start in stride(from: 0, to: sound.count, by: 160) {
            let packet = Array(sound[start..<min(start + 160, sound.count)])
            told += listener.hear(packet).map { ($0, start + packet.count) }
        }
        #expect(told.count == 2)
        guard case .began(let beginning)? = told.first?.event, case .ended(let ending)? = told.last?.event else {
            Issue.record("\(told)")
            return
        }
        #expect(beginning.recording == ending.recording)
        #expect(beginning.from == ending.from)
        let first = try #require(told.first)
        #expect(first.at - beginning.from <= 9_600)
    }

    @Test("Two prompts without a pause, and a prompt of which the first 300 ms are lost")
    func clipped() throws {
        let refused = try samples("en/refused-not-urgent")
        let goodbye = try samples("en/goodbye")
        #expect(try names(refused + goodbye) == ["en/refused-not-urgent", "en/goodbye"])
        let endings = try Catalogue.book.get().endings(in: Array(refused.dropFirst(2_400)))
        #expect(endings.map(\.recording) == ["en/refused-not-urgent"])
        let ending = try #require(endings.first)
        #expect(abs(ending.start + 2_400) <= 2)
        #expect(ending.missing.count == 1 && (ending.missing.first?.upperBound ?? 0) <= 2_720)
        #expect(!ending.isWhole)
    }

    @Test("A jitter buffer leaves out 20 ms and repeats 40 ms")
    func jitter() throws {
        var sound = try samples("fr/welcome-managerial")
        sound.removeSubrange(15_000..<15_160)
        sound.insert(contentsOf: sound[27_000..<27_320], at: 27_320)
        let endings = try Catalogue.book.get().endings(in: Line.through(.aLaw, samples: sound))
        #expect(endings.map(\.recording) == ["fr/welcome-managerial"])
        #expect(endings.allSatisfy { $0.isWhole && $0.share > 0.97 })
    }

    @Test("Sound in pieces of any size gives the same events")
    func pieces() throws {
        let book = try Catalogue.book.get()
        let sound =
            (try samples("en/goodbye")) + Line.silence(400) + (try samples("en/pieces/number-21"))
            + Line.noise(300, level: 60, seed: 3)
        let whole = book.heard(in: sound)
        #expect(whole.count == 4)
        for step in [1, 163, 4_001] {
            var listener = PromptListener(book)
            var events: [Heard] = []
            for start in stride(from: 0, to: sound.count, by: step) {
                events += listener.hear(Array(sound[start..<min(start + step, sound.count)]))
            }
            #expect(events + listener.finish() == whole, "in pieces of \(step)")
        }
    }
}
