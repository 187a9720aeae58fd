import CallFlow
import Calls
import Desk
import Ledger
import Logging
import Media
import MediaTerms
import Prompts
import RTP
import RTPTransport
import SIP
import SIPTransport

/// Calls that come in, and how they end.
extension Exchange {
    /// A call came in: it is refused, or it begins.
    func arrive(_ incoming: IncomingCall, _ leg: LegID) {
        counters.offered += 1
        let caller: String? = if case .number(let number) = incoming.caller { number } else { nil }
        let phone = caller.flatMap { PhoneNumber($0) }
        let applicant = Admission.Applicant(
            caller: caller, source: incoming.trunk ?? incoming.source.address.description,
            isTrunk: incoming.trunk != nil, isKnown: phone.map(surroundings.knownPhones.snapshot.contains) ?? false)
        do throws(Admission.Obstacle) {
            try admission.admit(applicant, now: loop.now)
        } catch {
            return turnAway(
                leg, incoming, .serviceUnavailable, "\(error.rawValue)", retryAfter: surroundings.retryAfter)
        }
        guard let role = surroundings.desk.role(of: incoming.dialled),
            let context = surroundings.desk.contexts[role]
        else {
            admission.ended(applicant)
            return turnAway(leg, incoming, .notFound, "unknown-number")
        }
        begin(incoming, leg, applicant, role, context)
    }

    private func begin(
        _ incoming: IncomingCall, _ leg: LegID, _ applicant: Admission.Applicant, _ role: NumberRole,
        _ context: FlowContext
    ) {
        let stream = newStream()
        let number = newCall()
        guard let ports = open(stream, shard: number, for: leg) else {
            admission.ended(applicant)
            return turnAway(leg, incoming, .serviceUnavailable, "no-media-port", retryAfter: surroundings.retryAfter)
        }
        let from = applicant.caller.flatMap { PhoneNumber($0) }
        let startedAt = surroundings.clock.now(from)
        let file = CaseFile(number: role, from: from, startedAt: startedAt)
        let voice = surroundings.desk.voice
        let machine = CallMachine(
            context, file: file, origin: loop.now, commitPatience: surroundings.commitPatience
        ) { voice.duration(of: $0, at: $1) }
        let name = newName(at: startedAt)
        calls[number] = RunningCall(
            name: name, incoming: incoming, applicant: applicant, role: role, voice: voice, machine: machine,
            caller: CallerParty(leg: leg, media: stream, ports: ports))
        let place = PartyPlace(call: number, party: .caller)
        legs[leg] = place
        streams[stream] = StreamPlace(place: place, name: name, party: "caller")
        counters.begun += 1
        if let dialled = incoming.dialled.flatMap({ PhoneNumber($0) }) {
            surroundings.book.begin(number, name: name, dialled: dialled, file: file, context: context)
        }
        log(number)?.info(
            "a call came in",
            metadata: [
                "number": "\(role.rawValue)", "from": "\(applicant.caller ?? "anonymous")",
                "trunk": "\(incoming.trunk ?? "none")", "sip_call_id": "\(incoming.callID)",
                "verstat": "\(incoming.verification ?? "none")",
            ])
        happen(.arrived, in: number)
    }

    private func turnAway(
        _ leg: LegID, _ incoming: IncomingCall, _ status: StatusCode, _ why: String, retryAfter: Int? = nil
    ) {
        counters.refused[why, default: 0] += 1
        logger.notice(
            "a call was refused",
            metadata: ["why": "\(why)", "dialled": "\(incoming.requestURI)", "peer": "\(incoming.source)"])
        withAgent { $0.hangUp(leg, status: status, cause: 41, retryAfter: retryAfter, now: $1, into: &$2) }
    }

    /// Opens a caller's ports, of the family of the offer: it need not be that of the signalling.
    private func open(_ stream: MediaID, shard: CallNumber, for leg: LegID) -> LocalMedia? {
        guard let local = agent.localAddress(of: leg) else { return nil }
        if let offered = agent.offeredAddress(of: leg), offered.isIPv6 != local.isIPv6, !offered.isUnspecified,
            let own = surroundings.agent.publicAddresses.first(where: { $0.isIPv6 == offered.isIPv6 })
                ?? SourceAddress.towards(Endpoint(address: offered, port: 9)),
            let ports = open(stream, shard: shard, at: own)
        {
            return ports
        }
        return open(stream, shard: shard, at: local)
    }

    /// Opens ports for a stream.
    func open(_ stream: MediaID, shard: CallNumber, at address: IPAddress) -> LocalMedia? {
        do throws(MediaError) {
            let port = try surroundings.media.open(
                stream, shard: Int(truncatingIfNeeded: shard.number), family: address.isIPv6 ? .v6 : .v4, .init())
            // A key of its own for each leg; it is used only where media are encrypted.
            return LocalMedia(MediaPorts(rtp: Endpoint(address: address, port: port)), key: .random())
        } catch {
            logger.error("no port for sound", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// A readable name that no other call has: the local time and random digits.
    private func newName(at now: Instant) -> String {
        let local = surroundings.desk.policy.zone.local(now)
        let day = Timestamp.format(local.date).replacing("-", with: "")
        let time = Timestamp.format(local.time, withSeconds: true).replacing(":", with: "")
        let chance = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return "C-\(day)-\(time)-" + String(repeating: "0", count: 8 - chance.utf8.count) + chance
    }

    /// The log of a call.
    func log(_ number: CallNumber) -> Logger? {
        guard let call = calls[number] else { return nil }
        var logger = logger
        logger[metadataKey: "call"] = "\(call.name)"
        return logger
    }

    // MARK: The end

    /// Everything of a call is taken down; its end is written.
    func finish(_ number: CallNumber, _ report: CallReport) {
        guard let call = calls[number] else { return }
        log(number)?.info(
            "the call is over",
            metadata: [
                "verdict": "\(report.verdict.kind.rawValue)",
                "reasons": "\(report.verdict.reasons.map(\.rawValue).joined(separator: ","))",
                "connected_to": "\(report.connectedTo ?? "nobody")",
                "duration_s": "\(CallReport.seconds(report.duration))",
            ])
        surroundings.book.finish(
            number, report, at: surroundings.clock.now(call.applicant.caller.flatMap { PhoneNumber($0) }))
        counters.verdicts[report.verdict.kind, default: 0] += 1
        for id in call.targets.keys { release(id, of: number) }
        if !call.caller.isGone {
            withAgent { $0.hangUp(call.caller.leg, now: $1, into: &$2) }
        }
        surroundings.media.perform(.close, on: call.caller.media)
        legs[call.caller.leg] = nil
        calls[number] = nil
        admission.ended(call.applicant)
        tellOfTheEnd()
    }
}
