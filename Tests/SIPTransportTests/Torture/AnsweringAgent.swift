import Logging
import SIP
import SIPTransport

/// A user agent behind the transports, joined as the exchange of the server joins them.
///
/// It knows no number: each call is answered 404.
final class AnsweringAgent: SignallingHandler {
    private let loop: SignallingLoop
    private var agent: UserAgent

    private init(_ loop: SignallingLoop) {
        self.loop = loop
        agent = UserAgent(UserAgentSettings(admitsStranger: { _ in true }), now: loop.now)
    }

    static func start(
        _ transport: TransportProtocol, at address: IPAddress = .v4(127, 0, 0, 1), tls: ServerTLS? = nil
    ) async throws -> SignallingService {
        let end = Endpoint(address: address, port: 0)
        return try await SignallingService.start(
            TransportConfiguration(listeners: [.init(transport, end)], serverTLS: tls), logger: Station.quiet
        ) { AnsweringAgent($0) }
    }

    func received(_ bytes: [UInt8], on path: TransportPath) {
        change { $0.received(bytes, on: path, now: $1, into: &$2) }
    }

    func refused(_ failure: FramingFailure, on path: TransportPath) {
        change { agent, _, actions in agent.refused(failure.read, on: path, into: &actions) }
    }

    func failed(_ token: SendToken?, on path: TransportPath, _ error: TransportError) {
        change { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func closed(_ path: TransportPath, _ reason: CloseReason) {
        change { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func lost(_ listener: TransportConfiguration.Listener) {}

    func deadlineReached() { change { $0.deadlineReached(now: $1, into: &$2) } }

    private func change(_ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void) {
        var actions: [UserAgentAction] = []
        body(&agent, loop.now, &actions)
        // What a refused call brings about is appended while the list is worked through.
        var index = 0
        while index < actions.count {
            switch actions[index] {
            case .transmit(let bytes, let path): loop.send(bytes, on: path)
            case .incoming(let leg, _):
                agent.hangUp(leg, status: .notFound, now: loop.now, into: &actions)
            case .leg, .trunk, .turnedAway: break
            }
            index += 1
        }
        loop.setDeadline(agent.nextDeadline)
    }
}
