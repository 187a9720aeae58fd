import CallFlow
import Desk
import Synchronization
import Testing

@testable import Calls

@Suite("An exercise on a line") struct ReadinessRunTests {
    /// Phones that do what a script says once they ring: events a while after the ring.
    private final class ScriptedLine: ReadinessLine {
        let isReal = true
        let events: AsyncStream<ReadinessEvent>
        private let continuation: AsyncStream<ReadinessEvent>.Continuation
        private let script: [Int: [(after: Duration, kind: ReadinessEvent.Kind)]]
        let log = Mutex<[String]>([])

        init(_ script: [Int: [(after: Duration, kind: ReadinessEvent.Kind)]]) {
            self.script = script
            (events, continuation) = AsyncStream.makeStream(of: ReadinessEvent.self)
        }

        private func note(_ line: String) { log.withLock { $0.append(line) } }

        func ring(_ position: Int, _ person: OnCallPerson) async {
            note("ring \(person.id)")
            for event in script[position] ?? [] {
                continuation.yield(
                    ReadinessEvent(position, event.kind, at: ReadinessDrillTests.start.advanced(by: event.after)))
            }
            if script[position] == nil { continuation.finish() }
        }
        func say(_ position: Int, _ prompts: [String], in language: Language) async {
            note("say \(position) \(prompts.joined(separator: " ")) \(language.rawValue)")
        }
        func hangUp(_ position: Int) async { note("hang up \(position)") }
        func waits(until deadline: Instant?) async {}
    }

    @Test("is carried from the first ring to the report") func whole() async throws {
        let accept = try #require(Key("1"))
        let line = ScriptedLine([
            0: [(.seconds(25), .passed)],
            1: [(.seconds(30), .answered), (.seconds(40), .keyed(accept)), (.seconds(44), .spoken)], 2: [],
        ])
        var drill = try ReadinessDrillTests.drill()
        var seen = 0
        let report = await drill.run(on: line, from: ReadinessDrillTests.start) { event, _ in
            seen += event == nil ? 0 : 1
        }
        #expect(report.timeToHuman == .seconds(40) && seen == 4)
        #expect(
            line.log.withLock { $0 } == [
                "ring a", "hang up 0", "ring b", "ring c", "say 1 drill-whisper whisper-keys en",
                "say 1 drill-accepted en",
                "hang up 2", "hang up 1",
            ])
    }

    @Test("is broken off where the line ends before") func lineEnds() async throws {
        let line = ScriptedLine([:])
        var drill = try ReadinessDrillTests.drill()
        let report = await drill.run(on: line, from: ReadinessDrillTests.start)
        #expect(report.lines.map(\.outcome) == [.brokenOff, .notNeeded, .notNeeded])
        #expect(line.log.withLock { $0 } == ["ring a", "hang up 0"])
    }
}
