import Testing

@testable import SIP

/// CANCEL on both sides (RFC 3261 §9).
struct CancelTests {
    @Test("A CANCEL is answered, and the user is told once")
    func cancelled() throws {
        var bench = TransactionBench()
        let invite = try TransactionSamples.request()
        let cancel = try TransactionSamples.request("CANCEL")
        _ = bench.receive(invite)
        #expect(bench.receive(cancel) == ["send 200", "cancelled 0"])
        let answer = try bench.lastResponse()
        #expect(answer.cSeq == CSeq(number: 1, method: .cancel))
        #expect(answer.toTag == bench.layer.stateless.tag(for: bench.requests[0]), "the tag that the user can take too")
        #expect(bench.receive(cancel) == ["send 200"], "the first 200 was lost")
        #expect(try bench.respond(487) == ["send 487"])
        #expect(bench.receive(cancel) == ["send 200"])
        #expect(bench.receive(try TransactionSamples.request("ACK", toTag: "desk")) == ["acknowledged 0"])
        #expect(bench.pass(.seconds(6)) == ["serverEnded 0"])
        #expect(bench.receive(cancel) == ["send 481"])
        #expect(bench.layer.serverTransactionCount == 0)
    }

    @Test("A CANCEL that crosses the 2xx is answered and changes nothing")
    func tooLate() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        _ = try bench.respond(200)
        #expect(bench.receive(try TransactionSamples.request("CANCEL")) == ["send 200"])
    }

    @Test("A CANCEL that matches no INVITE gets 481")
    func unknown() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        #expect(bench.receive(try TransactionSamples.request("CANCEL", branch: "z9hG4bKother")) == ["send 481"])
        _ = bench.receive(try TransactionSamples.request("OPTIONS", branch: "z9hG4bKoptions", callID: "b"))
        #expect(bench.receive(try TransactionSamples.request("CANCEL", branch: "z9hG4bKoptions")) == ["send 481"])
    }

    @Test("Nobody else can cancel a call, even with the right branch")
    func spoofed() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        var elsewhere = TransactionSamples.path()
        elsewhere.remote.address = .v4(203, 0, 113, 66)
        #expect(bench.receive(try TransactionSamples.request("CANCEL"), on: elsewhere) == ["send 481"])
    }

    @Test("Our CANCEL waits for a provisional response and is made like the INVITE")
    func sent() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.invite, routes: ["<sip:p1;lr>", "<sip:p2;lr>"], number: 7))
        let invite = try bench.lastRequest()
        #expect(bench.cancel().isEmpty)
        #expect(bench.pass(.milliseconds(500)) == ["send INVITE"])
        #expect(bench.receive(try TransactionSamples.response(100, to: invite)) == ["response 0 100", "send CANCEL"])
        let cancel = try bench.lastRequest()
        #expect(cancel.uriText == invite.uriText)
        #expect(cancel.fields.values(.via) == invite.fields.values(.via))
        #expect(cancel.fields.values(.route) == ["<sip:p1;lr>", "<sip:p2;lr>"])
        #expect(cancel.fields.first(.from) == invite.fields.first(.from))
        #expect(cancel.fields.first(.to) == invite.fields.first(.to))
        #expect(cancel.callID == invite.callID)
        #expect(cancel.cSeq == CSeq(number: 7, method: .cancel))
        #expect(bench.pass(.milliseconds(500)) == ["send CANCEL"], "it is retransmitted")
        #expect(bench.receive(try TransactionSamples.response(200, to: cancel)).isEmpty, "the user does not care")
        #expect(bench.receive(try TransactionSamples.response(487, to: invite)) == ["send ACK", "response 0 487"])
        #expect(bench.pass(.seconds(60)) == ["clientEnded 0"])
        #expect(bench.layer.clientTransactionCount == 0)
    }

    @Test("Our CANCEL crosses a 2xx, which reaches the user")
    func crossing() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        let invite = try bench.lastRequest()
        _ = bench.receive(try TransactionSamples.response(180, to: invite))
        #expect(bench.cancel() == ["send CANCEL"])
        let cancel = try bench.lastRequest()
        #expect(bench.receive(try TransactionSamples.response(200, to: invite)) == ["response 0 200"])
        #expect(bench.receive(try TransactionSamples.response(481, to: cancel)).isEmpty)
        #expect(bench.cancel().isEmpty)
    }

    @Test("A peer that answers the CANCEL but never the INVITE")
    func silence() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        _ = bench.receive(try TransactionSamples.response(180, to: try bench.lastRequest()))
        _ = bench.cancel()
        _ = bench.receive(try TransactionSamples.response(200, to: try bench.lastRequest()))
        #expect(bench.pass(.seconds(60)) == ["timedOut 0", "clientEnded 0"])
    }
}
