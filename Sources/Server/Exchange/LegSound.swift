import Desk
import Ledger
import Logging
import RTP

/// How a leg was heard, as it is logged, counted and written into the ledger.
struct LegSound {
    /// `caller`, or the id of the person whom the leg rang.
    let party: String
    let quality: CallQuality

    /// Whether there is anything to tell: a leg that nobody answered had no sound, and should have had none.
    var isWorthTelling: Bool { quality.inbound.packets > 0 || quality.noRTPReceived || quality.noRTPDelivered }

    var category: SpeechQuality { SpeechQuality(rating: quality.inbound.rating) }

    /// The names and values in their order; all are whole numbers, so that they have one spelling.
    private var values: [(String, Int)] {
        let heard = quality.inbound
        var values = [
            ("packets", Int(clamping: heard.packets)), ("lost", Int(clamping: heard.lost)),
            ("late", Int(clamping: heard.late)), ("jitter_us", Self.microseconds(heard.meanJitter)),
            ("mos_x100", heard.opinionScore),
        ]
        if let outbound = quality.outbound {
            values += [
                ("sent", Int(clamping: outbound.packets)), ("lost_at_peer", Int(clamping: outbound.lost)),
                ("jitter_at_peer_us", Self.microseconds(outbound.meanJitter)),
                ("mos_at_peer_x100", outbound.opinionScore),
            ]
        }
        if let roundTrip = quality.roundTrip { values.append(("round_trip_ms", Int(clamping: roundTrip.milliseconds))) }
        return values
    }

    /// What the log says.
    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["party": "\(party)"]
        for (name, value) in values { metadata[name] = "\(value)" }
        return metadata
    }

    /// What the ledger keeps: an event `sound`.
    func event(at now: Instant) -> CallEvent {
        let members = [("party", CanonicalJSON.string(party))] + values.map { ($0.0, .integer($0.1)) }
        return CallEvent(at: now, kind: "sound", payload: .object(CanonicalJSON.Members(members)))
    }

    private static func microseconds(_ milliseconds: Double) -> Int {
        Int(exactly: (milliseconds * 1000).rounded()) ?? 0
    }
}
