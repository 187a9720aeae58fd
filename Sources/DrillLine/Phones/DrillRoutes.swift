import CallFlow
import Desk
import DeskFolder
import Logging
import SIP
import SIPTransport
import Telephones

/// How people are rung in an exercise: as the desk rings them in a call, or all of them by way of one switchboard.
public struct DrillRoutes: Sendable {
    /// The trunks, in the order in which they are tried.
    public let trunks: [Trunk]
    private let via: Trunk.Proxy?
    private let hosts: DirectHosts
    private let caller: CallPlan.Caller
    private let limits: PhoneLimits

    /// What is added to the time that an exercise itself gives a call, before the telephone ends it: the exercise comes first.
    static let margin = Duration.seconds(60)

    /// Describes the ways.
    ///
    /// - Parameters:
    ///   - trunks: those of the desk. They are called over and never registered: calls for the desk go on to reach the desk.
    ///   - via: a switchboard that everybody is rung by; nothing for trunks, and the SIP addresses of those who have one.
    ///   - hosts: where people may be rung by SIP address without a switchboard.
    ///   - number: the number that is shown.
    ///   - longest: how long a call may take in the exercise.
    public init(
        trunks: [Trunk], via: Trunk.Proxy? = nil, hosts: DirectHosts, number: String, name: String?, longest: Duration
    ) {
        self.trunks = trunks.sorted { $0.priority < $1.priority }.map { trunk in
            var trunk = trunk
            trunk.registering = nil
            return trunk
        }
        self.via = via
        self.hosts = hosts
        caller = .init(user: number, displayName: name)
        let most = longest + Self.margin
        limits = PhoneLimits(answer: most, longest: most, sound: .zero)
    }

    /// The calls by which a person is rung: the next if one finds no way; none if the person cannot be rung at all.
    public func plans(for person: OnCallPerson) -> [CallPlan] {
        let phone = person.phone.description
        if let sip = person.sip {
            guard let uri = try? URI(parsing: sip), uri.scheme == .sip || uri.scheme == .sips,
                via != nil || hosts.allows(uri)
            else { return [] }
            return [plan(uri, .direct(proxy: via))]
        }
        if let via {
            var parameters = Parameters()
            if via.transport != .udp { parameters["transport"] = via.transport.rawValue.lowercased() }
            let uri = URI(user: phone, host: via.host, port: via.port, parameters: parameters)
            return [plan(uri, .direct(proxy: via))]
        }
        return trunks.map { plan(URI(user: phone, host: $0.domain), .trunk($0.name)) }
    }

    private func plan(_ target: URI, _ route: CallPlan.Route) -> CallPlan {
        CallPlan(to: target, route: route, from: caller, limits: limits)
    }
}

extension PhoneBank {
    /// Opens a bank that only calls: whoever calls it is refused.
    ///
    /// - Parameter end: where to call from.
    /// - Throws: ``TransportError`` or an error of the sound.
    public static func openForDrills(
        at end: Endpoint, trunks: [Trunk] = [], logger: Logger
    ) async throws -> PhoneBank {
        let settings = PhoneBankSettings(
            at: end, trunks: trunks, mostCalls: OnCallChain.limit * 2, admits: { _ in false })
        return try await open(settings, logger: logger) { _ in .refuse(.forbidden) }
    }
}
