import Testing

@testable import SIP

/// RFC 3261 §10 with the retries of RFC 5626, in virtual time.
@Suite("Registration")
struct RegistrationTests {
    /// A registration, the request under way, and a log of what happened, one line an action.
    private struct Story {
        var registration: Registration
        var now: Duration = .zero
        var request: Request?
        var log: [String] = []

        init(expires: UInt32 = 3_600, password: String? = nil, seed: UInt64 = 1) throws {
            var trunk = Trunk(
                name: "carrier", proxy: .init(host: "sip.carrier"), domain: "carrier.example", user: "desk")
            trunk.registering = .init(expires: expires)
            if let password { trunk.credentials = [.init(peer: "carrier", username: "desk", password: password)] }
            registration = Registration(
                trunk, contact: try URI(parsing: "sip:desk@192.0.2.1:5060"), callID: "c@desk", fromTag: "f", seed: seed)
        }

        /// What was logged since the last time.
        mutating func news() -> [String] {
            defer { log = [] }
            return log
        }

        mutating func note(_ actions: [Registration.Action]) {
            for action in actions {
                switch action {
                case .send(let request):
                    self.request = request
                    let auth = request.fields.contains(.authorization) ? " with digest" : ""
                    log.append("REGISTER \(request.cSeq.number) for \(request.fields.first(.expires) ?? "?") s" + auth)
                case .registered(let until): log.append("registered until \(until.components.seconds)")
                case .failed(let problem, let retryAt):
                    log.append("failed: \(problem)")
                    #expect(retryAt > now)
                case .lapsed: log.append("lapsed")
                case .ended: log.append("ended")
                }
            }
        }

        mutating func start() { note(registration.start(clientNonce: "n")) }
        mutating func drain() { note(registration.drain(clientNonce: "n")) }
        mutating func fail(_ failure: Registration.Failure) {
            note(registration.failed(failure, now: now, clientNonce: "n"))
        }

        /// Answers the request under way.
        mutating func answer(_ status: StatusCode, _ fields: (HeaderName, String)...) throws {
            var response = Response(to: try #require(request), status)
            for (name, value) in fields { response.fields.append(name, value) }
            note(registration.received(response, now: now, clientNonce: "n"))
        }

        /// Goes to the next moment at which something is due.
        mutating func wait() throws {
            now = try #require(registration.deadline)
            note(registration.advanced(to: now, clientNonce: "n"))
        }
    }

    private static let challenge = (HeaderName.wwwAuthenticate, "Digest realm=\"r\", nonce=\"1\", qop=\"auth\"")

    @Test("The first REGISTER has what §10.2 wants")
    func request() throws {
        var story = try Story()
        story.start()
        let request = try #require(story.request)
        #expect(request.uriText == "sip:carrier.example", "no user part")
        #expect(request.to.text == "<sip:desk@carrier.example>")
        #expect(request.from.text == "<sip:desk@carrier.example>;tag=f")
        #expect(request.fields.values(.contact) == ["<sip:desk@192.0.2.1:5060>"])
        #expect(request.fields.first(.callID) == "c@desk")
        #expect(request.fields.first(.cSeq) == "1 REGISTER")
        #expect(request.maxForwards == 70)
        story.start()
        #expect(story.news() == ["REGISTER 1 for 3600 s"], "starts once")
    }

    @Test("Challenged, registered, refreshed with the same nonce, taken back")
    func life() throws {
        var story = try Story(password: "p")
        story.start()
        try story.answer(.unauthorized, Self.challenge)
        try story.answer(.ok, (.contact, "<sip:desk@192.0.2.1:5060>;expires=600"))
        #expect(
            story.news() == ["REGISTER 1 for 3600 s", "REGISTER 2 for 3600 s with digest", "registered until 600"])
        #expect(story.registration.registeredUntil == .seconds(600))
        try story.wait()
        #expect((.seconds(300)..<(.seconds(450))).contains(story.now))
        try story.answer(.ok, (.expires, "600"))
        let until = (story.now + .seconds(600)).components.seconds
        #expect(story.news() == ["REGISTER 3 for 3600 s with digest", "registered until \(until)"])
        story.drain()
        #expect(story.news() == ["REGISTER 4 for 0 s with digest"])
        try story.answer(.unauthorized, (.wwwAuthenticate, Self.challenge.1 + ", stale=true"))
        try story.answer(.ok)
        #expect(story.news() == ["REGISTER 5 for 0 s with digest", "ended"])
        #expect(story.registration.deadline == nil)
        #expect(story.registration.registeredUntil == nil)
        story.start()
        story.drain()
        #expect(story.news() == [])
    }

    @Test("A proxy's 407 is answered like a 401")
    func proxyChallenge() throws {
        var story = try Story(password: "p")
        story.start()
        try story.answer(.proxyAuthenticationRequired, (.proxyAuthenticate, Self.challenge.1))
        #expect(story.request?.fields.contains(.proxyAuthorization) == true)
        try story.answer(.ok)
        #expect(story.news().last == "registered until 3600", "the lifetime asked for, where the answer names none")
    }

    @Test("A wrong password is said in words, and tried again later")
    func wrongPassword() throws {
        var story = try Story(password: "p")
        story.start()
        try story.answer(.unauthorized, Self.challenge)
        try story.answer(.unauthorized, Self.challenge)
        #expect(story.news().last == "failed: the password for the realm 'r' was refused")
        #expect(story.registration.lastError == "the password for the realm 'r' was refused")
        try story.wait()
        #expect(story.news() == ["REGISTER 3 for 3600 s with digest"])
        try story.answer(.ok)
        #expect(story.registration.lastError == nil)
    }

    @Test("No password at all")
    func noPassword() throws {
        var story = try Story()
        story.start()
        try story.answer(.unauthorized, Self.challenge)
        #expect(story.news().last == "failed: there is no password for the realm 'r'")
    }

    @Test("423 raises the lifetime, twice in a row at most")
    func tooBrief() throws {
        var story = try Story(expires: 60)
        story.start()
        for least in ["600", "900", "1200"] { try story.answer(.intervalTooBrief, (.minExpires, least)) }
        #expect(
            story.news() == [
                "REGISTER 1 for 60 s", "REGISTER 2 for 600 s", "REGISTER 3 for 900 s",
                "failed: the lifetime of 900 s is too short for it",
            ])
    }

    @Test("423 without a use is a failure", arguments: ["60", "0", "-1", "x"])
    func uselessTooBrief(least: String) throws {
        var story = try Story(expires: 60)
        story.start()
        try story.answer(.intervalTooBrief, (.minExpires, least))
        #expect(story.news().last == "failed: the lifetime of 60 s is too short for it")
    }

    @Test("Failures are retried after 30 s to 30 min, doubling", arguments: [1, 2, 3, 99] as [UInt64])
    func backOff(seed: UInt64) throws {
        var story = try Story(seed: seed)
        story.start()
        var waits: [Double] = []
        for _ in 0..<40 {
            let before = story.now
            story.fail(.timeout)
            try story.wait()
            waits.append((story.now - before) / .seconds(1))
        }
        for (wait, upper) in zip(waits, [60, 120, 240, 480, 960, 1_800, 1_800]) {
            #expect(wait >= Double(upper) / 2 && wait < Double(upper))
        }
        #expect(waits.dropFirst(7).allSatisfy { $0 >= 900 && $0 <= 1_800 })
        #expect(story.news().suffix(2) == ["failed: no answer", "REGISTER 41 for 3600 s"])
        // A success starts the waits over.
        try story.answer(.ok)
        try story.wait()
        let before = story.now
        story.fail(.transport)
        try story.wait()
        #expect(story.now - before < .seconds(60))
        #expect(story.news().contains("failed: the trunk could not be reached"))
    }

    @Test(
        "Retry-After is waited for, up to an hour",
        arguments: [
            ("120", 120), ("120 (maintenance);duration=60", 120), ("3600", 3_600), ("99999999999", 3_600),
        ] as [(String, Int64)])
    func retryAfter(value: String, seconds: Int64) throws {
        var story = try Story()
        story.start()
        try story.answer(.serviceUnavailable, (.retryAfter, value))
        #expect(story.registration.deadline == .seconds(seconds))
    }

    @Test(
        "A Retry-After that is no number, or shorter than our own wait, changes nothing",
        arguments: ["1", "0", "-5", "x"])
    func uselessRetryAfter(value: String) throws {
        var story = try Story()
        story.start()
        try story.answer(.serviceUnavailable, (.retryAfter, value))
        #expect(story.news().last == "failed: it answered 503 Service Unavailable")
        let wait = try #require(story.registration.deadline)
        #expect((.seconds(30)..<(.seconds(60))).contains(wait))
    }

    @Test("A failed refresh leaves the registration standing until its own end")
    func lapse() throws {
        var story = try Story(expires: 60)
        story.start()
        try story.answer(.ok)
        try story.wait()
        story.fail(.timeout)
        #expect(story.registration.registeredUntil == .seconds(60))
        while story.registration.registeredUntil != nil {
            try story.wait()
            if story.log.last?.hasPrefix("REGISTER") == true, story.now < .seconds(60) { story.fail(.timeout) }
        }
        #expect(story.now >= .seconds(60))
        #expect(story.news().contains("lapsed"))
        #expect(story.registration.lastError == "no answer")
    }

    @Test("A lifetime of a second does not make a flood, one of 0 is none")
    func tinyLifetimes() throws {
        var story = try Story()
        story.start()
        try story.answer(.ok, (.expires, "1"))
        #expect(story.news().last == "registered until 1")
        try story.wait()
        #expect(story.news() == ["lapsed"])
        try story.wait()
        #expect(story.now == .seconds(10))
        try story.answer(.ok, (.expires, "0"))
        #expect(story.news().last == "failed: it gave a lifetime of 0 s")
    }

    @Test("Of several contacts ours counts; more than we asked for is not believed")
    func lifetimes() throws {
        var story = try Story()
        story.start()
        try story.answer(
            .ok, (.contact, "<sip:other@192.0.2.9>;expires=10, <sip:desk@192.0.2.1:5060>;expires=500"), (.expires, "20")
        )
        #expect(story.news().last == "registered until 500")
        try story.wait()
        try story.answer(
            .ok, (.contact, "<sip:other@192.0.2.9>;expires=10, <sip:more@192.0.2.9>"), (.expires, "4294967295"))
        #expect(story.news().last == "registered until \((story.now + .seconds(3_600)).components.seconds)")
    }

    @Test("Draining before any answer waits for it, so that nothing stays registered behind us")
    func drainWhileAsking() throws {
        var story = try Story()
        story.start()
        story.drain()
        #expect(story.news() == ["REGISTER 1 for 3600 s"])
        try story.answer(.ok)
        #expect(story.news() == ["REGISTER 2 for 0 s"])
        story.fail(.timeout)
        #expect(story.news() == ["ended"])

        var refused = try Story()
        refused.start()
        refused.drain()
        try refused.answer(.forbidden)
        #expect(refused.news() == ["REGISTER 1 for 3600 s", "ended"])

        var idle = try Story()
        idle.drain()
        #expect(idle.news() == ["ended"])
    }

    @Test("Provisional, late and repeated responses are passed over")
    func strayResponses() throws {
        var story = try Story(password: "p")
        story.start()
        let first = try #require(story.request)
        try story.answer(.trying)
        try story.answer(.unauthorized, Self.challenge)
        story.note(story.registration.received(Response(to: first, .ok), now: .zero, clientNonce: "n"))
        #expect(story.news() == ["REGISTER 1 for 3600 s", "REGISTER 2 for 3600 s with digest"])
        try story.answer(.ok)
        try story.answer(.ok)
        #expect(story.news() == ["registered until 3600"])
        story.fail(.timeout)
        #expect(story.news() == [])
    }

    @Test("A redirection leads nowhere: only configured targets are called")
    func redirection() throws {
        var story = try Story()
        story.start()
        try story.answer(.movedTemporarily, (.contact, "<sip:evil.example>"))
        #expect(story.news().last == "failed: it answered 302 Moved Temporarily")
    }
}
