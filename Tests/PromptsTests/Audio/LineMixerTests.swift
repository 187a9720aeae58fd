import Prompts
import RTP
import Testing

/// What a caller's ear hears.
struct LineMixerTests {
    private let store: FrameStore
    private let list: Playlist
    private let samples: [Int16]

    init() {
        var store = FrameStore()
        samples = (0..<1_600).map { Int16(($0 % 80) * 100 - 4_000) }
        var list = Playlist()
        list.append(store.append(samples))
        (self.store, self.list) = (store, list)
    }

    private func frame(_ mixer: inout LineMixer) -> [Int16] {
        var frame = [Int16](repeating: 77, count: FrameStore.frameLength)
        mixer.next(into: &frame)
        return frame
    }

    @Test("A prompt is heard as its law carries it, and then there is silence", arguments: G711.allCases)
    func prompt(law: G711) {
        var mixer = LineMixer(store, law: law)
        mixer.play(list)
        let heard = (0..<10).flatMap { _ in frame(&mixer) }
        #expect(heard == samples.map { law.decode(law.encode($0)) })
        let silent = frame(&mixer)
        #expect(silent.allSatisfy { $0 == 0 })
        #expect(!mixer.isSpeaking)
    }

    @Test("A prompt that is stopped is silent from the next frame on")
    func stopping() {
        var mixer = LineMixer(store)
        mixer.play(list)
        _ = frame(&mixer)
        mixer.stop()
        let silent = frame(&mixer)
        #expect(silent.allSatisfy { $0 == 0 })
    }

    @Test("A new prompt cuts off the one before")
    func replacing() {
        var mixer = LineMixer(store)
        mixer.play(list)
        _ = frame(&mixer)
        let first = samples.prefix(160).map { G711.aLaw.decode(G711.aLaw.encode($0)) }
        mixer.play(list)
        let again = frame(&mixer)
        #expect(again == first)
    }

    @Test("A key sounds for five frames, over a prompt or alone, and goes on when the prompt is stopped")
    func keys() throws {
        var mixer = LineMixer(store)
        mixer.press("5")
        mixer.stop()
        var tone = try #require(Tone(key: "5", attenuation: LineMixer.sidetone))
        for _ in 0..<5 {
            var expected = [Int16](repeating: 0, count: 160)
            _ = tone.mix(into: &expected)
            let heard = frame(&mixer)
            #expect(heard == expected)
        }
        let silent = frame(&mixer)
        #expect(silent.allSatisfy { $0 == 0 })
        #expect(!mixer.isSpeaking)
    }

    @Test("A buffer of another length is filled as far as it goes", arguments: [0, 1, 80, 400])
    func otherLengths(length: Int) {
        var mixer = LineMixer(store)
        mixer.play(list)
        var buffer = [Int16](repeating: 77, count: length)
        mixer.next(into: &buffer)
        #expect(
            buffer.prefix(160).elementsEqual(
                samples.prefix(min(length, 160)).map { G711.aLaw.decode(G711.aLaw.encode($0)) }))
        #expect(buffer.dropFirst(160).allSatisfy { $0 == 0 })
    }
}
