import Calls
import TestSupport
import Testing

@Suite("Which calls are taken")
struct AdmissionTests {
    /// Takes a call, or says what speaks against it.
    private func admit(
        _ admission: inout Admission, _ caller: String? = nil, from source: String = "192.0.2.1", trunk: Bool = false,
        known: Bool = false, at now: Duration = .zero
    ) -> Admission.Obstacle? {
        do throws(Admission.Obstacle) {
            try admission.admit(
                .init(caller: caller, source: source, isTrunk: trunk, isKnown: known), now: now)
            return nil
        } catch { return error }
    }

    @Test("Calls at once: a part is kept for known callers")
    func reserved() {
        var admission = Admission(.init(calls: 10, reservedPercent: 30, perSource: 100))
        for _ in 0..<7 { #expect(admit(&admission) == nil) }
        #expect(admit(&admission) == .tooManyCalls)
        for _ in 0..<3 { #expect(admit(&admission, known: true) == nil) }
        #expect(admit(&admission, known: true) == .tooManyCalls)
        #expect(admission.count == 10)
    }

    @Test("Whose call ends makes room for one more")
    func ended() {
        var admission = Admission(.init(calls: 1, reservedPercent: 0))
        let applicant = Admission.Applicant(caller: nil, source: "192.0.2.1", isTrunk: false, isKnown: false)
        #expect(admit(&admission) == nil)
        #expect(admit(&admission) == .tooManyCalls)
        admission.ended(applicant)
        #expect(admission.count == 0)
        #expect(admit(&admission) == nil)
    }

    @Test("Calls from one address, unless it is a trunk's")
    func perSource() {
        var admission = Admission(.init(perSource: 2))
        #expect(admit(&admission) == nil)
        #expect(admit(&admission) == nil)
        #expect(admit(&admission) == .tooManyFromSource)
        #expect(admit(&admission, known: true) == .tooManyFromSource)
        #expect(admit(&admission, from: "192.0.2.2") == nil)
        for _ in 0..<9 { #expect(admit(&admission, from: "192.0.2.1", trunk: true) == nil) }
    }

    @Test("Calls from one number; who withholds theirs is not counted")
    func perCaller() {
        var admission = Admission(.init(perCaller: 2))
        for _ in 0..<2 { #expect(admit(&admission, "+33612345678", from: "line", trunk: true) == nil) }
        #expect(admit(&admission, "+33612345678", from: "line", trunk: true) == .tooManyFromCaller)
        #expect(admit(&admission, "+33612345678", from: "other", trunk: true, known: true) == .tooManyFromCaller)
        #expect(admit(&admission, "+33612345679", from: "line", trunk: true) == nil)
        for _ in 0..<9 { #expect(admit(&admission, from: "line", trunk: true) == nil) }
    }

    @Test("New calls within a second; known callers have more")
    func perSecond() {
        var admission = Admission(.init(perSource: 100, newPerSecond: 10))
        for _ in 0..<8 { #expect(admit(&admission, at: .seconds(5)) == nil) }
        #expect(admit(&admission, at: .milliseconds(5_999)) == .tooManyAtOnce)
        for _ in 0..<2 { #expect(admit(&admission, known: true, at: .milliseconds(5_999)) == nil) }
        #expect(admit(&admission, known: true, at: .milliseconds(5_999)) == .tooManyAtOnce)
        #expect(admit(&admission, at: .seconds(6)) == nil)
    }

    @Test("Calls that are not taken count for nothing")
    func refusedCountForNothing() {
        var admission = Admission(.init(calls: 2, reservedPercent: 0, perSource: 1, newPerSecond: 3))
        #expect(admit(&admission) == nil)
        for _ in 0..<9 { #expect(admit(&admission) == .tooManyFromSource) }
        #expect(admission.count == 1)
        #expect(admit(&admission, from: "192.0.2.2") == nil)
        for _ in 0..<9 { #expect(admit(&admission, from: "192.0.2.3") == .tooManyCalls) }
        #expect(admission.count == 2)
    }

    @Test("No call is taken while the server ends")
    func draining() {
        var admission = Admission()
        #expect(admit(&admission) == nil)
        admission.isDraining = true
        #expect(admit(&admission, known: true) == .draining)
        #expect(admission.count == 1)
    }

    @Test("A call that was never taken does not end: no count falls below zero")
    func neverNegative() {
        var admission = Admission(.init(calls: 1, reservedPercent: 0))
        let applicant = Admission.Applicant(caller: "+33612345678", source: "192.0.2.1", isTrunk: false, isKnown: true)
        for _ in 0..<3 { admission.ended(applicant) }
        #expect(admission.count == 0)
        #expect(admit(&admission) == nil)
        #expect(admit(&admission) == .tooManyCalls)
    }

    @Test("Limits that say nothing sensible still let somebody through")
    func oddLimits() {
        var admission = Admission(
            .init(calls: 0, reservedPercent: 900, perSource: -1, perCaller: 0, newPerSecond: .min))
        #expect(admission.limits == .init(calls: 1, reservedPercent: 100, perSource: 1, perCaller: 1, newPerSecond: 1))
        #expect(admit(&admission) == .tooManyCalls)
        #expect(admit(&admission, known: true) == nil)
    }

    @Test("The largest limits do not overflow")
    func hugeLimits() {
        var admission = Admission(.init(calls: .max, perSource: .max, perCaller: .max, newPerSecond: .max))
        #expect(admit(&admission) == nil)
    }

    @Test("Whatever comes and goes, in the end nothing is left")
    func comingAndGoing() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<200 {
            var admission = Admission(.init(calls: 20, perSource: 4, perCaller: 3, newPerSecond: 30))
            var here: [Admission.Applicant] = []
            for moment in 0..<200 {
                let applicant = Admission.Applicant(
                    caller: ["+331", "+332", nil].randomElement(using: &random) ?? nil,
                    source: ["a", "b", "c"].randomElement(using: &random) ?? "a",
                    isTrunk: .random(using: &random), isKnown: .random(using: &random))
                if Bool.random(using: &random), let index = here.indices.randomElement(using: &random) {
                    admission.ended(here.remove(at: index))
                } else if (try? admission.admit(applicant, now: .milliseconds(moment * 30))) != nil {
                    here.append(applicant)
                }
                #expect(admission.count == here.count)
                #expect(admission.count <= 20)
                #expect(here.count { $0.caller == "+331" } <= 3)
                #expect(here.count { $0.source == "a" && !$0.isTrunk } <= 4)
            }
            for applicant in here { admission.ended(applicant) }
            #expect(admission.isEmptied)
        }
    }
}

extension Admission {
    /// Whether as many calls as ever are possible again.
    fileprivate var isEmptied: Bool {
        var admission = self
        let taken = (0..<limits.perCaller).allSatisfy { _ in
            let applicant = Applicant(caller: "+331", source: "a", isTrunk: false, isKnown: true)
            return (try? admission.admit(applicant, now: .seconds(60))) != nil
        }
        return count == 0 && taken
    }
}
