import Testing

@testable import SIP

/// What happens when there are too many transactions.
struct TransactionLimitsTests {
    private func receive(
        _ bench: inout TransactionBench, _ number: Int, _ method: String = "INVITE", known: Bool = false
    ) throws -> [String] {
        let request = try TransactionSamples.request(method, branch: "z9hG4bK-\(number)", callID: "call-\(number)")
        return bench.receive(request, isKnownPeer: known)
    }

    @Test(
        "Over the limit a request is handed out without a transaction; known peers have a share of their own"
    )
    func servers() throws {
        var bench = TransactionBench(limits: TransactionLimits(serverTransactions: .init(3, reserved: 1)))
        #expect(try receive(&bench, 1, "OPTIONS") == ["request OPTIONS"])
        #expect(try receive(&bench, 2, "OPTIONS") == ["request OPTIONS"])
        #expect(try receive(&bench, 3, "OPTIONS") == ["overloaded OPTIONS"])
        #expect(try receive(&bench, 3, "OPTIONS", known: true) == ["request OPTIONS"])
        #expect(try receive(&bench, 4, "OPTIONS", known: true) == ["overloaded OPTIONS"])
        #expect(try receive(&bench, 1, "OPTIONS").isEmpty, "a retransmission is still recognized")
        #expect(bench.pass(.seconds(33)).count == 3)
        #expect(try receive(&bench, 4, "OPTIONS") == ["request OPTIONS"])
    }

    @Test("Calls that ring have a limit of their own, which answered ones do not count to")
    func early() throws {
        var bench = TransactionBench(limits: TransactionLimits(earlyInvites: .init(2, reserved: 1)))
        #expect(try receive(&bench, 1) == ["request INVITE"])
        #expect(try receive(&bench, 2) == ["overloaded INVITE"])
        #expect(try receive(&bench, 2, "OPTIONS") == ["request OPTIONS"])
        #expect(try receive(&bench, 3, known: true) == ["request INVITE"])
        #expect(try receive(&bench, 4, known: true) == ["overloaded INVITE"])
        _ = try bench.respond(200)
        #expect(bench.layer.earlyInviteCount == 1)
        #expect(try receive(&bench, 4, known: true) == ["request INVITE"])
    }

    @Test("An ACK and a CANCEL get through a full layer")
    func full() throws {
        var bench = TransactionBench(limits: TransactionLimits(serverTransactions: .init(1)))
        _ = bench.receive(try TransactionSamples.request())
        #expect(bench.receive(try TransactionSamples.request("CANCEL")) == ["send 200", "cancelled 0"])
        _ = try bench.respond(487)
        #expect(bench.receive(try TransactionSamples.request("ACK", toTag: "desk")) == ["acknowledged 0"])
    }

    @Test("Over the limit of client transactions nothing is sent, but a CANCEL is")
    func clients() throws {
        var bench = TransactionBench(limits: TransactionLimits(clientTransactions: 1))
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        _ = bench.receive(try TransactionSamples.response(180, to: try bench.lastRequest()))
        #expect(throws: TransactionLimits.Exceeded(limit: 1)) { try bench.send(try TransactionSamples.outgoing(.bye)) }
        #expect(bench.sent.count == 1)
        #expect(bench.cancel() == ["send CANCEL"])
    }

    @Test("A share that is larger than the limit leaves strangers nothing, and no limit is below zero")
    func odd() {
        #expect(!TransactionLimits.Limit(2, reserved: 9).admits(0, known: false))
        #expect(TransactionLimits.Limit(2, reserved: -9).admits(1, known: false))
        #expect(!TransactionLimits.Limit(-1).admits(0, known: true))
    }
}
