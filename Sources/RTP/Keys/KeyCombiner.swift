/// Lets each press of a key through once, whichever ways it comes (RFC 4733, SIP INFO, tones in the audio).
///
/// Peers send a key two or three ways at once. The same key by another way within a window is the same press; by the same way
/// it is a second press, for each way counts presses rightly on its own. Where two presses of a key are open, the older is
/// matched first.
///
/// Tones are heard last and least surely. Once a key has come by another way, this peer (or a gateway before it) sends keys out
/// of band, and what is left of the tones in its audio is an echo or a rest that was cut late: tones are ignored for the rest of
/// the call. INFO and RFC 4733 never rule each other out, because a change of media may switch between them.
public struct KeyCombiner: Hashable, Sendable {
    /// How a key came.
    public enum Way: UInt8, CaseIterable, Hashable, Sendable {
        /// Telephone-events in RTP.
        case telephoneEvent
        /// A SIP INFO request.
        case info
        /// A tone in the audio.
        case inBand
    }

    private struct Press: Hashable {
        let key: TelephoneKey
        let time: Duration
        var ways: UInt8
    }

    /// How many presses are open at once; nobody presses more keys within a window.
    public static let maxOpen = 16

    private let window: Duration
    private var open: [Press] = []
    private var ignoresTones = false

    /// Begins with no key pressed.
    ///
    /// - Parameter window: how much later another way may bring the same press.
    public init(window: Duration = .milliseconds(100)) { self.window = window }

    /// Takes a key that came one way.
    ///
    /// - Returns: whether it is a press that was not let through yet.
    public mutating func receive(_ key: TelephoneKey, by way: Way, now: Duration) -> Bool {
        if way == .inBand, ignoresTones { return false }
        if way != .inBand { ignoresTones = true }
        let bit = 1 << way.rawValue as UInt8
        open.removeAll { now - $0.time > window }
        if let index = open.firstIndex(where: { $0.key == key && $0.ways & bit == 0 }) {
            open[index].ways |= bit
            return false
        }
        if open.count >= Self.maxOpen { open.removeFirst() }
        open.append(Press(key: key, time: now, ways: bit))
        return true
    }
}
