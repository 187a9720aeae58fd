import Media
import RTP
import SIP

/// All that can be told of a telephone's call once it is over.
///
/// Moments count from the INVITE, as it was sent or as it came in.
public struct PhoneRecord: Sendable {
    /// Which side of the call the telephone is.
    public enum Side: String, Hashable, Sendable {
        case caller
        case called
    }

    /// When something happened first.
    public struct Moments: Hashable, Sendable {
        /// 100.
        public var trying: Duration?
        /// 180.
        public var ringing: Duration?
        /// 183, 181 or 182.
        public var progress: Duration?
        /// Sound was agreed on before the answer.
        public var earlyMedia: Duration?
        /// 200, or the ACK to ours.
        public var answered: Duration?
        /// The peer's first packet of sound, to a turn of 20 ms.
        public var firstPacket: Duration?
        /// The end.
        public var ended: Duration?
    }

    /// A key that went or came.
    public struct PressedKey: Hashable, Sendable {
        /// The key.
        public let key: TelephoneKey
        /// How it travelled.
        public let way: KeyCombiner.Way
        /// When it was sent or told.
        public let at: Duration
    }

    /// What the peer said, from the moment when sound was agreed on.
    public struct Sound: Hashable, Sendable {
        /// The law of all bytes.
        public var law = G711.aLaw
        /// A byte a sample, at 8 kHz.
        public var bytes: [UInt8] = []
        /// Samples for which nothing came, with silence in their place.
        public var missing = 0
        /// When the first sample was heard.
        public var beganAt: Duration?
        /// Whether more came than ``PhoneLimits/sound`` keeps.
        public var isCut = false

        /// How long it is.
        public var duration: Duration { .microseconds(bytes.count * 125) }
    }

    /// How many messages are kept.
    public static let mostMessages = 400
    /// How many keys are kept in each direction, and how many agreements.
    public static let mostKeys = 1_000

    /// Which side the telephone was.
    public let side: Side
    /// The Request-URI.
    public let target: String
    /// The Call-ID; nothing for a call that never began.
    public internal(set) var callID: String?
    /// The first moment of the call, on the monotonic clock of the bank.
    public internal(set) var began: Duration
    /// When things happened.
    public internal(set) var moments = Moments()
    /// The messages in their order.
    public internal(set) var messages: [SeenMessage] = []
    /// What was offered in the first INVITE, or in the 200 to one without an offer.
    public internal(set) var offer: SoundDescription?
    /// The first answer to that, be it an early one.
    public internal(set) var answer: SoundDescription?
    /// What was agreed, first and last: several for early media, holds and other changes.
    public internal(set) var agreements: [SoundTerms] = []
    /// What the peer said of itself last, in its INVITE or its answer.
    public internal(set) var party = RemoteParty()
    /// The keys that came.
    public internal(set) var keysReceived: [PressedKey] = []
    /// The keys that were sent.
    public internal(set) var keysSent: [PressedKey] = []
    /// What the peer said.
    public internal(set) var sound = Sound()
    /// Whether nothing came from the peer for 30 seconds, though it should have spoken.
    public internal(set) var lostSound = false
    /// How the call ended.
    public internal(set) var end = PhoneEnd.shutDown
    /// How the sound was, in both directions; nothing for a call without any.
    public internal(set) var report: MediaReport?

    init(_ side: Side, target: String, began: Duration) {
        self.side = side
        self.target = target
        self.began = began
    }
}

extension PhoneRecord {
    /// From the INVITE to the first sign of the other end: ringing, early media, or the answer.
    public var postDialDelay: Duration? {
        [moments.ringing, moments.progress, moments.earlyMedia, moments.answered].compactMap { $0 }.min()
    }

    /// The status codes that the peer gave to the INVITE, each once, in their order.
    public var statuses: [StatusCode] {
        var statuses: [StatusCode] = []
        for case .response(let status, to: .invite) in messages.lazy.filter({ !$0.isOurs }).map(\.kind)
        where !statuses.contains(status) {
            statuses.append(status)
        }
        return statuses
    }

    /// How the peer answered our INFO requests, in their order.
    public var infoAnswers: [StatusCode] {
        messages.lazy.filter { !$0.isOurs }.compactMap { message in
            if case .response(let status, to: .info) = message.kind { status } else { nil }
        }
    }

    /// How often the peer held us, or let go: changes of direction after the answer.
    public var holdChanges: Int {
        let settled = agreements.filter { !$0.isEarly }.map(\.direction)
        return zip(settled, settled.dropFirst()).count { $0 != $1 }
    }

    /// Whether the peer's answer to the offer came, so that sound could flow.
    public var wasAgreed: Bool { !agreements.isEmpty }

    /// Packets that we sent.
    public var packetsSent: UInt64 { report?.packetsSent ?? 0 }
    /// Packets of the peer that came.
    public var packetsReceived: UInt64 { report?.quality.inbound.packets ?? 0 }
    /// We sent for five seconds, and nothing came.
    public var receivedNothing: Bool { report?.quality.noRTPReceived ?? false }
    /// We sent for five seconds, and the peer reports that nothing arrived.
    public var deliveredNothing: Bool { report?.quality.noRTPDelivered ?? false }
}
