import SIP

/// SIP as values: messages, session descriptions, and whole calls through the agent.
struct SIPBenchmarks {
    private let callsPerSample = 100

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        report.title("SIP")
        try parsing(&report)
        try sessions(&report)
        try calls(&report)
    }

    private func parsing(_ report: inout Report) throws {
        let bytes = SIPSamples.invite(1)
        guard case .request(let request) = try MessageParser.parse(bytes) else { throw Unusable("no request") }
        var sum = 0
        let parse = Sample.measure(runs: 1_000) {
            for _ in 0..<1_000 {
                if case .request(let request)? = try? MessageParser.parse(bytes) { sum += request.body.count }
            }
        }
        report.heading("an INVITE of \(bytes.count) bytes and 12 header fields")
        report.atMost("nanoseconds to parse it", parse.nanoseconds, Thresholds.parseInvite, digits: 0)
        report.atMost("allocations", parse.allocations, Thresholds.parseInviteAllocations)
        let write = Sample.measure(runs: 1_000) { for _ in 0..<1_000 { sum += request.serialized().count } }
        report.line(
            "to write it",
            "\(Report.round(write.nanoseconds, 0)) ns, \(Report.round(write.allocations, 1)) allocations")
        guard sum > 0 else { throw Unusable("nothing was parsed") }
    }

    private func sessions(_ report: inout Report) throws {
        let offer = Array(SIPSamples.offer.utf8)
        var (parsed, answered) = (0, 0)
        let parse = Sample.measure(runs: 1_000) {
            for _ in 0..<1_000 { parsed += (try? SessionDescription(parsing: offer))?.media.count ?? 0 }
        }
        let answer = Sample.measure(runs: 1_000) {
            for _ in 0..<1_000 {
                guard let session = try? SessionDescription(parsing: offer) else { continue }
                var negotiation = OfferAnswer(capabilities: AudioCapabilities(), sessionID: 1)
                guard (try? negotiation.receiveOffer(session)) != nil,
                    let answer = try? negotiation.makeAnswer(from: SIPSamples.media)
                else { continue }
                answered += answer.description.serialized().count
            }
        }
        guard parsed > 0, answered > 0 else { throw Unusable("no session was parsed or answered") }
        report.heading("an offer of \(offer.count) bytes")
        report.atMost("microseconds to parse it", parse.nanoseconds / 1000, Thresholds.parseOffer, digits: 2)
        report.atMost(
            "and with the answer, written", answer.nanoseconds / 1000, Thresholds.answerOffer, digits: 2)
        report.atMost("allocations of that", answer.allocations, Thresholds.answerOfferAllocations)
    }

    /// The whole of a call: INVITE, 200, ACK, BYE, 200.
    private func calls(_ report: inout Report) throws {
        let messages = try rehearsed()
        var answers = 0
        let sample = Sample.measure(runs: callsPerSample) { answers += play(messages) }
        guard answers % callsPerSample == 0, answers > 0 else {
            throw Unusable("\(answers) calls were answered and ended")
        }
        report.heading("a call through the agent: INVITE, 200, ACK, BYE, 200")
        report.atMost("microseconds a call", sample.nanoseconds / 1000, Thresholds.agentCall, digits: 1)
        report.line("in the median sample", "\(Report.round(sample.median / 1000, 1)) µs")
        report.atMost("allocations a call", sample.allocations, Thresholds.agentCallAllocations)
    }

    private func agent() -> UserAgent {
        UserAgent(UserAgentSettings(admitsStranger: { _ in true }), random: RepeatedChance(), now: .zero)
    }

    /// Every call's messages, with the tags that the agent gives when it takes them in this order.
    private func rehearsed() throws -> [[[UInt8]]] {
        var agent = agent()
        var actions: [UserAgentAction] = []
        return try (0..<callsPerSample).map { call in
            let invite = SIPSamples.invite(call)
            actions.removeAll()
            agent.received(invite, on: SIPSamples.path, now: .zero, into: &actions)
            guard let leg = incoming(actions) else { throw Unusable("the agent takes no call") }
            actions.removeAll()
            agent.answer(leg, media: SIPSamples.media, now: .zero, into: &actions)
            var sent: [UInt8]?
            for case .transmit(let bytes, _) in actions { sent = bytes }
            guard let sent else { throw Unusable("the agent does not answer") }
            let answer = try MessageParser.parse(sent)
            let rest = [
                SIPSamples.request("ACK", 314_159, call: call, answer: answer),
                SIPSamples.request("BYE", 314_160, call: call, answer: answer),
            ]
            for bytes in rest { agent.received(bytes, on: SIPSamples.path, now: .zero, into: &actions) }
            return [invite] + rest
        }
    }

    /// Lets an agent take all calls.
    ///
    /// - Returns: how many were ended by the peer.
    private func play(_ calls: [[[UInt8]]]) -> Int {
        var agent = agent()
        var actions: [UserAgentAction] = []
        var ended = 0
        for messages in calls {
            actions.removeAll(keepingCapacity: true)
            agent.received(messages[0], on: SIPSamples.path, now: .zero, into: &actions)
            guard let leg = incoming(actions) else { continue }
            agent.answer(leg, media: SIPSamples.media, now: .zero, into: &actions)
            agent.received(messages[1], on: SIPSamples.path, now: .zero, into: &actions)
            agent.received(messages[2], on: SIPSamples.path, now: .zero, into: &actions)
            for case .leg(_, .ended(.byPeer)) in actions { ended += 1 }
        }
        return ended
    }

    private func incoming(_ actions: [UserAgentAction]) -> LegID? {
        for case .incoming(let leg, _) in actions { return leg }
        return nil
    }
}
