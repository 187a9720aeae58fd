/// Sends keys as telephone-events in the place of audio packets (RFC 4733 §2.5.1).
///
/// The audio stream asks before each packet. While a key sounds, its report takes the audio's place, with the audio's sequence
/// number, so that both together count without a gap: the first with a marker, one update a packet, all with the timestamp of
/// the beginning; then the end three times. The audio's own timestamp goes on meanwhile, and the first audio after a key has a
/// marker. Between two keys there is a pause.
public struct TelephoneEventSender: Hashable, Sendable {
    /// How long tones and pauses are.
    public struct Timing: Hashable, Sendable {
        /// Of a key, in milliseconds, 40 to 1,000.
        public let tone: Int
        /// At least between two keys, in milliseconds, 40 to 1,000.
        public let pause: Int

        /// 100 ms of tone and 60 ms of pause: twice and one and a half times what ITU-T Q.24 asks for.
        public static let standard = Timing(tone: 100, pause: 60)

        /// Sets both, held within their limits.
        public init(tone: Int, pause: Int) {
            self.tone = min(max(tone, 40), 1_000)
            self.pause = min(max(pause, 40), 1_000)
        }
    }

    /// How often the end is sent.
    private static let ends = 3
    /// −10 dBm0, the level of a common telephone.
    private static let volume: UInt8 = 10
    /// Of the audio: G.711.
    private static let audioRate = 8_000

    private enum Stage: Hashable {
        case idle
        /// A key sounds since this timestamp of the audio.
        case sounding(TelephoneKey, since: UInt32)
        /// The end has to be sent again.
        case ending(TelephoneEvent, since: UInt32, until: UInt32, left: Int)
        /// The last key ended at this timestamp.
        case pausing(until: UInt32, resumes: Bool)
    }

    private let payloadType: UInt8
    /// Units of the event's clock for one of the audio's.
    private let ratio: UInt32
    private let tone: UInt32
    private let pause: UInt32
    private var stage = Stage.idle
    private var queue = TelephoneKeys()

    /// Begins with nothing to send.
    ///
    /// - Parameters:
    ///   - payloadType: what the peer has given telephone-events.
    ///   - clockRate: what it has given them: 8,000, 16,000 or 48,000.
    ///   - timing: of tones and pauses.
    public init(payloadType: UInt8, clockRate: Int = 8_000, timing: Timing = .standard) {
        self.payloadType = payloadType & 0x7F
        ratio = UInt32(clamping: min(max(clockRate / Self.audioRate, 1), 6))
        tone = UInt32(clamping: timing.tone * Self.audioRate / 1_000)
        pause = UInt32(clamping: timing.pause * Self.audioRate / 1_000)
    }

    /// Whether no key sounds or waits.
    public var isIdle: Bool {
        switch stage {
        case .idle, .pausing: queue.isEmpty
        case .sounding, .ending: false
        }
    }

    /// Queues a key.
    ///
    /// - Returns: false when ``TelephoneKeys/capacity`` keys wait already; the key is not sent then.
    public mutating func send(_ key: TelephoneKey) -> Bool { queue.append(key) }

    /// Decides what the next packet is.
    ///
    /// - Parameters:
    ///   - header: of the audio packet that would be sent; turned into that of the event where one is returned.
    ///   - samples: in that audio packet.
    /// - Returns: the report to send in the place of the audio; nothing while the audio goes on.
    public mutating func next(_ header: inout RTPHeader, samples: Int = 160) -> TelephoneEvent? {
        let now = header.timestamp
        switch stage {
        case .idle: return begin(&header, samples: samples)
        case .sounding(let key, let start): return report(key, since: start, &header, samples: samples)
        case .ending(let end, let start, let over, let left):
            stage =
                left > 1
                ? .ending(end, since: start, until: over, left: left - 1)
                : .pausing(until: over &+ pause, resumes: true)
            return replace(&header, since: start, with: end)
        case .pausing(let over, let resumes):
            if Int32(bitPattern: now &- over) >= 0, let event = begin(&header, samples: samples) { return event }
            header.marker = header.marker || resumes
            stage = Int32(bitPattern: now &- over) >= 0 ? .idle : .pausing(until: over, resumes: false)
            return nil
        }
    }

    private mutating func begin(_ header: inout RTPHeader, samples: Int) -> TelephoneEvent? {
        guard let key = queue.next() else { return nil }
        let start = header.timestamp
        let event = report(key, since: start, &header, samples: samples)
        header.marker = true
        return event
    }

    private mutating func report(
        _ key: TelephoneKey, since start: UInt32, _ header: inout RTPHeader, samples: Int
    ) -> TelephoneEvent {
        // Counted by the audio's timestamp, so that ticks which the pacer left out count, too.
        let lasted = min((header.timestamp &- start) &+ UInt32(clamping: min(max(samples, 1), 8_000)), 0xFFFF)
        let isEnd = lasted >= tone
        let event = TelephoneEvent(
            code: key.rawValue, isEnd: isEnd, volume: Self.volume, duration: UInt16(clamping: lasted &* ratio))
        stage =
            isEnd
            ? .ending(event, since: start, until: start &+ lasted, left: Self.ends - 1)
            : .sounding(key, since: start)
        return replace(&header, since: start, with: event)
    }

    private func replace(_ header: inout RTPHeader, since start: UInt32, with event: TelephoneEvent) -> TelephoneEvent {
        header.payloadType = payloadType
        header.marker = false
        header.timestamp = start &* ratio
        return event
    }
}
