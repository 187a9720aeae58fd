import Testing

@testable import SIP

/// The small parts that legs are made of.
@Suite("Legs: parts")
struct LegPartsTests {
    @Test(
        "The cause of a Reason header",
        arguments: [
            ("Q.850;cause=16", 16), ("q.850 ; cause = 17 ;text=\"busy, sorry\"", 17),
            ("SIP;cause=487;text=\"x\", Q.850;cause=31", 31), ("Q.850;cause=0", nil), ("Q.850;cause=128", nil),
            ("Q.850;cause=-1", nil), ("Q.850;cause=99999999999999999999", nil), ("Q.850", nil), ("", nil),
        ])
    func cause(value: String, cause: Int?) {
        var fields = Fields()
        fields.append(.reason, value)
        #expect(fields.q850Cause == cause)
    }

    @Test(
        "RAck",
        arguments: [
            ("776656 1 INVITE", "776656 1 INVITE"), ("  7\t 1   INVITE ", "7 1 INVITE"), ("7 1", nil), ("", nil),
            ("4294967296 1 INVITE", nil), ("-1 1 INVITE", nil), ("7 1 INVITE x", nil),
        ])
    func rAck(value: String, text: String?) {
        var fields = Fields()
        fields.append(.rAck, value)
        #expect(RAck(fields)?.text == text)
    }

    private func part(_ body: String, _ type: String) -> String? {
        MultipartBody(Array(body.utf8), contentType: type)?.part("application/sdp").map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("The description is found among the parts of a body")
    func multipart() {
        let body = "preamble\r\n--x y\r\nContent-Type: Application/SDP; a=b\r\nX: y\r\n\r\nv=0\r\n\r\n--x y--\r\n"
        #expect(part(body, "multipart/mixed; boundary=\"x y\"") == "v=0\r\n")
        let plain = body.replacing("x y", with: "xy")
        #expect(part(plain, "multipart/mixed; boundary=\"xy\"") == "v=0\r\n")
        #expect(part(plain, "multipart/mixed;charset=utf-8; Boundary = xy") == "v=0\r\n")
        #expect(part(plain.replacing("\r\n", with: "\n"), "multipart/mixed;boundary=xy") == "v=0\n")
    }

    @Test(
        "Bodies that are cut off, or have no boundary, have no parts",
        arguments: [
            "", "--", "--b", "--b--", "--b\r\n", "--b\r\n\r\n--b--", "--b\r\nContent-Type\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Type: application/sdp\r\n\r\nv=0", "--b\r\nContent-Type: application/sdp--b--",
        ])
    func cutOff(body: String) {
        #expect(part(body, "multipart/mixed;boundary=b") == nil)
        for type in ["multipart/mixed", "multipart/mixed;boundary", "multipart/mixed;boundary=", "", ";"] {
            #expect(MultipartBody(Array(body.utf8), contentType: type) == nil)
        }
        let long = String(repeating: "b", count: 71)
        #expect(MultipartBody(Array(body.utf8), contentType: "multipart/mixed;boundary=\(long)") == nil)
    }

    @Test("Only so many parts are looked at")
    func partLimit() {
        let other = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
        let sdp = "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b--"
        let type = "multipart/mixed;boundary=b"
        #expect(part(String(repeating: other, count: MultipartBody.mostParts - 1) + sdp, type) == "v=0")
        #expect(part(String(repeating: other, count: MultipartBody.mostParts) + sdp, type) == nil)
    }
}
