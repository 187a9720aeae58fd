import Prompts
import RTP

/// What a call asks of one of its legs.
public enum MediaCommand: Sendable {
    /// Offer and answer have settled something new.
    case configure(MediaConfiguration)
    /// Play from the next frame on; what was played before is cut off and not reported.
    case play(Playlist, from: FrameStore, PlayToken)
    /// Cut off what is played.
    case stop
    /// Sound the beep after which the peer is recorded.
    case beep
    /// Send keys to the peer.
    case press(TelephoneKeys)
    /// A key came by SIP INFO: it is reported unless it came by another way already.
    case keyedByInfo(TelephoneKey)
    /// Record what the peer says.
    case record(RecordingLimits)
    /// End the recording, and hand it out.
    case stopRecording
    /// Tell what the peer says while it is said, in pieces of this length; ``MediaEvent/Happening/heard(_:)`` follows
    /// until ``stopListening``.
    case listen(chunk: Duration)
    /// Tell what was heard since the last piece, and no more.
    case stopListening
    /// Let this leg and another hear each other; both must lie on the same shard.
    case bridge(with: MediaID)
    /// Part the two legs.
    case unbridge
    /// Hang up: nothing is sent or taken any more.
    case close
}

/// When a recording ends, and when its silence is told.
public struct RecordingLimits: Hashable, Sendable {
    /// No recording is longer.
    public static let longest = Duration.seconds(600)

    /// The recording ends by itself at this length.
    public let length: Duration
    /// Silence of this length is reported once; nothing means never.
    public let finalSilence: Duration?

    /// Sets both.
    public init(length: Duration = .seconds(180), finalSilence: Duration? = nil) {
        self.length = min(max(.zero, length), Self.longest)
        self.finalSilence = finalSilence
    }
}
