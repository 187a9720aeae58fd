import Prompts
import RTP

/// Finds keys in the sound of a peer that knows no telephone-events.
///
/// A few lost packets are filled in with silence, so that the tones around them keep their length.
///
/// A leg has one only where it is wanted, and so a reference to it.
final class ToneListener {
    /// More packets in a row are no gap in a tone.
    private static let longestGap = 3

    private var receiver = InBandReceiver()

    /// Takes a packet of sound.
    ///
    /// - Parameter verdict: what the packet is to its stream.
    func receive(_ payload: Span<UInt8>, law: G711, _ verdict: SequenceTracker.Verdict) -> TelephoneKeys {
        switch verdict {
        case .late, .duplicate, .outlier: return []
        case .next(_, let lost) where (1...Self.longestGap).contains(lost):
            var keys = TelephoneKeys()
            let silence = [UInt8](repeating: law.silence, count: payload.count)
            for _ in 0..<lost { for key in receiver.receive(silence.span, law: law) { keys.append(key) } }
            for key in receiver.receive(payload, law: law) { keys.append(key) }
            return keys
        case .onProbation, .next, .restart: return receiver.receive(payload, law: law)
        }
    }
}
