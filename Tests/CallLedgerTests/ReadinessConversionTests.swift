import CallFlow
import CallLedger
import Calls
import Desk
import Ledger
import Testing

@Suite("What comes of an exercise, as results of drills") struct ReadinessConversionTests {
    private static let start = Instant(milliseconds: 1_795_464_000_000)

    /// A chain of four, the last two rung at once: nobody, a slow one, a fast one whom the last one is slower than.
    private func report() throws -> ReadinessReport {
        let phone = try #require(PhoneNumber("+33611111101"))
        var chain = OnCallChain()
        for (id, together) in [("none", false), ("nobody", false), ("fast", false), ("late", true)] {
            chain.append(
                OnCallPerson(id: id, name: id.uppercased(), phone: phone, language: id == "late" ? .english : nil),
                together: together)
        }
        let hunt = ReadinessHunt(
            chain: .onCall, ringTimeout: .seconds(25), acceptTimeout: .seconds(30),
            acceptKey: try #require(Key("1")), declineKey: try #require(Key("2")), keysPrompt: nil)
        var drill = ReadinessDrill(
            chain: chain, hunt: hunt, terms: terms, zone: .utc, last: [:])
        _ = drill.begin(at: Self.start)
        _ = drill.deadlineReached(at: Self.start.advanced(by: .seconds(25)))
        _ = drill.answered(2, at: Self.start.advanced(by: .milliseconds(46_000)))
        _ = drill.keyed(2, try #require(Key("1")), at: Self.start.advanced(by: .milliseconds(61_500)))
        let last = drill.hungUp(2, at: Self.start.advanced(by: .seconds(63)))
        guard case .finished(let report) = last.last else { throw Missing() }
        return report
    }

    private struct Missing: Error {}

    private let terms = ReadinessTerms(consent: ["nobody", "fast", "late"], quiet: [])

    @Test("Whoever was rung has one: points for picking up, accepting, and both in time") func results() throws {
        let results = DrillResult.results(
            of: try report(), terms: terms, hash: String(repeating: "ab", count: 32), language: .french
        ) { "D-\($0)" }
        #expect(results.map(\.id) == ["D-1", "D-2", "D-3"])
        #expect(results.map(\.person) == ["NOBODY", "FAST", "LATE"])
        #expect(results.allSatisfy { $0.scenario == "readiness" && $0.role == .technician && $0.mode == .exam })
        #expect(results.map(\.points) == [0, 9, 0] && results.map(\.outOf) == [10, 10, 0])
        #expect(results.map(\.isPassed) == [false, true, true])
        #expect(results[0].criteria[0].words == "Personne n'a décroché.")
        // It rang for as long as a call would let it.
        #expect(results[0].duration == .seconds(25))
        #expect(results[0].timeline.map(\.at) == [.zero, .seconds(25)])
        #expect(results[0].figures == [.init(name: "chain-time-to-human-ms", value: 86_500)])
        // Picked up after 21 s of 20, accepted after 36.5 s of 40.
        #expect(results[1].criteria.map(\.points) == [3, 0, 5, 1])
        #expect(results[1].criteria.map(\.rule) == ["R8", nil, "R8", nil])
        #expect(results[1].criteria[1].words == "À décrocher en 20,0 s ; décroché après 21,0 s.")
        #expect(
            results[1].figures == [
                .init(name: "time-to-answer-ms", value: 21_000), .init(name: "time-to-accept-ms", value: 36_500),
                .init(name: "chain-time-to-human-ms", value: 86_500),
            ])
        #expect(results[1].at == Self.start.advanced(by: .seconds(25)) && results[1].duration == .milliseconds(36_500))
        #expect(results[2].language == .english && results[2].criteria[0].words == "A colleague accepted before.")
    }
}
