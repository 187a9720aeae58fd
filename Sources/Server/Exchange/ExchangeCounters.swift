import Desk
import Media
import RTP
import SIP

/// What the exchange has done since it started, for the metrics and the status.
struct ExchangeCounters: Sendable {
    /// INVITEs that were looked at.
    var offered = 0
    /// Calls that began.
    var begun = 0
    /// Calls that were refused before they began, by reason.
    var refused: [String: Int] = [:]
    /// Messages that were turned away, by reason.
    var turnedAway: [TurnedAway: Int] = [:]
    /// Calls that are over, by verdict.
    var verdicts: [VerdictKind: Int] = [:]
    /// People who were rung.
    var rung = 0
    /// Conversations.
    var bridged = 0
    /// From a decision to what follows from it: how long verdicts waited to be on the disk.
    var verdictDelay = MediaPacing.Histogram()
    /// Legs that were hung up because no sound came any more.
    var silentStreams = 0
    /// Legs that had sound and are closed, by how they were heard.
    var sound: [SpeechQuality: Int] = [:]
    /// RTP packets of legs that are closed.
    var packets: UInt64 = 0
    /// RTP packets that never came, or too late.
    var unheard: UInt64 = 0

    /// Takes note of how a leg was heard.
    mutating func count(_ quality: CallQuality) {
        packets &+= quality.inbound.packets
        unheard &+= quality.inbound.lost &+ quality.inbound.late
    }
}
