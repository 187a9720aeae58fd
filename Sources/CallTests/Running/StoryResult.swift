import CallFlow
import Calls
import Desk

/// How a story came out.
public struct StoryResult: Sendable {
    /// The story.
    public let story: Story
    /// Its calls, in their order; none of a story that was left out.
    public let calls: [Call]
    /// Why the story was left out, if it was.
    public let skipped: String?

    /// How one call came out.
    public struct Call: Sendable {
        /// The call as it is written.
        public let call: StoryCall
        /// Its report; nothing if the desk does not answer the number.
        public let report: CallReport?
        /// What of it could be seen.
        public let observed: ObservedCall
        /// In what it turned out otherwise.
        public let failures: [StoryFailure]
        /// What was expected and could not be seen.
        public let unseen: [StoryFailure.Kind]
        /// The outcomes by which steps were left.
        public let trail: [Exploration.Leg]
        /// What was measured on the line, in a call over SIP.
        public let line: LineFigures?
    }

    /// Everything in which it turned out otherwise.
    public var failures: [StoryFailure] { calls.flatMap(\.failures) }
    /// Whether everything turned out as it is written.
    public var isPassed: Bool { calls.allSatisfy { $0.failures.isEmpty } }
    /// How long its calls took, by the clock of the calls.
    public var duration: Duration { calls.reduce(.zero) { $0 + ($1.observed.duration ?? .zero) } }

    /// Describes how a story came out.
    public init(story: Story, calls: [Call]) {
        self.story = story
        self.calls = calls
        skipped = nil
    }

    /// Describes a story that was left out.
    public init(story: Story, skipped: String) {
        self.story = story
        calls = []
        self.skipped = skipped
    }
}

extension StoryResult.Call {
    init(unplaced call: StoryCall) {
        self.call = call
        report = nil
        observed = ObservedCall()
        failures = [
            StoryFailure(.broken, at: call.place, expected: "a call to \(call.number.rawValue)", seen: "no flow for it")
        ]
        unseen = []
        trail = []
        line = nil
    }

    /// A call that would begin while the one before it goes on.
    init(_ call: StoryCall, during end: Instant, in zone: ZoneRules) {
        self.call = call
        report = nil
        observed = ObservedCall()
        failures = [
            StoryFailure(
                .broken, at: call.place, expected: "a call after the one before it",
                seen: "the one before ended at \(Timestamp.format(end, in: zone))")
        ]
        unseen = []
        trail = []
        line = nil
    }

    /// Describes a call over SIP.
    ///
    /// - Parameters:
    ///   - observed: what of it could be seen.
    ///   - failures: what went wrong on the line and at the caller's ear.
    public init(_ call: StoryCall, observed: ObservedCall, failures: [StoryFailure], line: LineFigures) {
        self.call = call
        report = nil
        self.observed = observed
        let judgement = Judgement(call.expected, observed)
        self.failures = failures + judgement.failures
        unseen = judgement.unseen
        trail = []
        self.line = line
    }

    init(
        _ call: StoryCall, report: CallReport, ledger: [LogCategory], cause: HangupCause?, failure: StoryFailure?,
        trail: [Exploration.Leg]
    ) {
        self.call = call
        self.report = report
        observed = ObservedCall(report, ledger: ledger, cause: cause)
        let judgement = Judgement(call.expected, observed)
        failures = (failure.map { [$0] } ?? []) + judgement.failures
        unseen = judgement.unseen
        self.trail = trail
        line = nil
    }
}
