import Testing

@testable import SIP

@Suite("Trunk selection and failover")
struct TrunkSelectionTests {
    private func trunk(_ name: String, priority: Int) -> Trunk {
        var trunk = Trunk(name: name, proxy: .init(host: name), domain: name, user: "u")
        trunk.priority = priority
        return trunk
    }

    private func response(_ status: Int, cause: Int? = nil) throws -> AttemptOutcome {
        .response(try #require(StatusCode(rawValue: status)), cause: cause)
    }

    @Test("By priority, the healthy first, equals as configured; down to the last one that is down")
    func order() throws {
        let trunks = [
            trunk("c", priority: 2), trunk("a", priority: 1), trunk("b", priority: 1), trunk("d", priority: 0),
        ]
        var selection = TrunkSelection(trunks) { $0 != "d" }
        #expect(selection.begin() == .call(trunk: "a"))
        let ends = [try response(503), .timeout, .transportFailure, try response(503)]
        #expect(
            ends.map { selection.ended($0, rang: false) } == [
                .call(trunk: "b"), .call(trunk: "c"), .call(trunk: "d"), .finished(.unreachable),
            ])
    }

    @Test("Without a trunk nobody can be reached")
    func none() {
        #expect(TrunkSelection([]) { _ in true }.begin() == .finished(.unreachable))
    }

    @Test("A busy telephone is busy on every trunk")
    func busy() throws {
        var selection = TrunkSelection([trunk("a", priority: 0), trunk("b", priority: 1)]) { _ in true }
        #expect(selection.ended(try response(486), rang: false) == .finished(.busy))
    }

    @Test("Every final answer has a meaning")
    func table() throws {
        let results: [Int: PhoneResult] = [
            404: .unreachable, 410: .unreachable, 480: .noAnswer, 484: .unreachable, 485: .unreachable, 486: .busy,
            600: .busy, 603: .declined, 607: .declined, 608: .declined,
        ]
        for status in 300...699 {
            let silent = try response(status).consequence(rang: false)
            let expected = results[status] ?? (status >= 600 ? .unreachable : nil)
            #expect(silent == expected.map { .result($0) } ?? .nextTrunk(.unreachable), "\(status)")
            let rang = try response(status).consequence(rang: true)
            #expect(rang == (status == 408 ? .result(.noAnswer) : silent), "\(status) after ringing")
        }
        #expect(AttemptOutcome.timeout.consequence(rang: false) == .nextTrunk(.unreachable))
        #expect(AttemptOutcome.timeout.consequence(rang: true) == .result(.noAnswer))
        #expect(AttemptOutcome.transportFailure.consequence(rang: true) == .nextTrunk(.unreachable))
        #expect(AttemptOutcome.cancelled.consequence(rang: true) == .result(.noAnswer))
    }

    @Test("The cause of a gateway says more than its 480")
    func causes() throws {
        #expect(try response(480, cause: 17).consequence(rang: true) == .result(.busy))
        #expect(try response(480, cause: 21).consequence(rang: true) == .result(.declined))
        #expect(try response(480, cause: 19).consequence(rang: true) == .result(.noAnswer))
        #expect(try response(503, cause: 17).consequence(rang: false) == .nextTrunk(.unreachable))
    }

    @Test("The words are those of the call flow")
    func words() {
        #expect(PhoneResult.allCases.map(\.rawValue) == ["busy", "no_answer", "declined", "unreachable"])
    }
}
