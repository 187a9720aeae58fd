import Testing

@testable import SIP

/// Requests that go out, and the responses to them.
struct ClientSideTests {
    @Test("A request gets a Via of ours on top, with a new branch each time")
    func via() throws {
        var bench = TransactionBench()
        #expect(try bench.send(try TransactionSamples.outgoing(.options)) == ["send OPTIONS"])
        let first = try bench.lastRequest().topVia
        #expect(first.transport == .udp)
        #expect(first.host == "192.0.2.9")
        #expect(first.port == 5070)
        #expect(first.rport == .requested)
        _ = try bench.send(try TransactionSamples.outgoing(.options), over: TransactionSamples.wayOut(.tls))
        let second = try bench.lastRequest().topVia
        #expect(second.transport == .tls)
        #expect(first.branch != second.branch)
        #expect(try #require(second.branch).hasPrefix("z9hG4bK"))
        #expect(bench.sent.map(\.path) == [TransactionSamples.wayOut(), TransactionSamples.wayOut(.tls)])
    }

    @Test("Two secrets make different branches")
    func unguessable() throws {
        let branches = try (0..<2 as Range<UInt64>).map { number in
            var layer = TransactionLayer(secret: TransactionSecret(number, 5))
            var actions: [TransactionAction] = []
            _ = try layer.send(
                TransactionSamples.outgoing(.options), over: TransactionSamples.wayOut(),
                sentBy: TransactionSamples.sentBy, now: .zero, into: &actions)
            return "\(actions)"
        }
        #expect(branches[0] != branches[1])
    }

    @Test("A refused INVITE is acknowledged within its transaction")
    func acknowledged() throws {
        var bench = TransactionBench()
        _ = try bench.send(
            try TransactionSamples.outgoing(.invite, routes: ["<sip:p1;lr>, <sip:p2;lr>", "<sip:p3;lr>"], number: 9))
        let invite = try bench.lastRequest()
        let refusal = try TransactionSamples.response(486, to: invite, toTag: "far")
        #expect(bench.receive(refusal) == ["send ACK", "response 0 486"])
        let ack = try bench.lastRequest()
        #expect(ack.uriText == invite.uriText)
        #expect(ack.fields.values(.via) == invite.fields.values(.via))
        #expect(ack.fields.values(.route) == ["<sip:p1;lr>", "<sip:p2;lr>", "<sip:p3;lr>"])
        #expect(ack.toTag == "far")
        #expect(ack.fromTag == "caller")
        #expect(ack.callID == invite.callID)
        #expect(ack.cSeq == CSeq(number: 9, method: .ack))
        #expect(ack.maxForwards == 70)
        #expect(bench.receive(refusal) == ["send ACK"])
        #expect(bench.pass(.seconds(40)) == ["clientEnded 0"])
        #expect(bench.receive(refusal).isEmpty)
    }

    @Test("Every 2xx to an INVITE goes up, and strays after the transaction ended")
    func forks() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        let invite = try bench.lastRequest()
        #expect(bench.receive(try TransactionSamples.response(200, to: invite, toTag: "a")) == ["response 0 200"])
        #expect(bench.receive(try TransactionSamples.response(200, to: invite, toTag: "a")) == ["response 0 200"])
        #expect(bench.receive(try TransactionSamples.response(200, to: invite, toTag: "b")) == ["response 0 200"])
        #expect(bench.pass(.seconds(33)) == ["clientEnded 0"])
        #expect(bench.receive(try TransactionSamples.response(200, to: invite, toTag: "c")) == ["stray 200"])
        #expect(bench.receive(try TransactionSamples.response(486, to: invite)).isEmpty)
    }

    @Test("Responses that are not ours are dropped")
    func notOurs() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.bye))
        let bye = try bench.lastRequest()
        func answer(_ change: (inout Request) -> Void) throws -> [String] {
            var changed = bye
            change(&changed)
            return bench.receive(try TransactionSamples.response(200, to: changed))
        }
        let via = bye.topVia.text
        #expect(try answer { $0.fields.replace(.via, via.replacing("z9hG4bK", with: "z9hG4bKx")) }.isEmpty)
        #expect(try answer { $0.fields.replace(.via, via.replacing("192.0.2.9", with: "192.0.2.8")) }.isEmpty)
        #expect(try answer { $0.fields.replace(.cSeq, "1 INFO") }.isEmpty)
        #expect(try answer { $0.fields.append(.via, "SIP/2.0/UDP other;branch=z9hG4bK3") }.isEmpty)
        #expect(try answer { $0.fields.replace(.via, via + ", SIP/2.0/UDP other;branch=z9hG4bK3") }.isEmpty)
        #expect(
            try answer { $0.fields.replace(.via, via.replacing("rport", with: "rport=9;received=1.2.3.4")) } == [
                "response 0 200"
            ])
        #expect(bench.pass(.seconds(5)) == ["clientEnded 0"])
    }

    @Test("No answer at all")
    func timeout() throws {
        var bench = TransactionBench()
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        #expect(
            bench.pass(.seconds(60)) == Array(repeating: "send INVITE", count: 6) + ["timedOut 0", "clientEnded 0"])
        _ = try bench.send(try TransactionSamples.outgoing(.bye), over: TransactionSamples.wayOut(.tcp))
        #expect(bench.pass(.seconds(60)) == ["timedOut 1", "clientEnded 1"])
    }

    @Test("A way that is gone fails all that goes it; one transaction can fail alone")
    func unreachable() throws {
        var bench = TransactionBench()
        for _ in 0..<3 { _ = try bench.send(try TransactionSamples.outgoing(.options)) }
        _ = try bench.send(try TransactionSamples.outgoing(.options), over: TransactionSamples.wayOut(.tcp))
        var actions: [TransactionAction] = []
        bench.layer.transportFailed(bench.clients[1], now: .zero, into: &actions)
        #expect(actions.count == 2)
        #expect(
            bench.fail(TransactionSamples.wayOut())
                == ["unreachable 0", "clientEnded 0", "unreachable 2", "clientEnded 2"])
        #expect(bench.layer.clientTransactionCount == 1)
    }

    @Test("The ACK to a 2xx has a branch of its own and leaves nothing behind")
    func ackOfSuccess() throws {
        var bench = TransactionBench()
        var actions: [TransactionAction] = []
        let bytes = bench.layer.sendAck(
            try TransactionSamples.outgoing(.ack), over: TransactionSamples.wayOut(), sentBy: TransactionSamples.sentBy,
            into: &actions)
        guard case .transmit(bytes, TransactionSamples.wayOut()) = actions.first else {
            Issue.record("no ACK")
            return
        }
        #expect(startLine(bytes) == "ACK sip:desk@192.0.2.1 SIP/2.0")
        #expect(bench.layer.clientTransactionCount == 0)
    }

    @Test("A host that cannot stand in a Via is none", arguments: ["", "a b", "h;x=1", "h\r\nX: 1", "[::1", "h:5060"])
    func sentBy(host: String) { #expect(SentBy(host: host) == nil) }
}
