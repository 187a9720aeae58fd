import Desk
import Media

extension MediaPacing {
    /// How punctually sound is sent, as metrics.
    var metrics: [Metric] {
        [
            Metric(
                "voicedesk_rtp_lateness_p99_seconds", "99 of 100 media ticks began no later than this.", .gauge,
                lateness.percentile(0.99).seconds),
            Metric(
                "voicedesk_rtp_gap_p99_seconds", "99 of 100 gaps between two packets of a leg were no longer.", .gauge,
                gaps.percentile(0.99).seconds),
            Metric("voicedesk_rtp_packets_sent_total", "RTP packets that were sent.", .counter, Double(gaps.count)),
            Metric(
                "voicedesk_rtp_missed_ticks_total", "Media ticks that were left out.", .counter, Double(missedTicks)),
        ]
    }
}

extension Duration {
    /// The duration in seconds, to the microsecond.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds / 1_000_000_000_000) / 1e6 }
}
