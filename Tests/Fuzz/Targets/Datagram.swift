@testable import SIP

/// A datagram through the parser: what it takes, it also writes, and reads again as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let bytes = input.rest()
    do {
        check(try MessageParser.parse(bytes))
    } catch {
        check(error, in: bytes)
    }
    return 0
}

/// What is written may be longer than what was read: compact names are spelled out.
private let generous = MessageLimits(
    messageBytes: 1 << 20, startLineBytes: 1 << 20, headerCount: 1 << 10, headerBytes: 1 << 20, viaCount: 1 << 10,
    bodyBytes: 1 << 20)
private let path = TransportPath(
    transport: .udp, local: Endpoint(address: .v4(192, 0, 2, 10), port: 5060),
    remote: Endpoint(address: .v4(198, 51, 100, 7), port: 5062))

private func check(_ message: Message) {
    let written = message.serialized()
    guard let again = try? MessageParser.parse(written, limits: generous) else {
        fatalError("what was written cannot be read")
    }
    expect(again.serialized() == written, "what was written is written otherwise")
    expect(read(message) == read(again), "what was written reads otherwise")
    switch message {
    case .request(let request): check(request)
    case .response(let response):
        expect((100...699).contains(response.status.rawValue), "status")
        _ = response.reason
    }
}

/// All that a message says, through every way of asking it.
private func read(_ message: Message) -> [String] {
    var texts = [
        message.callID, message.cSeq.text, message.from.text, message.to.text, message.fromTag ?? "-",
        message.toTag ?? "-", message.topVia.text, message.branch ?? "-", message.contentType ?? "-",
    ]
    let fields = message.fields
    texts += fields.lines.map { "\($0.name.text)=\($0.value)" }.filter { !$0.hasPrefix("Content-Length=") }
    for name in [HeaderName.contact, .route, .recordRoute, .pAssertedIdentity, .diversion, .via] {
        texts += fields.values(name)
        texts += ((try? fields.addresses(name)) ?? []).map(\.text)
    }
    texts.append("\(fields.q850Cause ?? 0) \(String(describing: SessionTimerHeaders(fields).sessionExpires?.text))")
    texts.append("\(fields.lists("100rel", in: .require)) \(String(describing: RAck(fields)?.text))")
    texts.append("\(message.body)")
    return texts
}

private func check(_ request: Request) {
    _ = request.maxForwards
    _ = request.uri.text
    _ = request.sessionDescription
    _ = request.hasOffer
    _ = CallerIdentity(of: request, isTrusted: true, plan: .france)
    _ = CallerIdentity(of: request, isTrusted: false, plan: .france)
    let response = Response(to: request, .ok, toTag: request.toTag ?? "ours", copiesRecordRoute: true)
    guard case .response(let again)? = try? MessageParser.parse(response.serialized(), limits: generous) else {
        fatalError("our response cannot be read")
    }
    expect(again.callID == request.callID && again.cSeq == request.cSeq, "our response belongs elsewhere")
    expect(again.fields.values(.via) == request.fields.values(.via), "our response has other Vias")
    if let dialog = try? Dialog(answering: request, tag: "ours", contact: "<sip:us@192.0.2.10>", path: path) {
        var dialog = dialog
        let bye = dialog.request(.bye).serialized()
        expect(String(decoding: bye, as: UTF8.self).components("\r\n\r\n") == 2, "a header smuggled an end in")
    }
}

private func check(_ failure: ParseFailure, in bytes: [UInt8]) {
    expect((0...bytes.count).contains(failure.offset), "offset \(failure.offset)")
    expect(failure.text.utf8.allSatisfy { $0 >= 32 }, "the log would be broken")
    _ = failure.description
    expect((failure.answer == nil) == (failure.partial == nil), "an answer without a way back")
    let reply = StatelessReply(secret: TransactionSecret(1, 2)).response(to: failure, on: path)
    guard let (response, _) = reply else { return }
    let text = String(decoding: response.serialized(), as: UTF8.self)
    expect(text.hasPrefix("SIP/2.0 \(response.status.rawValue) "), "no response")
    expect(text.components("\r\n\r\n") == 2, "the response has two ends")
}

extension String {
    /// How many pieces a text falls into.
    fileprivate func components(_ separator: String) -> Int {
        var (pieces, match) = (1, 0)
        let wanted = Array(separator.utf8)
        for byte in utf8 {
            match = byte == wanted[match] ? match + 1 : byte == wanted[0] ? 1 : 0
            if match == wanted.count { (pieces, match) = (pieces + 1, 0) }
        }
        return pieces
    }
}
