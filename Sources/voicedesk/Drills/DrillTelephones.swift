import ArgumentParser
import Calls
import Desk
import DeskFolder
import Dispatch
import DrillLine
import Foundation
import Logging
import Prompts
import Recordings
import SIP
import SIPTransport
import Telephones

/// Real telephones for exercises, as they are asked for on the command line.
struct DrillTelephones {
    let desk: DeskFolder
    /// The desk's folder.
    let folder: String
    /// A switchboard that rings everybody.
    var via: String?
    /// Where to call from.
    var sip: String?

    /// Opens a line for an exercise of the people on call.
    ///
    /// - Throws: what cannot be spoken, whoever cannot be rung, an end that cannot be listened on.
    func line(for plan: ReadinessPlan) async throws -> TelephoneLine {
        let proxy = try via.map { try TestLineOptions.proxy($0) }
        let hunt = plan.hunt
        let routes = DrillRoutes(
            trunks: proxy == nil
                ? try desk.telephony.trunks(environment: ProcessInfo.processInfo.environment, folder: folder) : [],
            via: proxy, hosts: desk.telephony.directHosts, number: number, name: desk.policy.provider,
            longest: hunt.ringTimeout + hunt.acceptTimeout + .seconds(20))
        for person in plan.people where person.refusal == nil && routes.plans(for: person.person).isEmpty {
            let mend =
                person.person.sip == nil
                ? "name a trunk under 'telephony' in desk.yaml, or a switchboard with --via"
                : "allow the host under 'telephony: direct' in desk.yaml, or name a switchboard with --via"
            throw Unusable("there is no way to ring \(person.person.id)", mend: mend)
        }
        let prompts = Set(ReadinessPrompts.all + (hunt.keysPrompt.map { [$0] } ?? []))
        let voice = try VoiceLoader(DeskRecordings(desk)).load(prompts: prompts).voice
        let bank = try await PhoneBank.openForDrills(
            at: try end(towards: proxy), trunks: routes.trunks, logger: Self.logger)
        return TelephoneLine(bank, routes: routes, voice: voice, clock: Self.clock())
    }

    /// Prepares a technician's drill on one telephone.
    func drill(_ session: DrillSessionLines, ringing address: String) async throws -> (TelephoneDrill, PhoneBank) {
        guard let uri = try? URI(parsing: address), uri.scheme == .sip || uri.scheme == .sips, !uri.host.isEmpty else {
            throw Unusable("--ring: '\(address)' is no SIP address", mend: "write it like sip:alice@192.0.2.7:5060")
        }
        let spoken = try await TextSpeaker(DeskRecordings(desk)).speak(session.texts, in: session.language)
        let limits = PhoneLimits(answer: .seconds(180), longest: .seconds(3_600), sound: .zero)
        let caller = CallPlan.Caller(user: number, displayName: desk.policy.provider)
        let bank = try await PhoneBank.openForDrills(
            at: try end(towards: Trunk.Proxy(host: uri.host, port: uri.port)), logger: Self.logger)
        let plan = CallPlan(to: uri, from: caller, limits: limits)
        return (TelephoneDrill(bank, plan: plan, speech: DrillSpeech(spoken)), bank)
    }

    /// The number that is shown: the desk's.
    private var number: String {
        (desk.policy.number(.emergency) ?? desk.policy.numbers.first)?.phone.description ?? "voicedesk"
    }

    private func end(towards proxy: Trunk.Proxy?) throws -> Endpoint {
        if let sip { return try TestLineOptions.end(sip, "--sip") }
        let host = proxy.map { $0.host == "localhost" ? "127.0.0.1" : $0.host }
        if let host, let peer = Endpoint("\(host):\(proxy?.port ?? 5060)"), let own = SourceAddress.towards(peer) {
            return Endpoint(address: own, port: 0)
        }
        // Who is rung has a name: the address is that of the way there.
        guard let any = Endpoint("0.0.0.0:0") else {
            throw Unusable("there is no address to call from", mend: "name one with --sip")
        }
        return any
    }

    private static var logger: Logger {
        var logger = Logger(label: "voicedesk") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }

    /// The time of day as it was, and what passed since: a clock that is set meanwhile changes no result.
    private static func clock() -> @Sendable () -> Instant {
        let (origin, clock) = (SystemTime.now, ContinuousClock())
        let began = clock.now
        return { origin.advanced(by: began.duration(to: clock.now)) }
    }
}

/// What a session may say.
struct DrillSessionLines {
    let texts: [String]
    let language: Language
}

/// Tells of Ctrl-C, and of being asked to end, until it is gone.
final class BreakOff {
    private let sources: [any DispatchSourceSignal]

    init(_ told: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { told() }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
