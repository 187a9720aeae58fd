import Desk
import TestSupport
import Testing

@Suite("Passcode attempts and the lock (R3)") struct PasscodeLockTests {
    private let desk: Procedure
    private let now: Instant

    init() throws {
        desk = try Procedure()
        now = try paris("2026-03-10T20:30:00")
    }

    private func attempt(
        _ keys: String, earlier: [Instant] = [], inCall: [Instant] = [], at: Instant? = nil, contact: Contact? = nil,
        policy: PasscodePolicy? = nil, unavailable: Set<Store> = []
    ) -> PasscodeFinding {
        Identification.passcode(
            keys: keys, contact: contact ?? desk.marie, client: desk.number, failuresInCall: inCall, now: at ?? now,
            policy: policy ?? desk.policy.passcode, in: desk.facts(failures: earlier, unavailable: unavailable))
    }

    private func ago(_ milliseconds: Int64) -> Instant { now.advanced(by: .milliseconds(-milliseconds)) }

    private static let window: Int64 = 24 * 3_600_000

    @Test("verify the contact's own passcode only")
    func verify() {
        #expect(attempt("227") == .verified)
        for keys in ["228", "", "22", "2270", "0227", "aB7"] {
            #expect(attempt(keys) == .wrong(failures: 1), "\(keys)")
        }
    }

    @Test("never verify a contact who has no passcode, nor one of another contact")
    func otherContact() {
        let bare = Contact(code: "02", name: "Paul", phones: [], isTechnical: true)
        #expect(attempt("227", contact: bare) == .wrong(failures: 1))
        let other = Contact(code: "02", name: "Paul", phones: [], isTechnical: true, passcode: desk.marie.passcode)
        #expect(attempt("227", contact: other) == .wrong(failures: 1))
    }

    @Test("are unavailable when the wrong entries cannot be read: nothing is compared")
    func unavailable() {
        #expect(attempt("227", unavailable: [.calls]) == .unavailable)
        #expect(attempt("999", unavailable: [.calls]) == .unavailable)
    }

    @Test("count the wrong entries of the window, this one included")
    func count() {
        for failures in 0..<6 {
            let earlier = (0..<failures).map { ago(Int64($0) * 1000 + 1000) }
            #expect(attempt("999", earlier: earlier) == .wrong(failures: failures + 1))
            #expect(attempt("227", earlier: earlier) == .verified)
        }
    }

    @Test("are three a call, whatever a flow asks: beyond them nothing is compared")
    func attemptsOfACall() {
        let inCall = (1...3).map { ago(Int64($0) * 10_000) }
        #expect(attempt("227", inCall: Array(inCall.prefix(2))) == .verified)
        #expect(attempt("227", inCall: inCall) == .wrong(failures: 4))
    }

    @Test("lock at the sixth wrong entry; then not even the right passcode is compared")
    func lock() {
        let earlier = (1...6).map { ago(Int64($0) * 60_000) }
        let until = ago(6 * 60_000).advanced(by: .hours(24))
        #expect(attempt("227", earlier: earlier) == .locked(until: until))
        #expect(attempt("999", earlier: earlier) == .locked(until: until))
        #expect(attempt("227", earlier: earlier.reversed()) == .locked(until: until))
    }

    @Test("count over a rolling window, to the millisecond")
    func rollingWindow() {
        let recent = (1...5).map { ago(Int64($0) * 1000) }
        #expect(attempt("227", earlier: recent + [ago(Self.window)]) == .verified)
        #expect(
            attempt("227", earlier: recent + [ago(Self.window - 1)])
                == .locked(until: now.advanced(by: .milliseconds(1))))
        #expect(attempt("999", earlier: recent + [ago(Self.window)]) == .wrong(failures: 6))
        #expect(attempt("999", earlier: [ago(Self.window + 1)]) == .wrong(failures: 1))
    }

    @Test("open again exactly when the lock says, and not a millisecond before")
    func until() throws {
        let earlier = (1...8).map { ago(Int64($0) * 60_000) }
        // Of eight entries the sixth from the end decides.
        let until = ago(6 * 60_000).advanced(by: .hours(24))
        #expect(attempt("227", earlier: earlier) == .locked(until: until))
        #expect(attempt("227", earlier: earlier, at: until.advanced(by: .milliseconds(-1))) == .locked(until: until))
        #expect(attempt("227", earlier: earlier, at: until) == .verified)
    }

    @Test("last 24 hours on both nights of a clock change", arguments: ["2026-03-28T20:30:00", "2026-10-24T20:30:00"])
    func clockChange(text: String) throws {
        let locked = try paris(text)
        let earlier = Array(repeating: locked, count: 6)
        #expect(attempt("227", earlier: earlier, at: locked) == .locked(until: locked.advanced(by: .hours(24))))
        #expect(attempt("227", earlier: earlier, at: locked.advanced(by: .hours(24))) == .verified)
    }

    @Test("count an entry of this call once, whether the store knows it already or not")
    func notTwice() {
        let inCall = [ago(20_000), ago(10_000)]
        let before = [ago(60_000)]
        #expect(attempt("999", earlier: before, inCall: inCall) == .wrong(failures: 4))
        #expect(attempt("999", earlier: before + inCall, inCall: inCall) == .wrong(failures: 4))
        #expect(attempt("999", earlier: before + [inCall[0]], inCall: inCall) == .wrong(failures: 4))
        let many = (1...4).map { ago(Int64($0) * 100_000) }
        #expect(attempt("227", earlier: many, inCall: inCall) == .locked(until: ago(400_000).advanced(by: .hours(24))))
        #expect(attempt("227", earlier: Array(many.dropLast()) + inCall, inCall: inCall) == .verified)
    }

    @Test("leave out entries of other clients, and entries that lie in the future")
    func notOurs() throws {
        let stranger = try clientNumber("54321")
        let world = World(
            clients: [desk.client],
            passcodeFailures: (1...6).map { World.PasscodeFailure(client: stranger, at: ago(Int64($0))) }
                + (1...6).map { World.PasscodeFailure(client: desk.number, at: ago(-Int64($0))) })
        let finding = Identification.passcode(
            keys: "227", contact: desk.marie, client: desk.number, failuresInCall: [], now: now,
            policy: desk.policy.passcode, in: WorldFacts(world, hasher: PlainHasher()))
        #expect(finding == .verified)
    }

    @Test("follow the policy's numbers")
    func policy() {
        let strict = PasscodePolicy(attemptsPerCall: 1, failuresBeforeLock: 1, window: .minutes(1))
        #expect(
            attempt("227", earlier: [ago(59_999)], policy: strict) == .locked(until: now.advanced(by: .milliseconds(1)))
        )
        #expect(attempt("227", earlier: [ago(60_000)], policy: strict) == .verified)
        #expect([desk.policy.passcode.attemptsPerCall, desk.policy.passcode.failuresBeforeLock] == [3, 6])
        #expect(desk.policy.passcode.window == .hours(24))
    }

    @Test("agree with counting them by hand")
    func random() throws {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<300 {
            let entries = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                ago(Int64.random(in: 0...2 * Self.window, using: &generator))
            }
            let counted = entries.filter { $0.duration(to: now) < .hours(24) }.count
            switch attempt("999", earlier: entries) {
            case .wrong(let failures): try #require(counted < 6 && failures == counted + 1)
            case .locked(let until):
                try #require(counted >= 6 && until > now)
                try #require(attempt("227", earlier: entries, at: until) == .verified)
                let before = until.advanced(by: .milliseconds(-1))
                try #require(attempt("227", earlier: entries, at: before) == .locked(until: until))
            default: try #require(Bool(false))
            }
        }
    }
}
