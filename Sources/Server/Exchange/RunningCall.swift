import CallFlow
import Calls
import Desk
import Media
import Prompts
import RTP
import SIP

/// Names one call of the running server; counts up.
struct CallNumber: Hashable, Sendable, Comparable {
    let number: UInt64

    static func < (left: CallNumber, right: CallNumber) -> Bool { left.number < right.number }
}

/// One call as it runs: its machine, its legs, and what waits until the caller can hear.
///
/// All of it belongs to the signalling loop.
struct RunningCall {
    /// The name in the ledger and in the logs.
    let name: String
    let incoming: IncomingCall
    let applicant: Admission.Applicant
    let role: NumberRole
    /// What the call is spoken to with, from its beginning to its end.
    let voice: PromptVoice
    var machine: CallMachine
    var caller: CallerParty
    var targets: [ActivityID: TargetParty] = [:]
    /// The recording that runs.
    var recording: ActivityID?
    /// The person who is connected.
    var joined: ActivityID?
    /// The transfer whose outcome is awaited.
    var transfer: ActivityID?
    /// The verdicts that are being written, and since when.
    var unwritten: [(id: CommitID, since: Duration)] = []
    /// When the call is looked at next because time passes.
    var scheduled: Duration?

    /// A verdict is on the disk, and so is everything that was written before it.
    ///
    /// - Returns: since when each was waited for.
    mutating func written(upTo last: CommitID) -> [Duration] {
        defer { unwritten.removeAll { $0.id <= last } }
        return unwritten.filter { $0.id <= last }.map(\.since)
    }
}

/// The caller's side of a call.
struct CallerParty {
    let leg: LegID
    let media: MediaID
    let ports: LocalMedia
    /// Whether the caller can hear us: the call is answered on both sides, or early media was agreed.
    var canHear = false
    /// What is to be heard as soon as the caller can.
    var waiting: [MediaCommand] = []
    var isGone = false
    /// Whether our answer went out.
    var isAnswered = false
}

/// Somebody whom the call rings.
struct TargetParty {
    let person: OnCallPerson
    let media: MediaID
    let callerID: Verb.CallerID
    var attempt: PhoneAttempt
    /// The ports of the stream, which all attempts over trunks share; none before the first.
    var ports: LocalMedia?
    var leg: LegID?
    var trunk: String?
}

/// Whose leg or stream something is.
struct PartyPlace: Hashable, Sendable {
    let call: CallNumber
    let party: Party
}

/// A stream of a call; it may outlive the call by a moment, until its report came.
struct StreamPlace: Sendable {
    let place: PartyPlace
    /// The call's name.
    let name: String
    /// `caller`, or the id of the person who is rung.
    let party: String
}
