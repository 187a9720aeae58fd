@testable import SIP

/// Challenges and answers of digest authentication: read, answered and judged.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let choices = input.byte()
    // Header lines are apart by a line feed.
    let lines = input.rest().split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    for challenge in DigestChallenge.parse(lines) {
        expect(!challenge.nonce.utf8.contains { $0 < 32 } && !challenge.realm.utf8.contains { $0 < 32 }, "control")
    }
    for line in lines.prefix(8) {
        for scheme in AuthenticationScheme.parse(line) {
            guard let answer = DigestAnswer(scheme) else { continue }
            let again = AuthenticationScheme.parse(answer.text).compactMap(DigestAnswer.init)
            expect(again == [answer], "\(answer.text) reads otherwise")
        }
    }
    beChallenged(lines, isProxy: choices & 1 == 1)
    judge(lines, isRight: choices & 2 == 2)
    return 0
}

private func beChallenged(_ lines: [String], isProxy: Bool) {
    var client = DigestClient(
        CredentialStore([
            DigestCredential(peer: "trunk", username: "us", password: "secret"),
            DigestCredential(peer: "other", realm: "r", username: "them", password: "theirs"),
        ]))
    var request = client.prepare(invite, peer: "trunk", clientNonce: "c1")
    var tries = 0
    while true {
        var response = Response(to: request, isProxy ? .proxyAuthenticationRequired : .unauthorized, toTag: "t")
        for line in lines { response.fields.append(isProxy ? .proxyAuthenticate : .wwwAuthenticate, line) }
        guard
            case .retry(let next) = client.challenged(
                by: response, for: request, peer: "trunk", clientNonce: "c\(tries)")
        else { break }
        tries += 1
        expect(tries <= DigestClient.retryLimit, "asked without end")
        expect(!next.serialized().contains { $0 == 0 }, "a NUL got out")
        for text in next.fields.values(.authorization) + next.fields.values(.proxyAuthorization) {
            expect(!text.contains("theirs") && !text.contains("secret"), "a password got out")
            expect(AuthenticationScheme.parse(text).compactMap(DigestAnswer.init).count == 1, "\(text) is no answer")
        }
        request = next
    }
    _ = client.prepare(invite, peer: "other", clientNonce: "c")
}

/// Only who knows the password passes.
private func judge(_ lines: [String], isRight: Bool) {
    let server = DigestServer(
        realm: "r", accounts: [DigestCredential(peer: "trunk", username: "us", password: "secret")],
        key: Array(0..<16))
    var request = invite
    for line in lines { request.fields.append(.authorization, line) }
    let source = IPAddress.v4(198, 51, 100, 7)
    guard case .challenge(let challenges) = server.verdict(of: request, from: source, trunk: "trunk", now: .seconds(9))
    else { fatalError("a stranger passed") }
    guard isRight else { return }
    var client = DigestClient(CredentialStore([DigestCredential(peer: "us", username: "us", password: "secret")]))
    var response = Response(to: invite, .unauthorized, toTag: "t")
    for line in challenges { response.fields.append(.wwwAuthenticate, line) }
    guard case .retry(var right) = client.challenged(by: response, for: invite, peer: "us", clientNonce: "c")
    else { fatalError("our own challenge cannot be answered") }
    let passes = server.verdict(of: right, from: source, trunk: "trunk", now: .seconds(10))
    expect(passes == .accepted(username: "us"), "who knows the password does not pass")
    for line in lines { right.fields.append(.authorization, line) }
    _ = server.verdict(of: right, from: source, trunk: "trunk", now: .seconds(100))
}

private let invite: Request = {
    var request = Request(method: .invite, uri: URI(user: "1", host: "192.0.2.10"))
    request.fields.append(.via, "SIP/2.0/UDP 198.51.100.7;branch=z9hG4bK1")
    request.fields.append(.from, "<sip:a@b>;tag=f")
    request.fields.append(.to, "<sip:1@192.0.2.10>")
    request.fields.append(.callID, "c@b")
    request.fields.append(.cSeq, "1 INVITE")
    return request
}()
