import Testing

@testable import SIP

@Suite("Who calls")
struct CallerIdentityTests {
    private func caller(
        from: String, asserted: [String] = [], privacy: String? = nil, isTrusted: Bool = true
    ) throws -> CallerIdentity {
        var invite = Request(method: .invite, uri: try URI(parsing: "sip:+33290920555@desk"))
        invite.fields.append(.from, from + ";tag=1")
        for value in asserted { invite.fields.append(.pAssertedIdentity, value) }
        if let privacy { invite.fields.append(.privacy, privacy) }
        return CallerIdentity(of: invite, isTrusted: isTrusted, plan: .france)
    }

    @Test("From alone")
    func from() throws {
        #expect(try caller(from: "<sip:0612345678@trunk>") == .number("+33612345678"))
        #expect(try caller(from: "\"+33699999999\" <sip:+33612345678@trunk;user=phone>") == .number("+33612345678"))
        #expect(try caller(from: "\"+33699999999\" <sip:alice@trunk>") == .anonymous, "a display name is no number")
        #expect(try caller(from: "<tel:+33612345678>") == .number("+33612345678"))
        #expect(try caller(from: "<sip:trunk>") == .anonymous)
    }

    @Test("What the network asserts counts, from a trusted peer")
    func asserted() throws {
        let from = "<sip:0699999999@trunk>"
        let asserted = ["\"x\" <sip:+33612345678@trunk;user=phone>"]
        #expect(try caller(from: from, asserted: asserted) == .number("+33612345678"))
        #expect(try caller(from: from, asserted: asserted, isTrusted: false) == .number("+33699999999"))
        #expect(try caller(from: from, asserted: ["<sip:alice@trunk>, <tel:+33612345678>"]) == .number("+33612345678"))
        #expect(
            try caller(from: from, asserted: ["<sip:alice@trunk>", "<tel:+33612345678>"]) == .number("+33612345678"))
        #expect(try caller(from: from, asserted: ["<sip:alice@trunk>"]) == .number("+33699999999"))
        #expect(try caller(from: from, asserted: ["<<<"]) == .number("+33699999999"), "junk is passed over")
        let crowd = Array(repeating: "<sip:alice@trunk>", count: CallerIdentity.assertedLimit) + asserted
        #expect(try caller(from: from, asserted: crowd) == .number("+33699999999"), "not without end")
    }

    @Test(
        "Who asks for privacy stays anonymous",
        arguments: [
            ("id", true), ("ID;critical", true), ("user;id", true), ("header", true), ("user", true), ("none", false),
            ("session", false), ("critical", false), ("identity", false), ("", false),
        ])
    func privacy(value: String, isAnonymous: Bool) throws {
        let caller = try caller(from: "<sip:+33612345678@t>", asserted: ["<tel:+33612345678>"], privacy: value)
        #expect(caller == (isAnonymous ? .anonymous : .number("+33612345678")))
    }

    @Test(
        "An anonymous From hides what is asserted too",
        arguments: [
            "\"Anonymous\" <sip:anonymous@anonymous.invalid>", "<sip:c8oqz84zk7z@Anonymous.Invalid>",
            "<sip:Anonymous@192.0.2.1>", "<sip:+33612345678@anonymous.invalid>",
        ])
    func anonymousFrom(from: String) throws {
        #expect(try caller(from: from, asserted: ["<tel:+33612345678>"]) == .anonymous)
    }
}
