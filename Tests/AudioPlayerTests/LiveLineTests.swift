import Synchronization
import Testing

@testable import AudioPlayer

/// A source that numbers its frames, can be silenced, and remembers when it was asked.
final class NumberedSource: Sendable {
    struct Pull {
        let at: Int64
        let value: Int16
    }

    let pulls = Mutex<[Pull]>([])
    let isSilent = Atomic(false)
    let asked = Events()

    func fill(_ frame: inout [Int16]) {
        let value: Int16 = pulls.withLock {
            let value = isSilent.load(ordering: .acquiring) ? 0 : Int16($0.count % 30_000 + 1)
            $0.append(Pull(at: MonotonicClock.now, value: value))
            return value
        }
        for index in frame.indices { frame[index] = value }
        asked.happened()
    }

    var samples: [Int16] {
        pulls.withLock { $0.flatMap { [Int16](repeating: $0.value, count: 160) } }
    }
}

@Suite("A line that plays for the length of a call", .enabled(if: SoundDevices.isSupported))
struct LiveLineTests {
    static let unexpected: @Sendable (SoundDeviceError) -> Void = { Issue.record("the line failed: \($0)") }

    @Test("The device gets the source's frames in order, fifty a second", .timeLimit(.minutes(10)))
    func paced() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let source = NumberedSource()
        let start = MonotonicClock.now
        let line = try LiveLine(
            device: devices.writing("out.raw"), source: { source.fill(&$0) }, onFailure: Self.unexpected)
        source.asked.wait(for: 50)
        let report = line.close()
        let due = Int((MonotonicClock.now - start) / PlayoutPacing.tick)
        // A machine that is too busy for a tick misses it and says so; it never hurries to make up for it.
        #expect(abs(report.frames + report.missedTicks - due) <= 2, "due \(due): \(report)")
        #expect(report.frames <= due + 2)
        #expect(report.underruns == 0 && !report.isStuck)
        #expect(try devices.samples("out.raw") == [Int16](repeating: 0, count: 160) + source.samples)
        #expect(source.pulls.withLock { $0.count } == report.frames)
    }

    @Test("A source that is silenced is silent in the device from the next frame on", .timeLimit(.minutes(10)))
    func cut() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let source = NumberedSource()
        let line = try LiveLine(
            device: devices.writing("out.raw"), source: { source.fill(&$0) }, onFailure: Self.unexpected)
        source.asked.wait(for: 15)
        source.isSilent.store(true, ordering: .releasing)
        let cut = MonotonicClock.now
        source.asked.wait(for: 10)
        line.close()
        let samples = try devices.samples("out.raw")
        let last = try #require(samples.lastIndex { $0 != 0 })
        // A frame stands behind the head start of one frame. How long a device with a clock plays on is told by the queue that
        // the pacing allows it: see PlayoutPacingTests.
        let frame = last / 160 - 1
        let pulledAt = source.pulls.withLock { $0[frame].at }
        #expect(pulledAt <= cut)
        #expect(samples.count > last + 5 * 160)
    }

    @Test("A line can be closed at once, twice, and by letting go of it")
    func closing() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let line = try LiveLine(device: "null", source: { _ in }, onFailure: Self.unexpected)
        let report = line.close()
        #expect(line.close() == report)
        _ = try LiveLine(device: "null", source: { _ in }, onFailure: Self.unexpected)
    }

    @Test("After close the source is not asked again")
    func quiet() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let source = NumberedSource()
        let line = try LiveLine(device: "null", source: { source.fill(&$0) }, onFailure: Self.unexpected)
        source.asked.wait(for: 2)
        line.close()
        let count = source.pulls.withLock { $0.count }
        // While another line is asked three times, this one would be, too.
        let other = NumberedSource()
        let later = try LiveLine(device: "null", source: { other.fill(&$0) }, onFailure: Self.unexpected)
        other.asked.wait(for: 3)
        later.close()
        #expect(source.pulls.withLock { $0.count } == count)
    }

    @Test("The source itself may close the line", .timeLimit(.minutes(10)))
    func closedBySource() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let held = Mutex<LiveLine?>(nil)
        let asked = Atomic(0)
        let closed = Events()
        let line = try LiveLine(
            device: "null",
            source: { _ in
                asked.add(1, ordering: .relaxed)
                if held.withLock({ $0 })?.close() != nil { closed.happened() }
            }, onFailure: Self.unexpected)
        held.withLock { $0 = line }
        closed.wait()
        #expect(line.close().frames == asked.load(ordering: .relaxed))
        #expect(asked.load(ordering: .relaxed) <= 3)
        held.withLock { $0 = nil }
    }

    @Test("An unknown device is refused before the call begins")
    func unknown() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let error = #expect(throws: SoundDeviceError.self) {
            _ = try LiveLine(device: "nosuchdevice", source: { _ in }, onFailure: Self.unexpected)
        }
        #expect(error?.message == "there is no such sound device (Unknown PCM nosuchdevice)")
    }
}
