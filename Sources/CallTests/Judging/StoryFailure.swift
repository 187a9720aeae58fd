import Desk

/// One thing in which a story turned out otherwise than it is written, by name.
public struct StoryFailure: Error, Hashable, Sendable {
    /// What kind of thing.
    public let kind: Kind
    /// Where the story says what should be.
    public let place: SourcePlace
    /// What should be.
    public let expected: String
    /// What was seen and heard.
    public let seen: String

    /// Describes a failure.
    public init(_ kind: Kind, at place: SourcePlace, expected: String, seen: String) {
        self.kind = kind
        self.place = place
        self.expected = expected
        self.seen = seen
    }

    /// The names of all failures; reports and tools rely on them.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        // What people do.
        /// A prompt did not come within its time.
        case notHeard = "not-heard"
        /// The call ended before the caller was done.
        case hungUpEarly = "hung-up-early"
        // What was decided.
        case verdict
        case reasons
        case connectedTo = "connected-to"
        case charge
        case client
        case contact
        case ticket
        case assessment
        case steps
        case heard
        case heardUnexpectedly = "heard-unexpectedly"
        case attempts
        case ledger
        case ended
        case tooLong = "too-long"
        case tooShort = "too-short"
        // What only a real line can get wrong.
        /// Nothing answered: no response at all, or none that ended the ringing.
        case noAnswer = "no-answer"
        /// The call was refused by a status.
        case refusedByNetwork = "refused-by-network"
        /// The call was answered and no sound came.
        case silence
        /// Sound reached one side only.
        case oneWayAudio = "one-way-audio"
        /// The call never came out of early media.
        case earlyMediaOnly = "early-media-only"
        /// A prompt came without its beginning, or with gaps.
        case clippedPrompt = "clipped-prompt"
        /// Keys that were pressed did not all arrive.
        case digitsLost = "digits-lost"
        /// Keys arrived that were not pressed: one press came as two.
        case digitsDoubled = "digits-doubled"
        /// Telephone-events (RFC 4733) were offered, and something on the way took them out.
        case telephoneEventsRemoved = "telephone-events-removed"
        /// Another number of the desk answered than was called.
        case wrongNumber = "wrong-number"
        /// The desk did not learn who calls.
        case callerNumberLost = "caller-number-lost"
        /// No codec in common with what the test offers.
        case codec
        /// It took too long from the call to the ringing.
        case postDialDelay = "post-dial-delay"
        /// It took too long from the answer to the first prompt.
        case timeToFirstPrompt = "time-to-first-prompt"
        /// Packets were lost, or late, or the sound was poor.
        case soundQuality = "sound-quality"
        /// The desk never saw the call.
        case neverArrived = "never-arrived"
        /// The test itself could not go on.
        case broken
    }

    /// `verdict: expected refused, seen admitted`.
    public var words: String { "\(kind.rawValue): expected \(expected), seen \(seen)" }
}
