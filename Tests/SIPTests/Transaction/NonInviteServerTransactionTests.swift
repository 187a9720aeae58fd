import Testing

@testable import SIP

/// Figure 8 of RFC 3261.
struct NonInviteServerTransactionTests {
    enum Event: Sendable {
        case responds(Int)
        case retransmission
        case timer
        case transportFails
    }

    typealias Row = Transition<Event>

    static let tables: [TransitionTable<Event>] = [
        .init(
            "The final response answers retransmissions until timer J", .udp,
            [
                Row(10, .retransmission, "ignore", "trying"), Row(20, .responds(200), "transmit 200", "completed"),
                Row(500, .retransmission, "transmit 200", "completed"), Row(600, .responds(404), "ignore", "completed"),
                Row(32_020, .timer, "ignore", "terminated"), Row(32_100, .retransmission, "ignore", "terminated"),
            ]),
        .init(
            "The last provisional response answers retransmissions", .udp,
            [
                Row(20, .responds(100), "transmit 100", "proceeding"),
                Row(500, .retransmission, "transmit 100", "proceeding"),
                Row(600, .responds(183), "transmit 183", "proceeding"),
                Row(700, .retransmission, "transmit 183", "proceeding"),
                Row(800, .responds(486), "transmit 486", "completed"),
                Row(900, .retransmission, "transmit 486", "completed"),
                Row(32_800, .timer, "ignore", "terminated"),
            ]),
        .init("Over a stream timer J is zero", .tcp, [Row(20, .responds(200), "transmit 200", "terminated")]),
        .init(
            "A user who never answers", .udp,
            [
                Row(32_000, .timer, "ignore", "terminated"), Row(32_001, .responds(200), "ignore", "terminated"),
            ]),
        .init(
            "A user who never gives a final answer", .tcp,
            [
                Row(5, .responds(100), "transmit 100", "proceeding"), Row(32_000, .timer, "ignore", "terminated"),
            ]),
        .init(
            "A way back that is gone", .udp,
            [
                Row(1, .transportFails, "ignore", "terminated"), Row(2, .responds(200), "ignore", "terminated"),
            ]),
    ]

    @Test("Transitions", arguments: tables)
    func transitions(table: TransitionTable<Event>) throws {
        var machine = NonInviteServerTransaction(
            isReliable: table.transport.isReliable, timers: .standard, now: .zero)
        for step in table.steps {
            var action = NonInviteServerTransaction.Action.ignore
            switch step.event {
            case .responds(let number):
                let status = try #require(StatusCode(rawValue: number))
                action = machine.responded(status, Array("\(number)".utf8), timers: .standard, now: step.now)
            case .retransmission: action = machine.requestRetransmitted()
            case .timer:
                #expect(machine.deadline == step.now)
                machine.deadlineReached(now: step.now)
            case .transportFails: machine.transportFailed()
            }
            #expect(name(action) == step.action, "at \(step.time)")
            #expect(name(machine.state) == step.state, "at \(step.time)")
        }
    }

    private func name(_ action: NonInviteServerTransaction.Action) -> String {
        switch action {
        case .transmit(let bytes): "transmit \(startLine(bytes))"
        case .ignore: "ignore"
        }
    }

    private func name(_ state: NonInviteServerTransaction.State) -> String {
        switch state {
        case .trying: "trying"
        case .proceeding: "proceeding"
        case .completed: "completed"
        case .terminated: "terminated"
        }
    }
}
