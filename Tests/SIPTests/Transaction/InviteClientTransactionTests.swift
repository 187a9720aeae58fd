import Testing

@testable import SIP

/// Figure 5 of RFC 3261 as RFC 6026 §8.4 amends it.
struct InviteClientTransactionTests {
    enum Event: Sendable {
        case response(Int)
        case timer
        case cancel
        case transportFails
    }

    typealias Row = Transition<Event>

    static let tables: [TransitionTable<Event>] = [
        .init(
            "Timer A doubles without end, timer B gives up", .udp,
            [
                Row(500, .timer, "transmit INVITE", "calling"), Row(1_500, .timer, "transmit INVITE", "calling"),
                Row(3_500, .timer, "transmit INVITE", "calling"), Row(7_500, .timer, "transmit INVITE", "calling"),
                Row(15_500, .timer, "transmit INVITE", "calling"), Row(31_500, .timer, "transmit INVITE", "calling"),
                Row(32_000, .timer, "timeOut", "terminated"),
            ]),
        .init("Over a stream only timer B runs", .tcp, [Row(32_000, .timer, "timeOut", "terminated")]),
        .init(
            "A provisional response ends the retransmissions", .udp,
            [
                Row(100, .response(100), "pass", "proceeding"), Row(900, .response(180), "pass", "proceeding"),
                Row(90_000, .response(183), "pass", "proceeding"),
            ]),
        .init(
            "Every 2xx goes up until timer M", .udp,
            [
                Row(100, .response(200), "pass", "accepted"), Row(600, .response(200), "pass", "accepted"),
                Row(700, .response(180), "ignore", "accepted"), Row(800, .response(486), "ignore", "accepted"),
                Row(900, .transportFails, "ignore", "accepted"), Row(32_100, .timer, "ignore", "terminated"),
                Row(32_200, .response(200), "stray", "terminated"),
            ]),
        .init(
            "A 2xx after ringing", .tcp,
            [
                Row(100, .response(180), "pass", "proceeding"), Row(5_000, .response(202), "pass", "accepted"),
                Row(37_000, .timer, "ignore", "terminated"),
            ]),
        .init(
            "A refusal is acknowledged each time it comes, until timer D", .udp,
            [
                Row(100, .response(486), "acknowledge ACK", "completed"),
                Row(600, .response(486), "transmit ACK", "completed"),
                Row(1_000, .response(180), "ignore", "completed"), Row(1_100, .response(200), "stray", "completed"),
                Row(32_100, .timer, "ignore", "terminated"), Row(32_200, .response(486), "ignore", "terminated"),
            ]),
        .init(
            "A redirection after ringing", .udp,
            [
                Row(100, .response(180), "pass", "proceeding"),
                Row(200, .response(302), "acknowledge ACK", "completed"),
                Row(300, .transportFails, "ignore", "terminated"),
            ]),
        .init("Over a stream timer D is zero", .tcp, [Row(100, .response(603), "acknowledge ACK", "terminated")]),
        .init("A transport that fails while calling", .udp, [Row(5, .transportFails, "unreachable", "terminated")]),
        .init(
            "A transport that fails while ringing", .tcp,
            [
                Row(5, .response(180), "pass", "proceeding"), Row(9, .transportFails, "unreachable", "terminated"),
            ]),
        .init(
            "A CANCEL waits for the first provisional response", .udp,
            [
                Row(10, .cancel, "ignore", "calling"), Row(500, .timer, "transmit INVITE", "calling"),
                Row(600, .response(100), "passAndCancel", "proceeding"), Row(700, .response(180), "pass", "proceeding"),
                Row(800, .response(487), "acknowledge ACK", "completed"),
            ]),
        .init(
            "A CANCEL goes out at once while it rings, and only once", .udp,
            [
                Row(10, .response(180), "pass", "proceeding"), Row(20, .cancel, "cancel", "proceeding"),
                Row(30, .cancel, "ignore", "proceeding"), Row(40, .response(487), "acknowledge ACK", "completed"),
                Row(50, .cancel, "ignore", "completed"),
            ]),
        .init(
            "A cancelled INVITE without a final response is over after 64 T1", .udp,
            [
                Row(10, .response(180), "pass", "proceeding"), Row(1_000, .cancel, "cancel", "proceeding"),
                Row(33_000, .timer, "timeOut", "terminated"),
            ]),
        .init(
            "A 2xx that crosses the CANCEL wins", .udp,
            [
                Row(10, .response(180), "pass", "proceeding"), Row(20, .cancel, "cancel", "proceeding"),
                Row(30, .response(200), "pass", "accepted"), Row(32_030, .timer, "ignore", "terminated"),
            ]),
        .init(
            "A CANCEL that waited in vain", .udp,
            [
                Row(10, .cancel, "ignore", "calling"), Row(20, .response(200), "pass", "accepted"),
                Row(30, .cancel, "ignore", "accepted"),
            ]),
    ]

    @Test("Transitions", arguments: tables)
    func transitions(table: TransitionTable<Event>) throws {
        let request = try TransactionSamples.request()
        var machine = InviteClientTransaction(
            request, isReliable: table.transport.isReliable, timers: .standard, now: .zero)
        for step in table.steps {
            let action: InviteClientTransaction.Action
            switch step.event {
            case .response(let status):
                let response = try TransactionSamples.response(status, to: request)
                action = machine.received(response, timers: .standard, now: step.now)
            case .timer:
                #expect(machine.deadline == step.now)
                action = machine.deadlineReached(timers: .standard, now: step.now)
            case .cancel: action = machine.cancelled(timers: .standard, now: step.now)
            case .transportFails: action = machine.transportFailed()
            }
            #expect(name(action) == step.action, "at \(step.time)")
            #expect(name(machine.state) == step.state, "at \(step.time)")
        }
    }

    @Test("Before its time no timer does anything")
    func early() throws {
        var machine = InviteClientTransaction(
            try TransactionSamples.request(), isReliable: false, timers: .standard, now: .seconds(7))
        #expect(machine.deadlineReached(timers: .standard, now: .milliseconds(7_499)) == .ignore)
        #expect(machine.deadline == .milliseconds(7_500))
    }

    private func name(_ action: InviteClientTransaction.Action) -> String {
        switch action {
        case .transmit(let bytes): "transmit \(startLine(bytes).prefix { $0 != " " })"
        case .acknowledge(let bytes): "acknowledge \(startLine(bytes).prefix { $0 != " " })"
        case .ignore, .pass, .passAndCancel, .cancel, .stray, .timeOut, .unreachable: "\(action)"
        }
    }

    private func name(_ state: InviteClientTransaction.State) -> String {
        switch state {
        case .calling: "calling"
        case .proceeding: "proceeding"
        case .completed: "completed"
        case .accepted: "accepted"
        case .terminated: "terminated"
        }
    }
}
