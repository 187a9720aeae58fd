@testable import SIP

/// URIs, addresses, Vias and the texts in them: what is read is written so that it reads as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let kind = input.byte() & 7
    let bytes = input.rest()
    let text = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case 0: checkURI(text)
    case 1: checkNameAddress(text)
    case 2: checkVia(text)
    case 3: checkAddress(text)
    case 4: checkNumber(text)
    case 5: checkList(text)
    case 6: checkHeaders(text)
    default: checkBuilt(text)
    }
    return 0
}

private func checkURI(_ text: String) {
    guard let uri = try? URI(parsing: text) else { return }
    guard let again = try? URI(parsing: uri.text) else { fatalError("\(uri.text) cannot be read") }
    expect(again.text == uri.text, "\(uri.text) is written otherwise: \(again.text)")
    expect(again == uri, "\(uri.text) reads otherwise")
    // A tel URI without a number is like none, and a name that comes twice is like nothing.
    let names = Set(uri.parameters.items.map { Ascii.lowercased($0.name) })
    let isSound = names.count == uri.parameters.count && (uri.scheme != .tel || uri.phoneNumber != nil)
    expect(uri.isEquivalent(to: again) || !isSound, "\(uri.text) is not itself")
    _ = (uri.user, uri.hostAddress, uri.phoneNumber, uri.e164(in: .france))
    var other = uri
    if uri.scheme != .tel { other.user = uri.user }
    other.parameters["transport"] = "tcp"
    expect((try? URI(parsing: other.text)) != nil, "\(other.text) cannot be read")
}

private func checkNameAddress(_ text: String) {
    guard let address = try? NameAddress(parsing: text) else { return }
    guard let again = try? NameAddress(parsing: address.text) else { fatalError("\(address.text) cannot be read") }
    expect(again.text == address.text, "\(address.text) is written otherwise: \(again.text)")
    expect(again.uri == address.uri && again.tag == address.tag, "\(address.text) reads otherwise")
    var tagged = address
    tagged.tag = "abc"
    expect((try? NameAddress(parsing: tagged.text))?.tag == "abc", "\(tagged.text) lost its tag")
}

private func checkVia(_ text: String) {
    guard let via = try? Via(parsing: text) else { return }
    guard let again = try? Via(parsing: via.text) else { fatalError("\(via.text) cannot be read") }
    // Control characters in quotes are read, and written as spaces.
    let spaced = String(decoding: text.utf8.map { Ascii.isControl($0) ? Ascii.space : $0 }, as: UTF8.self)
    expect(again == (try? Via(parsing: spaced)), "\(via.text) reads otherwise")
    _ = (via.transport, via.branch, via.received, via.rport)
}

private func checkAddress(_ text: String) {
    if let address = IPAddress(text) {
        expect(IPAddress(address.description) == address, "\(address.description) reads otherwise")
        expect(IPAddress(address.hostText) == address, "\(address.hostText) reads otherwise")
        expect(IPAddress(networkOrder: address.networkOrder) == address, "other octets")
        expect(AddressPrefix(address.description)?.contains(address) ?? true, "outside itself")
    }
    if let endpoint = Endpoint(text) {
        expect(Endpoint(endpoint.description) == endpoint, "\(endpoint) reads otherwise")
    }
    if let prefix = AddressPrefix(text) {
        expect(AddressPrefix(prefix.description) == prefix, "\(prefix) reads otherwise")
        expect(prefix.contains(prefix.address), "\(prefix) is outside itself")
        _ = prefix.contains(.v4(192, 0, 2, 1))
    }
    _ = SentBy(host: text, port: 5060)
}

private func checkNumber(_ text: String) {
    for isPhone in [false, true] {
        guard let number = NumberPlan.france.e164(text, userIsPhone: isPhone) else { continue }
        expect(number.utf8.count <= NumberPlan.longest + 1, "\(number) is too long")
        for form in NumberForm.allCases {
            let written = NumberPlan.france.text(number, as: form)
            expect(written.utf8.allSatisfy { $0 == 0x2B || Ascii.isDigit($0) }, "\(written) is no number")
        }
        expect(NumberPlan.france.e164(number) == number, "\(number) reads otherwise")
    }
    _ = NumberPlan.france.text(text, as: .e164)
    _ = NumberPlan.france.text(text, as: .national)
}

private func checkList(_ text: String) {
    var fields = Fields()
    for name in [HeaderName.contact, .route, .supported, .via, .wwwAuthenticate, .other("X-Any")] {
        fields.append(name, text)
        let values = fields.values(name)
        expect(!values.contains { $0.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 } }, "a line end got in")
        _ = try? fields.addresses(name)
        _ = fields.first(name)
        fields.replace(name, text)
        fields.prepend(name, text)
        expect(fields.values(name).count == 2 * values.count, "values got lost")
        fields.removeAll(name)
        expect(!fields.contains(name), "not removed")
    }
    expect(HeaderName(HeaderName(text).text) == HeaderName(text), "another name")
}

private func checkHeaders(_ text: String) {
    var fields = Fields()
    for name in [HeaderName.sessionExpires, .minSE, .rAck, .reason, .contentType, .retryAfter] {
        fields.append(name, text)
    }
    if let expires = SessionExpires(text) {
        expect(SessionExpires(expires.text) == expires, "\(expires.text) reads otherwise")
    }
    _ = SessionTimerHeaders(fields)
    if let rAck = RAck(fields) {
        expect(rAck.text.utf8.count <= text.utf8.count + 1, "RAck grew")
    }
    _ = fields.q850Cause
    _ = MultipartBody(Array(text.utf8), contentType: "multipart/mixed;boundary=x")?.part("application/sdp")
    _ = MultipartBody(Array("--\r\n".utf8) + Array(text.utf8), contentType: text)?.part("application/sdp")
}

/// Text of ours, whatever is in it, must become a header that reads as that text.
private func checkBuilt(_ text: String) {
    var parameters = Parameters()
    parameters.set("name", text, isQuoted: true)
    let address = NameAddress(
        displayName: text, uri: URI(user: text, host: "example.org"), tag: "abc", parameters: parameters)
    guard let again = try? NameAddress(parsing: address.text) else { fatalError("\(address.text) cannot be read") }
    expect((again.uri.user ?? "") == text, "\(address.text): another user")
    expect(again.tag == "abc" && again.uri.host == "example.org", "\(address.text) reads otherwise")
    expect(Escaping.unescape(Escaping.escape(text, allowed: .user)) == text, "escapes")
}
