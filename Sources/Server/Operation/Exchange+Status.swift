import CallFlow
import Calls
import Desk
import Ledger
import Media
import RTP
import RTPTransport
import SIP
import SIPTransport

/// How the exchange stands.
extension Exchange {
    /// A picture of this moment.
    func status() -> ServerStatus {
        let now = loop.now
        return ServerStatus(
            isDraining: admission.isDraining, uptime: Int(now.components.seconds),
            listeners: listeners.map { "\($0.transport.rawValue.lowercased()):\($0.endpoint)" },
            calls: calls.sorted { $0.key < $1.key }.map { describe($0.value, now) },
            trunks: agent.trunkStatus.map { trunk in
                .init(
                    name: trunk.name, place: trunk.place.map(\.description), isUp: trunk.isUp,
                    registeredFor: trunk.registeredUntil.map { Int(($0 - now).components.seconds) },
                    problem: trunk.problem)
            },
            metrics: metrics())
    }

    private func describe(_ call: RunningCall, _ now: Duration) -> ServerStatus.Call {
        .init(
            call: call.name, number: call.role.rawValue, from: call.applicant.caller ?? "anonymous",
            trunk: call.incoming.trunk, client: call.machine.flow.file.client?.number.description,
            step: call.machine.flow.step.name, verdict: call.machine.flow.verdict.kind.rawValue,
            people: call.targets.values.map(\.person.id).sorted(), isConnected: call.joined != nil,
            seconds: Int((now - call.machine.clock.origin).components.seconds))
    }

    private func metrics() -> [Metric] {
        var metrics = [
            Metric("voicedesk_calls", "Calls that go on.", .gauge, Double(calls.count)),
            Metric("voicedesk_legs", "Legs of calls that go on.", .gauge, Double(agent.legCount)),
            Metric(
                "voicedesk_sip_transactions", "SIP transactions, with those that linger.", .gauge,
                Double(agent.transactionCount)),
            Metric("voicedesk_calls_offered_total", "INVITEs that were looked at.", .counter, Double(counters.offered)),
            Metric("voicedesk_calls_begun_total", "Calls that began.", .counter, Double(counters.begun)),
            Metric("voicedesk_people_rung_total", "People who were rung.", .counter, Double(counters.rung)),
            Metric("voicedesk_sip_traces", "Those who watch messages.", .gauge, Double(traces.count)),
            Metric("voicedesk_bridges_total", "Conversations.", .counter, Double(counters.bridged)),
            Metric(
                "voicedesk_silent_streams_total", "Legs that were hung up because no sound came any more.", .counter,
                Double(counters.silentStreams)),
        ]
        for (why, count) in counters.refused.sorted(by: { $0.key < $1.key }) {
            metrics.append(
                Metric(
                    "voicedesk_calls_refused_total", "Calls that were refused before they began.", .counter,
                    Double(count), labels: ["reason", why]))
        }
        for why in TurnedAway.allCases {
            metrics.append(
                Metric(
                    "voicedesk_sip_turned_away_total", "SIP messages that were turned away.", .counter,
                    Double(counters.turnedAway[why] ?? 0), labels: ["reason", why.rawValue]))
        }
        for (kind, count) in counters.verdicts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            metrics.append(
                Metric(
                    "voicedesk_verdicts_total", "Calls that are over, by verdict.", .counter, Double(count),
                    labels: ["verdict", kind.rawValue]))
        }
        return metrics + soundMetrics() + transportMetrics() + storeMetrics()
    }

    private func soundMetrics() -> [Metric] {
        [
            Metric(
                "voicedesk_rtp_packets_received_total", "RTP packets that came, of legs that are closed.", .counter,
                Double(counters.packets)),
            Metric(
                "voicedesk_rtp_packets_unheard_total",
                "RTP packets that never came or came too late, of legs that are closed.", .counter,
                Double(counters.unheard)),
        ]
            + SpeechQuality.allCases.map { category in
                Metric(
                    "voicedesk_legs_heard_total", "Closed legs that had sound, by category of ITU-T G.109.", .counter,
                    Double(counters.sound[category] ?? 0), labels: ["quality", category.rawValue])
            }
    }

    private func transportMetrics() -> [Metric] {
        let transports: [(String, TransportCounters)] = [
            ("udp", loop.counters.udp), ("tcp", loop.counters.tcp), ("tls", loop.counters.tls),
        ]
        return transports.flatMap { name, counters -> [Metric] in
            let values: [(String, String, Int)] = [
                ("messages_in", "SIP messages that came in.", counters.messagesIn),
                ("messages_out", "SIP messages that went out.", counters.messagesOut),
                ("bytes_in", "Bytes of SIP messages that came in.", counters.bytesIn),
                ("bytes_out", "Bytes of SIP messages that went out.", counters.bytesOut),
                ("malformed", "Streams that could not be cut into messages.", counters.malformed),
                ("connections_refused", "Connections that were refused.", counters.connectionsRefused),
                ("tls_failures", "TLS handshakes that failed.", counters.tlsFailures),
                ("send_failures", "SIP messages that could not be sent.", counters.sendFailures),
            ]
            return values.map { suffix, help, value in
                Metric("voicedesk_sip_\(suffix)_total", help, .counter, Double(value), labels: ["transport", name])
            }
        }
    }

    private func storeMetrics() -> [Metric] {
        let writer = surroundings.book.statistics
        let pacing = surroundings.media.pacing
        return [
            Metric("voicedesk_ledger_queue", "Changes that wait for the disk.", .gauge, Double(writer.queued)),
            Metric("voicedesk_ledger_written_total", "Changes that are on the disk.", .counter, Double(writer.written)),
            Metric(
                "voicedesk_ledger_emergency", "1 while the ledger cannot be used and callers are connected unchecked.",
                .gauge, surroundings.book.isEmergency ? 1 : 0),
            Metric(
                "voicedesk_ledger_failures_total", "Changes that could not be written.", .counter,
                Double(writer.failures + writer.refusals)),
            Metric(
                "voicedesk_ledger_commit_p99_seconds", "99 of 100 of the latest commits took no longer.", .gauge,
                writer.commitP99.inSeconds),
            Metric(
                "voicedesk_verdict_delay_p50_seconds", "Half of the verdicts were on the disk within this.", .gauge,
                counters.verdictDelay.percentile(0.5).seconds),
            Metric(
                "voicedesk_verdict_delay_p99_seconds", "99 of 100 verdicts were on the disk within this.", .gauge,
                counters.verdictDelay.percentile(0.99).seconds),
        ] + pacing.metrics
    }
}
