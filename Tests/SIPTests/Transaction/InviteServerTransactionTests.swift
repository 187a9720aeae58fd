import Testing

@testable import SIP

/// Figure 7 of RFC 3261 as RFC 6026 §8.5 amends it.
struct InviteServerTransactionTests {
    enum Event: Sendable {
        case responds(Int)
        case retransmission
        case ack
        case timer
        case transportFails
    }

    typealias Row = Transition<Event>

    static let tables: [TransitionTable<Event>] = [
        .init(
            "100 Trying when the user is silent for 200 ms", .udp,
            [
                Row(50, .retransmission, "ignore", "trying"),
                Row(200, .timer, "transmit SIP/2.0 100 Trying", "proceeding"),
                Row(500, .retransmission, "transmit SIP/2.0 100 Trying", "proceeding"),
            ]),
        .init(
            "The last provisional response answers retransmissions", .udp,
            [
                Row(10, .responds(180), "transmit 180", "proceeding"),
                Row(500, .retransmission, "transmit 180", "proceeding"),
                Row(600, .responds(183), "transmit 183", "proceeding"),
                Row(700, .retransmission, "transmit 183", "proceeding"),
                Row(800, .ack, "ignore", "proceeding"),
            ]),
        .init(
            "After a 2xx, retransmissions are absorbed until timer L", .udp,
            [
                Row(10, .responds(180), "transmit 180", "proceeding"),
                Row(20, .responds(200), "transmit 200", "accepted"),
                Row(500, .retransmission, "ignore", "accepted"), Row(520, .responds(200), "transmit 200", "accepted"),
                Row(600, .responds(486), "ignore", "accepted"), Row(620, .ack, "pass", "accepted"),
                Row(32_020, .timer, "ignore", "terminated"),
            ]),
        .init(
            "A 2xx at once, over a stream: timer L is the same", .tcp,
            [
                Row(10, .responds(200), "transmit 200", "accepted"), Row(32_010, .timer, "ignore", "terminated"),
            ]),
        .init(
            "Timer G repeats a refusal until the ACK, timer I absorbs more ACKs", .udp,
            [
                Row(0, .responds(486), "transmit 486", "completed"), Row(500, .timer, "transmit 486", "completed"),
                Row(700, .retransmission, "transmit 486", "completed"), Row(1_500, .timer, "transmit 486", "completed"),
                Row(1_600, .ack, "acknowledged", "confirmed"), Row(1_700, .ack, "ignore", "confirmed"),
                Row(1_800, .retransmission, "ignore", "confirmed"), Row(1_900, .responds(200), "ignore", "confirmed"),
                Row(6_600, .timer, "ignore", "terminated"), Row(6_700, .ack, "ignore", "terminated"),
            ]),
        .init(
            "The ACK never comes: timer G doubles up to T2, timer H gives up", .udp,
            [
                Row(0, .responds(404), "transmit 404", "completed"), Row(500, .timer, "transmit 404", "completed"),
                Row(1_500, .timer, "transmit 404", "completed"), Row(3_500, .timer, "transmit 404", "completed"),
                Row(7_500, .timer, "transmit 404", "completed"), Row(11_500, .timer, "transmit 404", "completed"),
                Row(15_500, .timer, "transmit 404", "completed"), Row(19_500, .timer, "transmit 404", "completed"),
                Row(23_500, .timer, "transmit 404", "completed"), Row(27_500, .timer, "transmit 404", "completed"),
                Row(31_500, .timer, "transmit 404", "completed"), Row(32_000, .timer, "unacknowledged", "terminated"),
            ]),
        .init(
            "A refusal over a stream: no timer G, timer I is zero", .tcp,
            [
                Row(0, .responds(486), "transmit 486", "completed"), Row(400, .retransmission, "ignore", "completed"),
                Row(1_600, .ack, "acknowledged", "terminated"),
            ]),
        .init(
            "Over a stream timer H runs too", .tls,
            [
                Row(0, .responds(486), "transmit 486", "completed"), Row(100, .responds(200), "ignore", "completed"),
                Row(32_000, .timer, "unacknowledged", "terminated"),
            ]),
        .init(
            "A way back that is gone", .udp,
            [
                Row(0, .responds(180), "transmit 180", "proceeding"), Row(1, .transportFails, "ignore", "terminated"),
                Row(2, .responds(200), "ignore", "terminated"), Row(3, .retransmission, "ignore", "terminated"),
            ]),
    ]

    @Test("Transitions", arguments: tables)
    func transitions(table: TransitionTable<Event>) throws {
        let request = try TransactionSamples.request()
        var machine = InviteServerTransaction(
            request, isReliable: table.transport.isReliable, timers: .standard, now: .zero)
        for step in table.steps {
            let action: InviteServerTransaction.Action
            switch step.event {
            case .responds(let number):
                let status = try #require(StatusCode(rawValue: number))
                action = machine.responded(status, Array("\(number)".utf8), timers: .standard, now: step.now)
            case .retransmission: action = machine.requestRetransmitted()
            case .ack: action = machine.acknowledged(timers: .standard, now: step.now)
            case .timer:
                #expect(machine.deadline == step.now)
                action = machine.deadlineReached(timers: .standard, now: step.now)
            case .transportFails:
                machine.transportFailed()
                action = .ignore
            }
            #expect(name(action) == step.action, "at \(step.time)")
            #expect(name(machine.state) == step.state, "at \(step.time)")
        }
    }

    @Test("Ringing lasts as long as the user likes: no timer runs")
    func ringing() throws {
        var machine = InviteServerTransaction(
            try TransactionSamples.request(), isReliable: false, timers: .standard, now: .zero)
        _ = machine.responded(.ringing, [1], timers: .standard, now: .zero)
        #expect(machine.deadline == nil)
        #expect(machine.deadlineReached(timers: .standard, now: .seconds(600)) == .ignore)
        #expect(name(machine.state) == "proceeding")
    }

    private func name(_ action: InviteServerTransaction.Action) -> String {
        switch action {
        case .transmit(let bytes): "transmit \(startLine(bytes))"
        case .ignore, .acknowledged, .pass, .unacknowledged: "\(action)"
        }
    }

    private func name(_ state: InviteServerTransaction.State) -> String {
        switch state {
        case .trying: "trying"
        case .proceeding: "proceeding"
        case .completed: "completed"
        case .confirmed: "confirmed"
        case .accepted: "accepted"
        case .terminated: "terminated"
        }
    }
}
