import Media
import Prompts
import RTP
import SIP

/// What a script wants its telephone to do.
///
/// What makes no sense at the moment, as to ring twice, does nothing.
public enum PhoneCommand: Sendable {
    /// Let the caller hear that we are called (180).
    case ring
    /// Let the caller hear sound before the call is taken (183).
    case earlyMedia
    /// Take the call (200).
    case answer
    /// Refuse the call.
    case reject(StatusCode)
    /// Play; what was played before is cut off and not reported. While nothing may be sent, as in a hold, it waits.
    case play(PhoneSound, PlayToken)
    /// Cut off what is played.
    case stop
    /// Press keys, one after the other at the pace of ``Keypad/pace``.
    case press([TelephoneKey], by: KeyMethod = .auto)
    /// Hang up: a BYE, a CANCEL or a refusal, as far as the call has come.
    case hangUp
    /// Give our call up while it rings; the same as ``hangUp``.
    case cancel
}

/// How keys are sent.
public enum KeyMethod: String, CaseIterable, Hashable, Sendable {
    /// As telephone-events where they were agreed on, else as tones.
    case auto
    /// As telephone-events (RFC 4733) or not at all.
    case rfc4733
    /// As SIP INFO with `application/dtmf-relay`.
    case info
    /// As tones in the sound, even where telephone-events were agreed on.
    case inBand
}

/// Something to play: frames in a store that many calls may share.
public struct PhoneSound: Sendable {
    /// The frames in their order.
    public let list: Playlist
    /// Where they lie.
    public let store: FrameStore

    /// Takes what is in a store already.
    public init(_ list: Playlist, from store: FrameStore) {
        self.list = list
        self.store = store
    }

    /// Encodes samples: 8 kHz, mono.
    ///
    /// Made once, it may be played by any number of telephones.
    public init(samples: [Int16]) {
        var store = FrameStore(reserving: samples.count / FrameStore.frameLength + 1)
        var list = Playlist()
        list.append(store.append(samples))
        self.init(list, from: store)
    }

    /// How long it sounds.
    public var duration: Duration { list.duration }
}
