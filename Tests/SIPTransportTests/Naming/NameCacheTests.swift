import Testing

@testable import SIPTransport

/// Answers live, grow stale and are forgotten, in virtual time.
struct NameCacheTests {
    private var limits: NameLimits {
        var limits = NameLimits()
        (limits.answers, limits.staleTime) = (2, .seconds(100))
        return limits
    }

    private func text(_ known: NameCache<Int>.Known) -> String { "\(known)" }

    @Test("An answer is fresh for its lifetime, then stale for a while, then forgotten")
    func ages() {
        var cache = NameCache<Int>(limits)
        let question = Question.addresses("a")
        #expect(text(cache.known(question, now: .zero)) == "nothing")
        cache.learn(1, for: question, lifetime: .seconds(10), now: .seconds(5))
        #expect(text(cache.known(question, now: .seconds(14))) == "fresh(1)")
        #expect(text(cache.known(question, now: .seconds(15))) == "stale(1)")
        #expect(text(cache.known(question, now: .seconds(114))) == "stale(1)")
        #expect(text(cache.known(question, now: .seconds(115))) == "nothing")
        cache.learn(2, for: question, lifetime: .seconds(10), now: .seconds(120))
        #expect(text(cache.known(question, now: .seconds(120))) == "fresh(2)")
        #expect(text(cache.known(.services("a"), now: .seconds(120))) == "nothing")
    }

    @Test("The answer that was over first gives way when there are too many")
    func limit() {
        var cache = NameCache<Int>(limits)
        cache.learn(1, for: .addresses("a"), lifetime: .seconds(30), now: .zero)
        cache.learn(2, for: .addresses("b"), lifetime: .seconds(10), now: .zero)
        cache.learn(3, for: .addresses("c"), lifetime: .seconds(20), now: .zero)
        #expect(cache.count == 2)
        #expect(text(cache.known(.addresses("a"), now: .zero)) == "fresh(1)")
        #expect(text(cache.known(.addresses("b"), now: .zero)) == "nothing")
        #expect(text(cache.known(.addresses("c"), now: .zero)) == "fresh(3)")
    }
}
