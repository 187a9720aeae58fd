import Prompts
import RTP
import Testing

/// Frames that all calls share.
struct FrameStoreTests {
    private func samples(_ count: Int, from first: Int = 1) -> [Int16] {
        (0..<count).map { Int16(truncatingIfNeeded: (first + $0) * 97) }
    }

    @Test("A recording is encoded in both laws, frame by frame", arguments: G711.allCases)
    func encoding(law: G711) {
        var store = FrameStore()
        let samples = samples(320)
        let run = store.append(samples)
        #expect(run.count == 2)
        let bytes = (0..<2).flatMap { store.bytes(of: run.first + $0, law) }
        #expect(bytes == samples.map(law.encode))
    }

    @Test("The last frame is filled up with silence", arguments: [1, 159, 160, 161, 479])
    func filling(count: Int) {
        var store = FrameStore()
        let run = store.append(samples(count))
        #expect(run.count == (count + 159) / 160)
        let last = store.bytes(of: run.first + run.count - 1, .aLaw)
        #expect(last.count == 160)
        let rest = count % 160 == 0 ? 0 : 160 - count % 160
        #expect(last.suffix(rest).allSatisfy { $0 == G711.aLaw.silence })
    }

    @Test("An empty recording has no frame, and frame 0 is silence")
    func silence() {
        var store = FrameStore()
        let run = store.append([])
        #expect(run.count == 0)
        #expect(store.bytes(of: 0, .muLaw).allSatisfy { $0 == 0xFF })
        #expect(store.bytes(of: 0, .aLaw).allSatisfy { $0 == 0xD5 })
    }

    @Test("A frame is copied into a packet behind its header", arguments: G711.allCases)
    func copying(law: G711) {
        var store = FrameStore()
        let run = store.append(samples(160))
        var packet = [UInt8](repeating: 9, count: 180)
        store.copy(run.first, law, into: &packet, at: 12)
        #expect(packet[..<12].allSatisfy { $0 == 9 })
        #expect(packet[12..<172].elementsEqual(store.bytes(of: run.first, law)))
        #expect(packet[172...].allSatisfy { $0 == 9 })
    }

    @Test("The store takes two bytes a sample and no more")
    func memory() {
        var store = FrameStore(reserving: 1_000)
        for _ in 0..<10 { _ = store.append(samples(16_000)) }
        #expect(store.byteCount == 160_160)
        #expect(Double(store.capacity) <= 2.2 * Double(store.byteCount))
    }

    @Test("A playlist hands out its frames in order, silence in between, and then nothing")
    func playback() {
        var store = FrameStore()
        let (one, two) = (store.append(samples(320)), store.append(samples(160, from: 500)))
        var list = Playlist()
        list.append(one)
        list.append(.silence(milliseconds: 40))
        list.append(.silence(milliseconds: 0))
        list.append(two)
        #expect(list.frameCount == 5)
        #expect(list.duration == .milliseconds(100))
        var playback = Playback(list)
        var frames: [FrameNumber] = []
        while let frame = playback.next() { frames.append(frame) }
        #expect(frames == [1, 2, 0, 0, 3])
        let afterwards = playback.next()
        #expect(afterwards == nil)
    }

    @Test(
        "Silence is rounded to whole frames and never negative",
        arguments: [(-5, 0), (9, 0), (10, 1), (29, 1), (30, 2), (1000, 50)])
    func rounding(milliseconds: Int, frames: Int) {
        #expect(FrameRun.silence(milliseconds: milliseconds).count == frames)
    }
}
