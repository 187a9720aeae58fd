import Synchronization
import Testing

@testable import AudioPlayer

@Suite("The ticks of a live line, on a scripted device")
struct LiveLoopTests {
    /// Runs ticks one after another and returns the report, or the fault that ended it.
    func run(_ stream: ScriptedStream, ticks: Int, changing: Int? = nil) -> Result<PlayoutReport, StreamFault> {
        let state = LiveState()
        var next: Int16 = 0
        let loop = LiveLoop(
            stream: stream, state: state,
            source: { frame in
                next += 1
                if let changing { frame = [Int16](repeating: next, count: changing) }
                for index in frame.indices { frame[index] = next }
            }, onFailure: { _ in })
        var pacing = PlayoutPacing(start: 0)
        do throws(StreamFault) {
            for _ in 0..<ticks { try loop.play(&pacing, at: pacing.deadline) }
            return .success(loop.report)
        } catch { return .failure(error) }
    }

    func frame(_ value: Int16, _ count: Int = 160) -> [Int16] { [Int16](repeating: value, count: count) }

    @Test("Frames reach the device in order, after one silent frame")
    func order() throws {
        let log = ScriptedStream.Log()
        let report = try run(ScriptedStream([], log: log), ticks: 3).get()
        #expect(log.all == frame(0) + frame(1) + frame(2) + frame(3))
        #expect(report.frames == 3 && report.samples == 480 && report.droppedSamples == 0)
    }

    @Test("A write that runs dry is recovered, and its frame played after a new head start")
    func underrun() throws {
        let log = ScriptedStream.Log()
        let stream = ScriptedStream([.take(160), .take(160), .fail(.xrun)], log: log)
        let report = try run(stream, ticks: 2).get()
        #expect(log.all == frame(0) + frame(1) + frame(0) + frame(2))
        #expect(report.underruns == 1 && report.suspends == 0 && report.frames == 2)
    }

    @Test("A device that slept is woken and counted")
    func suspend() throws {
        let log = ScriptedStream.Log()
        let stream = ScriptedStream([], levels: [.success(.init()), .failure(.suspended)], log: log)
        let report = try run(stream, ticks: 2).get()
        #expect(log.recovered.withLock { $0 } == [.suspended])
        #expect(report.suspends == 1 && report.underruns == 0)
    }

    @Test("A device without room loses samples and nobody waits")
    func full() throws {
        let log = ScriptedStream.Log()
        let stream = ScriptedStream([.take(160), .take(100), .take(0)], log: log)
        let report = try run(stream, ticks: 1).get()
        #expect(report.samples == 100 && report.droppedSamples == 60)
    }

    @Test("A lost device ends the line with its reason")
    func lost() {
        let stream = ScriptedStream([.take(160), .fail(.lost("no such device"))], log: .init())
        #expect(run(stream, ticks: 5) == .failure(.lost("no such device")))
    }

    @Test("A device that cannot be recovered ends the line")
    func beyondRecovery() {
        let stream = ScriptedStream([.fail(.xrun)], recovers: false, log: .init())
        #expect(run(stream, ticks: 5) == .failure(.xrun))
    }

    @Test("A device that runs dry for more than a second without a pause ends the line")
    func dryForever() throws {
        let always = [Result<DeviceLevel, StreamFault>](repeating: .failure(.xrun), count: 60)
        #expect(try run(ScriptedStream([], levels: always, log: .init()), ticks: 50).get().underruns == 50)
        #expect(
            run(ScriptedStream([], levels: always, log: .init()), ticks: 51)
                == .failure(.lost("it runs dry over and over")))
    }

    @Test("A source that changes the frame's length is put right", arguments: [0, 1, 159, 161, 5_000])
    func length(count: Int) throws {
        let log = ScriptedStream.Log()
        let report = try run(ScriptedStream([], log: log), ticks: 2, changing: count).get()
        #expect(report.samples == 320)
        #expect(log.all.count == 480)
    }
}
