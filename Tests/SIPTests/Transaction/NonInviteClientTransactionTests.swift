import Testing

@testable import SIP

/// Figure 6 of RFC 3261.
struct NonInviteClientTransactionTests {
    enum Event: Sendable {
        case response(Int)
        case timer
        case transportFails
    }

    typealias Row = Transition<Event>

    static let tables: [TransitionTable<Event>] = [
        .init(
            "Timer E doubles up to T2, timer F gives up", .udp,
            [
                Row(500, .timer, "transmit", "trying"), Row(1_500, .timer, "transmit", "trying"),
                Row(3_500, .timer, "transmit", "trying"), Row(7_500, .timer, "transmit", "trying"),
                Row(11_500, .timer, "transmit", "trying"), Row(15_500, .timer, "transmit", "trying"),
                Row(19_500, .timer, "transmit", "trying"), Row(23_500, .timer, "transmit", "trying"),
                Row(27_500, .timer, "transmit", "trying"), Row(31_500, .timer, "transmit", "trying"),
                Row(32_000, .timer, "timeOut", "terminated"),
            ]),
        .init("Over a stream only timer F runs", .tcp, [Row(32_000, .timer, "timeOut", "terminated")]),
        .init(
            "After a provisional response timer E goes on with T2", .udp,
            [
                Row(100, .response(100), "pass", "proceeding"), Row(500, .timer, "transmit", "proceeding"),
                Row(4_500, .timer, "transmit", "proceeding"), Row(5_000, .response(183), "pass", "proceeding"),
                Row(8_500, .timer, "transmit", "proceeding"), Row(9_000, .response(200), "pass", "completed"),
                Row(14_000, .timer, "ignore", "terminated"),
            ]),
        .init(
            "Timer F also ends Proceeding", .tls,
            [
                Row(100, .response(100), "pass", "proceeding"), Row(32_000, .timer, "timeOut", "terminated"),
            ]),
        .init(
            "Retransmitted responses are absorbed until timer K", .udp,
            [
                Row(100, .response(200), "pass", "completed"), Row(200, .response(200), "ignore", "completed"),
                Row(250, .response(100), "ignore", "completed"), Row(300, .transportFails, "ignore", "completed"),
                Row(5_100, .timer, "ignore", "terminated"), Row(5_200, .response(200), "ignore", "terminated"),
            ]),
        .init("A refusal over a stream: timer K is zero", .tcp, [Row(100, .response(404), "pass", "terminated")]),
        .init("A transport that fails while trying", .udp, [Row(5, .transportFails, "unreachable", "terminated")]),
        .init(
            "A transport that fails while proceeding", .tcp,
            [
                Row(5, .response(100), "pass", "proceeding"), Row(9, .transportFails, "unreachable", "terminated"),
            ]),
    ]

    @Test("Transitions", arguments: tables)
    func transitions(table: TransitionTable<Event>) throws {
        var machine = NonInviteClientTransaction(
            [1, 2, 3], isReliable: table.transport.isReliable, timers: .standard, now: .zero)
        for step in table.steps {
            let action: NonInviteClientTransaction.Action
            switch step.event {
            case .response(let number):
                let status = try #require(StatusCode(rawValue: number))
                action = machine.received(status, timers: .standard, now: step.now)
            case .timer:
                #expect(machine.deadline == step.now)
                action = machine.deadlineReached(timers: .standard, now: step.now)
            case .transportFails: action = machine.transportFailed()
            }
            #expect(name(action) == step.action, "at \(step.time)")
            #expect(name(machine.state) == step.state, "at \(step.time)")
        }
    }

    private func name(_ action: NonInviteClientTransaction.Action) -> String {
        switch action {
        case .transmit(let bytes): bytes == [1, 2, 3] ? "transmit" : "transmit something else"
        case .ignore, .pass, .timeOut, .unreachable: "\(action)"
        }
    }

    private func name(_ state: NonInviteClientTransaction.State) -> String {
        switch state {
        case .trying: "trying"
        case .proceeding: "proceeding"
        case .completed: "completed"
        case .terminated: "terminated"
        }
    }
}
