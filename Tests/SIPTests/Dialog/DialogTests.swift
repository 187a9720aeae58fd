import Testing

@testable import SIP

/// Dialogs of both sides: their routes, targets and numbers (RFC 3261 §12).
@Suite("Dialogs")
struct DialogTests {
    private static let routes = ["Record-Route: <sip:p1.example;lr>, <sip:192.0.2.30:5080;lr>"]

    private func answering(_ headers: [String] = [], path: TransportPath = LegBench.path) throws -> Dialog {
        let invite = try PeerText.request("INVITE", 7, headers, toTag: nil)
        return try Dialog(answering: invite, tag: "ours", contact: "<sip:desk@192.0.2.10>", path: path)
    }

    private func asking(_ headers: [String] = [], tag: String? = "theirs") throws -> Dialog {
        var invite = Request(method: .invite, uri: try URI(parsing: "sip:0290920555@trunk.example"))
        invite.fields.append(.from, "<sip:desk@trunk.example>;tag=ours")
        invite.fields.append(.to, "<sip:0290920555@trunk.example>")
        invite.fields.append(.callID, "call@desk")
        invite.fields.append(.cSeq, "3 INVITE")
        let response = try PeerText.response(200, to: invite, headers, tag: tag)
        return Dialog(invite, answeredBy: response, contact: "<sip:desk@192.0.2.10>", path: LegBench.path)
    }

    private func lines(_ request: Request) -> [String] {
        ["\(request.method.text) \(request.uriText)"]
            + request.fields.lines.map { "\($0.name.text): \($0.value)" }
    }

    @Test("Requests of the answering side: routes in their order, numbers of its own")
    func answeringSide() throws {
        var dialog = try answering(Self.routes)
        #expect(dialog.id == DialogID(callID: "theirs@peer", localTag: "ours", remoteTag: "theirs"))
        #expect(
            lines(dialog.request(.update)) == [
                "UPDATE sip:phone@198.51.100.7:5060", "Route: <sip:p1.example;lr>",
                "Route: <sip:192.0.2.30:5080;lr>", "Max-Forwards: 70", "From: <sip:desk@desk.example>;tag=ours",
                "To: <sip:caller@peer.example>;tag=theirs", "Call-ID: theirs@peer", "CSeq: 1 UPDATE",
                "Contact: <sip:desk@192.0.2.10>",
            ])
        #expect(dialog.request(.bye).cSeq == CSeq(number: 2, method: .bye))
        #expect(dialog.path == LegBench.path, "a route with a name is where the messages come from")
    }

    @Test("Requests of the asking side: routes reversed, numbers from the INVITE on")
    func askingSide() throws {
        var dialog = try asking(Self.routes + ["Contact: <sip:phone@10.0.0.4>"])
        #expect(dialog.routes == ["<sip:192.0.2.30:5080;lr>", "<sip:p1.example;lr>"])
        #expect(dialog.path.remote == Endpoint(address: .v4(192, 0, 2, 30), port: 5_080))
        let ack = dialog.acknowledgement(of: 3)
        #expect(ack.cSeq == CSeq(number: 3, method: .ack) && ack.uriText == "sip:phone@10.0.0.4")
        #expect(!ack.fields.contains(.contact))
        #expect(dialog.request(.bye).cSeq.number == 4)
        dialog.continueSequence(from: 9)
        #expect(dialog.request(.bye).cSeq.number == 10)
        dialog.continueSequence(from: 5)
        #expect(dialog.request(.bye).cSeq.number == 11)
    }

    @Test("A strict router takes the place of the target, which comes last")
    func strictRouter() throws {
        var dialog = try answering(["Record-Route: <sip:192.0.2.30>, <sip:p2.example;lr>"])
        let bye = dialog.request(.bye)
        #expect(bye.uriText == "sip:192.0.2.30")
        #expect(bye.fields.values(.route) == ["<sip:p2.example;lr>", "<sip:phone@198.51.100.7:5060>"])
        #expect(dialog.path.remote == Endpoint(address: .v4(192, 0, 2, 30), port: 5_060))
    }

    @Test("The highest number is not passed")
    func highestNumber() throws {
        var dialog = try answering()
        dialog.continueSequence(from: Dialog.highestSequence)
        #expect(dialog.request(.bye).cSeq.number == 0x7FFF_FFFF)
    }

    @Test("A peer without tags, as of RFC 2543, has an empty one")
    func withoutTag() throws {
        let dialog = try asking(["Contact: <sip:phone@198.51.100.7>"], tag: nil)
        #expect(dialog.id.remoteTag == "")
        #expect(dialog.remote.tag == nil)
    }

    @Test("Another telephone's answer has its own routes and target")
    func otherTelephone() throws {
        let dialog = try asking(Self.routes + ["Contact: <sip:phone@10.0.0.4>"])
        let invite = try PeerText.request("INVITE", 3, toTag: nil)
        let response = try PeerText.response(200, to: invite, ["Contact: <sip:two@198.51.100.8:5070>"], tag: "two")
        let other = Dialog(other: dialog, answeredBy: response)
        #expect(other.id.remoteTag == "two" && other.routes.isEmpty)
        #expect(other.path.remote == Endpoint(address: .v4(198, 51, 100, 8), port: 5_070))
        let bare = Dialog(other: dialog, answeredBy: try PeerText.response(200, to: invite, tag: "two"))
        #expect(bare.remoteTarget == dialog.remoteTarget)
    }

    @Test(
        "Where the next hop is",
        arguments: [
            ("<sip:a@198.51.100.9:5070>", "198.51.100.9:5070 UDP"),
            ("<sip:a@198.51.100.9>", "198.51.100.9:5060 UDP"),
            ("<sip:a@198.51.100.9;transport=tcp>", "198.51.100.9:5060 TCP"),
            ("<sip:a@198.51.100.9;transport=TLS>", "198.51.100.9:5061 TLS"),
            ("<sips:a@198.51.100.9>", "198.51.100.9:5061 TLS"),
            ("<sip:a@198.51.100.9;transport=ws>", "198.51.100.9:5060 UDP"),
            ("<sip:a@sbc.example>", "198.51.100.7:5060 UDP"), ("<sip:a@[2001:db8::9]>", "198.51.100.7:5060 UDP"),
            ("<sip:a@0.0.0.0>", "198.51.100.7:5060 UDP"),
        ])
    func nextHop(contact: String, hop: String) throws {
        let dialog = try asking(["Contact: \(contact)"])
        #expect("\(dialog.path.remote) \(dialog.path.transport.rawValue)" == hop)
        #expect(dialog.path.local == LegBench.local)
    }

    @Test("A peer that speaks directly is answered where it speaks from; behind a proxy its Contact counts")
    func directPeer() throws {
        let contact = "Contact: <sip:phone@10.0.0.4:5062>"
        let behindProxy = [contact, "Via: SIP/2.0/UDP 10.0.0.4:5062;branch=z9hG4bK9"]
        #expect(try answering([contact]).path == LegBench.path)
        #expect(try answering(behindProxy).path.remote.port == 5_062)
        var tcp = LegBench.path
        tcp.transport = .tcp
        #expect(try answering([contact], path: tcp).path.remote.port == 5_062, "no connection is open")
        tcp.connection = ConnectionID(number: 1)
        #expect(try answering([contact], path: tcp).path == tcp)
    }

    @Test("The dialog follows its peer: by new requests, and by a Contact that can be read")
    func followsPeer() throws {
        var dialog = try answering()
        var moved = LegBench.path
        moved.remote.port = 6_000
        #expect(dialog.accepts(try PeerText.request("UPDATE", 8, toTag: "ours"), on: moved))
        #expect(dialog.path == moved, "a NAT gave it another port")
        let update = try PeerText.request("UPDATE", 9, ["Contact: <sip:new@198.51.100.9>"], toTag: "ours")
        dialog.refreshTarget(update.fields)
        #expect(dialog.remoteTarget.text == "sip:new@198.51.100.9")
        #expect(dialog.path == moved, "it still speaks directly")
        dialog.refreshTarget(try PeerText.request("UPDATE", 9, ["Contact: <sip:"], toTag: "ours").fields)
        #expect(dialog.remoteTarget.text == "sip:new@198.51.100.9")
        #expect(!dialog.accepts(try PeerText.request("INFO", 8, toTag: "ours"), on: LegBench.path))
        #expect(dialog.path == moved, "a request out of order moves nothing")
        #expect(
            dialog.accepts(try PeerText.request("ACK", 7, toTag: "ours"), on: LegBench.path), "ACK has the INVITE's")
    }
}
