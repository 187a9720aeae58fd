/// Tells the keys that a caller presses from the telephone-events of one stream (RFC 4733 §2.5.2).
///
/// A key is told with the first report of its event that comes, even one of no duration or the end alone, and never again. An
/// event is known by its timestamp; because peers differ, some reports with another timestamp are held to go on with the event at
/// hand, too:
///
/// - the next segment of an event longer than 65,535 units, which begins where the last ended (§2.5.1.3);
/// - updates whose duration goes on growing while their timestamp moves on with the audio's;
/// - ends whose timestamp moves on with the audio's: each is at most ``maxDrift`` after the end of the event or after the end
///   before it. A second press of the key is at least a pause of 40 ms (ITU-T Q.24) after it.
///
/// The marker means nothing: some set it never, others always. What is older than the newest report is repeated or late, and tells nothing: a key of which every
/// report came after those of the next would come out in the wrong place. The volume means nothing either.
public struct TelephoneEventReceiver: Sendable {
    /// How far timestamps of one event's ends may be apart, in milliseconds: more than a packet, less than a pause.
    public static let maxDrift: UInt32 = 30
    /// Reports in order of which so many may be missing belong to the same burst.
    private static let maxMissing = 3
    /// A packet so far behind is not late: its sender has restarted (RFC 3550 A.1).
    private static let maxMisorder = 100

    /// The event at hand.
    private struct Event {
        let key: TelephoneKey
        /// Where its segment began.
        var start: UInt32
        /// How long it has lasted, in the same units.
        var duration: UInt32
        var isOver: Bool
        /// The timestamp of its last report.
        var lastTimestamp: UInt32
    }

    private let drift: UInt32
    private var ssrc: UInt32?
    private var newest: UInt16 = 0
    private var event: Event?
    /// The last events, as many as a packet may repeat.
    private var known = InlineArray<16, (key: TelephoneKey, start: UInt32)?>(repeating: nil)
    private var nextKnown = 0

    /// Begins to listen.
    ///
    /// - Parameter clockRate: of the payload type, as negotiated: 8,000, and 16,000 or 48,000 beside wide-band codecs.
    public init(clockRate: Int = 8_000) {
        let rate = UInt32(clamping: min(max(clockRate, 8_000), 192_000))
        drift = rate / 1_000 * Self.maxDrift
    }

    /// Takes a packet of the payload type of telephone-events.
    ///
    /// - Parameter payload: one report, or several of events that follow one another (§2.5.1.5); what is left over is ignored.
    /// - Returns: the keys that were not told yet.
    public mutating func receive(_ header: RTPHeader, payload: Span<UInt8>) -> TelephoneKeys {
        var keys = TelephoneKeys()
        var missing = Int.max
        if ssrc == header.ssrc {
            let distance = Int(Int16(bitPattern: header.sequence &- newest))
            // The same number may come again where a translator shares numbers; its timestamp tells.
            if distance < 0, distance >= -Self.maxMisorder { return keys }
            if distance >= 0 { missing = max(0, distance - 1) }
        }
        guard payload.count >= TelephoneEvent.length else { return keys }
        ssrc = header.ssrc
        newest = header.sequence

        var timestamp = header.timestamp
        var offset = 0
        while offset < TelephoneKeys.capacity * TelephoneEvent.length, let report = TelephoneEvent(payload, at: offset)
        {
            if let key = report.key, isNew(key, report, timestamp: timestamp, missing: missing) {
                keys.append(key)
            }
            timestamp &+= UInt32(report.duration)
            offset += TelephoneEvent.length
        }
        return keys
    }

    private mutating func isNew(
        _ key: TelephoneKey, _ report: TelephoneEvent, timestamp: UInt32, missing: Int
    ) -> Bool {
        if let current = event, current.key == key, current.start == timestamp || current.lastTimestamp == timestamp {
            goOn(current, report, timestamp: timestamp)
            return false
        }
        if isKnown(key, timestamp) { return false }
        if let current = event, current.key == key,
            continues(current, report, timestamp: timestamp, missing: missing)
        {
            goOn(current, report, timestamp: timestamp)
            return false
        }
        event = Event(
            key: key, start: timestamp, duration: UInt32(report.duration), isOver: report.isEnd,
            lastTimestamp: timestamp)
        remember(key, timestamp)
        return true
    }

    /// Whether a report of the same key with another timestamp belongs to the event.
    private func continues(
        _ event: Event, _ report: TelephoneEvent, timestamp: UInt32, missing: Int
    ) -> Bool {
        let elapsed = timestamp &- event.start
        // Over half the range it is before the event.
        guard elapsed <= 0x7FFF_FFFF else { return false }
        let grows = !event.isOver && missing <= Self.maxMissing && UInt32(report.duration) > event.duration
        let lasted = grows ? UInt32(report.duration) : event.duration
        let reach = max(lasted, event.lastTimestamp &- event.start) &+ drift
        if report.isEnd { return elapsed <= reach || !event.isOver && elapsed == 0xFFFF }
        // The exact length of a segment is no chance, even when its last reports are lost.
        return !event.isOver && (elapsed <= reach || elapsed == 0xFFFF)
    }

    private mutating func goOn(_ current: Event, _ report: TelephoneEvent, timestamp: UInt32) {
        var event = current
        let elapsed = timestamp &- event.start
        let duration = UInt32(report.duration)
        if elapsed != 0, !report.isEnd, duration < event.duration || elapsed == 0xFFFF {
            // A segment: its duration counts from its own timestamp.
            event.start = timestamp
            event.duration = duration
            remember(event.key, timestamp)
        } else {
            event.duration = max(event.duration, duration)
        }
        event.isOver = event.isOver || report.isEnd
        event.lastTimestamp = timestamp
        self.event = event
    }

    private func isKnown(_ key: TelephoneKey, _ timestamp: UInt32) -> Bool {
        for index in known.indices {
            if let (knownKey, start) = known[index], knownKey == key, start == timestamp { return true }
        }
        return false
    }

    private mutating func remember(_ key: TelephoneKey, _ timestamp: UInt32) {
        known[nextKnown] = (key, timestamp)
        nextKnown = (nextKnown + 1) % known.count
    }
}
