import Testing

@testable import SIP

/// Requests that come in, and the responses to them.
struct ServerSideTests {
    @Test("An INVITE rings, is accepted and acknowledged")
    func accepted() throws {
        var bench = TransactionBench()
        let invite = try TransactionSamples.request()
        #expect(bench.receive(invite) == ["request INVITE"])
        #expect(bench.pass(.milliseconds(199)).isEmpty)
        #expect(bench.pass(.milliseconds(1)) == ["send 100"])
        #expect(bench.receive(invite) == ["send 100"])
        #expect(try bench.respond(180) == ["send 180"])
        #expect(bench.receive(invite) == ["send 180"])
        #expect(try bench.respond(200) == ["send 200"])
        #expect(bench.receive(invite).isEmpty, "a retransmission after the 2xx is absorbed")
        #expect(try bench.respond(200) == ["send 200"], "sending a 2xx again is the dialog's business")
        let ack = try TransactionSamples.request("ACK", branch: "z9hG4bKother", toTag: "desk")
        #expect(bench.receive(ack) == ["ack"])
        #expect(bench.pass(.seconds(40)) == ["serverEnded 0"])
        #expect(bench.layer.serverTransactionCount == 0)
        #expect(bench.layer.nextDeadline == nil)
    }

    @Test("100 Trying at once, where asked for, before the user hears of the INVITE")
    func tryingAtOnce() throws {
        var bench = TransactionBench(timers: TransactionTimers(trying: .zero))
        #expect(bench.receive(try TransactionSamples.request()) == ["send 100", "request INVITE"])
        #expect(bench.receive(try TransactionSamples.request("BYE", branch: "z9hG4bK2", toTag: "x")) == ["request BYE"])
    }

    @Test("An answer within 200 ms makes 100 Trying needless")
    func noTrying() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        _ = try bench.respond(180)
        #expect(bench.pass(.seconds(120)).isEmpty)
        #expect(bench.layer.earlyInviteCount == 1)
    }

    @Test("A refusal is repeated until its ACK comes")
    func refused() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        #expect(try bench.respond(486) == ["send 486"])
        #expect(bench.pass(.milliseconds(1_600)) == ["send 486", "send 486"])
        let ack = try TransactionSamples.request("ACK", toTag: "desk")
        #expect(bench.receive(ack) == ["acknowledged 0"])
        #expect(bench.receive(ack).isEmpty)
        #expect(bench.pass(.seconds(10)) == ["serverEnded 0"])
        #expect(bench.receive(ack) == ["ack"], "which no dialog wants")
    }

    @Test("A refusal whose ACK is lost for good")
    func neverAcknowledged() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        _ = try bench.respond(486)
        let notes = bench.pass(.seconds(60))
        #expect(notes == Array(repeating: "send 486", count: 10) + ["unacknowledged 0", "serverEnded 0"])
    }

    @Test("The ACK to a 2xx with the INVITE's branch reaches the user too")
    func ackWithSameBranch() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        _ = try bench.respond(200)
        #expect(bench.receive(try TransactionSamples.request("ACK", toTag: "desk")) == ["ack"])
    }

    @Test("BYE: the answer is given again for 32 s")
    func bye() throws {
        var bench = TransactionBench()
        let bye = try TransactionSamples.request("BYE", toTag: "desk")
        #expect(bench.receive(bye) == ["request BYE"])
        #expect(bench.receive(bye).isEmpty)
        #expect(try bench.respond(200) == ["send 200"])
        #expect(bench.receive(bye) == ["send 200"])
        #expect(bench.pass(.seconds(33)) == ["serverEnded 0"])
        #expect(bench.receive(bye) == ["request BYE"])
    }

    @Test("Over a stream the answer ends the transaction")
    func reliable() throws {
        var bench = TransactionBench()
        let path = TransactionSamples.path(.tcp, connection: 3)
        _ = bench.receive(try TransactionSamples.request("OPTIONS", transport: "TCP"), on: path)
        #expect(try bench.respond(200) == ["send 200", "serverEnded 0"])
        #expect(bench.sent.last?.path == path)
    }

    @Test("Whoever answers a transaction that has ended is not heard")
    func late() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request("OPTIONS"))
        #expect(bench.pass(.seconds(32)) == ["serverEnded 0"])
        _ = bench.receive(try TransactionSamples.request("OPTIONS", branch: "z9hG4bKnext"))
        #expect(try bench.respond(200, to: 0).isEmpty)
        #expect(try bench.respond(200, to: 1) == ["send 200"])
    }

    @Test("Branch, sent-by and method tell transactions apart; the case of a host does not")
    func keys() throws {
        var bench = TransactionBench()
        func receive(_ branch: String, _ via: String, _ method: String, _ call: String) throws -> [String] {
            bench.receive(try TransactionSamples.request(method, branch: branch, via: via, callID: call))
        }
        #expect(try receive("z9hG4bK1", "pbx.example:5060", "INVITE", "a") == ["request INVITE"])
        #expect(try receive("z9hG4bK2", "pbx.example:5060", "INVITE", "b") == ["request INVITE"])
        #expect(try receive("z9hG4bK1", "pbx.example:5062", "INVITE", "c") == ["request INVITE"])
        #expect(try receive("z9hG4bK1", "px.example:5060", "INVITE", "d") == ["request INVITE"])
        #expect(try receive("z9hG4bK1", "pbx.example:5060", "OPTIONS", "e") == ["request OPTIONS"])
        #expect(try receive("z9hG4bK1", "PBX.example", "INVITE", "a").isEmpty, "5060 is what no port means")
        #expect(bench.layer.serverTransactionCount == 5)
    }

    @Test(
        "Without a magic cookie, or with nothing behind it, a request is refused",
        arguments: ["old", "z9hG4bK", "Z9HG4BKx"])
    func noCookie(branch: String) throws {
        var bench = TransactionBench()
        #expect(bench.receive(try TransactionSamples.request(branch: branch)) == ["send 400"])
        let first = try bench.lastResponse()
        #expect(first.reason == "Via Branch Without Magic Cookie")
        #expect(first.topVia.rport == .port(5070))
        #expect(bench.receive(try TransactionSamples.request("ACK", branch: branch)).isEmpty)
        _ = bench.receive(try TransactionSamples.request(branch: branch))
        #expect(try bench.lastResponse().toTag == first.toTag)
        #expect(first.toTag != nil)
        #expect(bench.layer.serverTransactionCount == 0)
    }

    @Test("The same request on another way is reported as merged, as long as the first lives")
    func merged() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request(branch: "z9hG4bK1"))
        let other = try TransactionSamples.request(branch: "z9hG4bK2")
        #expect(bench.receive(other) == ["merged INVITE"])
        #expect(bench.receive(try TransactionSamples.request(branch: "z9hG4bK3", number: 2)) == ["request INVITE"])
        #expect(bench.receive(try TransactionSamples.request(branch: "z9hG4bK4", fromTag: "b")) == ["request INVITE"])
        #expect(bench.receive(try TransactionSamples.request(branch: "z9hG4bK5", callID: "b")) == ["request INVITE"])
        #expect(bench.receive(try TransactionSamples.request(branch: "z9hG4bK6", toTag: "b")) == ["request INVITE"])
        _ = try bench.respond(200)
        #expect(bench.receive(other) == ["merged INVITE"], "it lingers")
        _ = bench.pass(.seconds(33))
        #expect(bench.receive(other) == ["request INVITE"])
    }

    @Test("A way back that is gone ends the transaction; a connection that is gone is replaced")
    func transportFails() throws {
        var bench = TransactionBench()
        _ = bench.receive(try TransactionSamples.request())
        #expect(bench.fail(TransactionSamples.path(.tcp)).isEmpty, "another way")
        #expect(bench.fail(TransactionSamples.path()) == ["serverEnded 0"])
        #expect(bench.layer.earlyInviteCount == 0)
        let path = TransactionSamples.path(.tcp, connection: 3)
        _ = bench.receive(
            try TransactionSamples.request(via: "192.0.2.9:5098", callID: "b", transport: "TCP"), on: path)
        #expect(bench.fail(path).isEmpty)
        #expect(try bench.respond(200, to: 1) == ["send 200"])
        var expected = TransactionSamples.path(.tcp)
        expected.remote.port = 5098
        #expect(bench.sent.last?.path == expected)
        #expect(bench.fail(expected) == ["serverEnded 1"])
        #expect(bench.layer.paths.count == 0)
    }
}
