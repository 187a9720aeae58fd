import Testing

@testable import SIP

/// RFC 4028, told as calls.
@Suite("Session timer")
struct SessionTimerTests {
    private func accepted(
        _ timer: inout SessionTimer, _ headers: SessionTimerHeaders, isSupported: Bool, at now: Duration
    ) -> SessionTimerHeaders? {
        guard case .accept(let reply) = timer.answer(to: headers, isSupported: isSupported) else { return nil }
        timer.accepted(reply, now: now)
        return reply
    }

    @Test("We call, the callee lets us refresh: at half the interval, and again after each answer")
    func weCallAndRefresh() {
        var timer = SessionTimer()
        #expect(timer.offer() == SessionTimerHeaders(sessionExpires: SessionExpires(seconds: 1_800)))
        timer.answered(.init(sessionExpires: SessionExpires("1800;refresher=uac")), now: .seconds(10))
        #expect(timer.deadline == .seconds(910))
        #expect(timer.advanced(to: .seconds(909)) == [])
        #expect(timer.advanced(to: .seconds(910)) == [.refresh])
        #expect(timer.offer() == .init(sessionExpires: SessionExpires(seconds: 1_800, refresher: .uac)))
        #expect(timer.advanced(to: .seconds(911)) == [], "one refresh at a time")
        timer.answered(.init(sessionExpires: SessionExpires("1800;refresher=uac")), now: .seconds(912))
        #expect(timer.deadline == .seconds(1_812))
    }

    @Test("We call, the callee refreshes: when it falls silent we hang up 32 s before the end")
    func calleeRefreshes() {
        var timer = SessionTimer()
        timer.answered(.init(sessionExpires: SessionExpires("1800;refresher=uas")), now: .zero)
        #expect(timer.deadline == .seconds(1_768))
        // Its re-INVITE: now it is the UAC, and says so.
        let reply = accepted(
            &timer, .init(sessionExpires: SessionExpires("1800;refresher=uac")), isSupported: true, at: .seconds(900))
        #expect(
            reply == .init(sessionExpires: SessionExpires(seconds: 1_800, refresher: .uac), requiresTimer: true))
        #expect(timer.advanced(to: .seconds(2_667)) == [])
        #expect(timer.advanced(to: .seconds(2_668)) == [.hangUp])
        #expect(timer.deadline == nil)
        #expect(timer.advanced(to: .seconds(9_999)) == [], "once")
    }

    @Test("A short interval ends a third early: PJSIP's 90 s are refreshed at 45 and over at 60")
    func shortInterval() {
        var timer = SessionTimer()
        _ = accepted(
            &timer, .init(sessionExpires: SessionExpires("90;refresher=uas"), minSE: 90), isSupported: true, at: .zero)
        #expect(timer.advanced(to: .seconds(45)) == [.refresh])
        #expect(timer.deadline == .seconds(60))
        #expect(timer.advanced(to: .seconds(60)) == [.hangUp])
    }

    @Test(
        "What we answer to an INVITE",
        arguments: [
            // Session-Expires, Min-SE, Supported: timer, our answer, Require: timer
            ("1800", nil, true, "1800;refresher=uac", true),
            ("1800;refresher=uac", nil, true, "1800;refresher=uac", true),
            ("1800;refresher=uas", nil, true, "1800;refresher=uas", true),
            ("1800;refresher=me", nil, true, "1800;refresher=uac", true),
            ("90", nil, true, "90;refresher=uac", true),
            // A longer one is shortened to ours, never under its Min-SE.
            ("3600", nil, true, "1800;refresher=uac", true),
            ("3600", 3_600, true, "3600;refresher=uac", true),
            ("1099511627776;refresher=uas", nil, true, "1800;refresher=uas", true),
            // Nothing asked: we ask.
            (nil, nil, true, "1800;refresher=uac", true),
            (nil, 2_000, true, "2000;refresher=uac", true),
            // A proxy asked on behalf of a caller without timers: only we can refresh, and 422 would mean nothing to
            // it.
            ("1800", nil, false, "1800;refresher=uas", false),
            ("90;refresher=uac", nil, false, "90;refresher=uas", false),
            ("60", nil, false, nil, false),
            ("0", nil, false, nil, false),
            (nil, nil, false, nil, false),
            // Not a number: as if it were not there.
            ("-1", nil, true, "1800;refresher=uac", true),
            ("soon", nil, false, nil, false),
        ] as [(String?, UInt32?, Bool, String?, Bool)])
    func answers(asked: String?, minSE: UInt32?, isSupported: Bool, expected: String?, requires: Bool) {
        let headers = SessionTimerHeaders(sessionExpires: asked.flatMap { SessionExpires($0) }, minSE: minSE)
        guard case .accept(let reply) = SessionTimer().answer(to: headers, isSupported: isSupported) else {
            Issue.record("refused")
            return
        }
        #expect(reply.sessionExpires?.text == expected)
        #expect(reply.requiresTimer == requires)
    }

    @Test("Too short an interval is refused with our minimum", arguments: ["0", "1", "89;refresher=uac"])
    func tooShort(asked: String) {
        let headers = SessionTimerHeaders(sessionExpires: SessionExpires(asked))
        #expect(SessionTimer().answer(to: headers, isSupported: true) == .tooShort(minSE: 90))
        let strict = SessionTimer(.init(interval: 600, minimum: 300))
        #expect(
            strict.answer(to: .init(sessionExpires: SessionExpires("299")), isSupported: true) == .tooShort(minSE: 300))
    }

    @Test("422 raises the interval, and the dialog remembers it")
    func refused() {
        var timer = SessionTimer(.init(interval: 600))
        let retries = timer.refused(minSE: 900)
        #expect(retries)
        #expect(timer.offer() == .init(sessionExpires: SessionExpires(seconds: 900), minSE: 900))
        timer.answered(.init(sessionExpires: SessionExpires("900;refresher=uas")), now: .zero)
        #expect(timer.offer() == .init(sessionExpires: SessionExpires(seconds: 900, refresher: .uas), minSE: 900))
    }

    @Test("422 that changes nothing, or comes again and again, ends the retries")
    func refusedForEver() {
        var timer = SessionTimer(.init(interval: 600))
        // The fourth rise in a row is over the retryLimit.
        let retries = [nil, 600, 700, 700, 800, 900, 1_000].map { timer.refused(minSE: $0) }
        #expect(retries == [false, false, true, false, true, true, false])
    }

    @Test("The Min-SE of the peer's requests counts for ours")
    func peersMinimum() {
        var timer = SessionTimer(.init(interval: 600))
        _ = accepted(&timer, .init(minSE: 1_200), isSupported: true, at: .zero)
        #expect(timer.offer() == .init(sessionExpires: SessionExpires(seconds: 1_200, refresher: .uas), minSE: 1_200))
    }

    @Test("The peer knows no session timers: off, or refreshed by us without a time to hang up")
    func peerWithoutSupport() {
        var off = SessionTimer()
        off.answered(.init(), now: .zero)
        #expect(off.deadline == nil)

        var alone = SessionTimer(.init(interval: 600, refreshesForAll: true))
        alone.answered(.init(), now: .zero)
        #expect(alone.advanced(to: .seconds(300)) == [.refresh])
        #expect(alone.deadline == nil)
        // It refuses re-INVITEs, but it answers.
        #expect(alone.refreshFailed(488, now: .seconds(301)) == [])
        #expect(alone.deadline == .seconds(601))
        #expect(alone.advanced(to: .seconds(601)) == [.refresh])
        #expect(alone.refreshFailed(408, now: .seconds(633)) == [.hangUp])
        #expect(alone.deadline == nil)

        let called = SessionTimer(.init(interval: 600, refreshesForAll: true))
        let reply = SessionTimerHeaders(sessionExpires: SessionExpires(seconds: 600, refresher: .uas))
        #expect(called.answer(to: .init(), isSupported: false) == .accept(reply))
    }

    @Test("A refresh that is refused is repeated several times before the session ends")
    func refreshRefused() {
        var timer = SessionTimer(.init(interval: 800))
        timer.answered(.init(sessionExpires: SessionExpires("800;refresher=uac")), now: .zero)
        var log: [Int: [SessionTimer.Action]] = [:]
        while let deadline = timer.deadline {
            let actions = timer.advanced(to: deadline)
            log[Int(deadline.components.seconds)] = actions
            if actions == [.refresh] { #expect(timer.refreshFailed(491, now: deadline) == []) }
        }
        #expect(log == [400: [.refresh], 500: [.refresh], 600: [.refresh], 700: [.refresh], 768: [.hangUp]])
    }

    @Test("A dead dialog ends at once", arguments: [408, 481])
    func deadDialog(status: Int) {
        var timer = SessionTimer()
        timer.answered(.init(sessionExpires: SessionExpires("1800;refresher=uac")), now: .zero)
        #expect(timer.advanced(to: .seconds(900)) == [.refresh])
        #expect(timer.refreshFailed(status, now: .seconds(901)) == [.hangUp])
    }

    @Test("Any re-INVITE negotiates anew, and without a refresher named the roles stay")
    func renegotiation() {
        var timer = SessionTimer()
        timer.answered(.init(sessionExpires: SessionExpires("1800;refresher=uac")), now: .zero)
        // The peer holds the call without a word about roles: we go on refreshing, as the UAS now.
        let reply = accepted(&timer, .init(sessionExpires: SessionExpires("600")), isSupported: true, at: .seconds(100))
        #expect(reply?.sessionExpires?.text == "600;refresher=uas")
        #expect(timer.deadline == .seconds(400))
        // Then it takes the refreshing over.
        _ = accepted(
            &timer, .init(sessionExpires: SessionExpires("600;refresher=uac")), isSupported: true, at: .seconds(200))
        #expect(timer.terms.map { $0.weRefresh } == false)
        #expect(timer.deadline == .seconds(768))
        // And then it drops session timers.
        _ = accepted(&timer, .init(), isSupported: false, at: .seconds(300))
        #expect(timer.deadline == nil)
    }

    @Test("A 2xx that breaks the rules: no refresher means us, under 90 s means 90")
    func badAnswers() {
        var timer = SessionTimer()
        timer.answered(.init(sessionExpires: SessionExpires("0")), now: .zero)
        #expect(timer.terms.map { $0.interval } == 90)
        #expect(timer.terms.map { $0.weRefresh } == true)
        #expect(timer.deadline == .seconds(45))
        timer.answered(.init(sessionExpires: SessionExpires("4294967296;refresher=uas")), now: .zero)
        #expect(timer.deadline == .seconds(Int64(UInt32.max) - 32))
    }

    @Test("A policy cannot break the rules")
    func policy() {
        let policy = SessionTimer.Policy(interval: 0, minimum: 10)
        #expect(policy.minimum == 90)
        #expect(policy.interval == 90)
        var eager = SessionTimer(.init(prefersRefreshing: true))
        let reply = accepted(&eager, .init(), isSupported: true, at: .zero)
        #expect(reply?.sessionExpires?.refresher == .uas)
    }

    @Test(
        "Session-Expires is read as networks write it",
        arguments: [
            ("1800", 1_800, nil), (" 1800 ; refresher = UAS ", 1_800, .uas), ("90;Refresher=uac;x=y", 90, .uac),
            ("90;x=\";\"", 90, nil), ("0", 0, nil), ("4294967295", .max, nil), ("99999999999999999999", .max, nil),
            ("", nil, nil), ("-90", nil, nil), ("+90", nil, nil), ("90 s", nil, nil), (";refresher=uac", nil, nil),
            ("٩٠", nil, nil),
        ] as [(String, UInt32?, SessionRefresher?)])
    func reading(text: String, seconds: UInt32?, refresher: SessionRefresher?) {
        let value = SessionExpires(text)
        #expect(value?.seconds == seconds)
        #expect(value?.refresher == refresher)
    }
}

/// The headers of whole messages.
@Suite("Session timer headers")
struct SessionTimerHeadersTests {
    @Test("A request: compact form, and support said in either header")
    func request() {
        var fields = Fields()
        fields.append(HeaderName("x"), "90;refresher=uas")
        fields.append(.minSE, "90")
        #expect(!SessionTimerHeaders.isSupported(by: fields))
        fields.append(HeaderName("k"), "100rel, Timer")
        #expect(SessionTimerHeaders.isSupported(by: fields))
        let headers = SessionTimerHeaders(fields)
        #expect(headers == .init(sessionExpires: SessionExpires(seconds: 90, refresher: .uas), minSE: 90))
        var strict = Fields()
        strict.append(.require, "timer")
        #expect(SessionTimerHeaders.isSupported(by: strict))
        #expect(SessionTimerHeaders(strict) == .init(requiresTimer: true))
    }

    @Test("Written twice they stand once")
    func writing() {
        var fields = Fields()
        fields.append(.supported, "100rel")
        let headers = SessionTimerHeaders(
            sessionExpires: SessionExpires(seconds: 600, refresher: .uac), minSE: 300, requiresTimer: true)
        headers.write(toRequest: &fields)
        headers.write(toRequest: &fields)
        #expect(
            fields.lines.map { "\($0.name): \($0.value)" } == [
                "Supported: 100rel", "Session-Expires: 600;refresher=uac", "Min-SE: 300", "Supported: timer",
            ])
        SessionTimerHeaders().write(toRequest: &fields)
        #expect(!fields.contains(.sessionExpires))
        #expect(!fields.contains(.minSE))

        var reply = Fields()
        headers.write(toResponse: &reply)
        headers.write(toResponse: &reply)
        #expect(
            reply.lines.map { "\($0.name): \($0.value)" } == [
                "Session-Expires: 600;refresher=uac", "Require: timer",
            ])
    }
}
