import Media
import SIP
import SIPTransport
import Synchronization

/// The way from other threads to the exchange on its loop; closed until the exchange is there, and after it is gone.
final class ExchangeRelay: Sendable {
    private let gate = Mutex<LoopGate<Exchange>?>(nil)
    private let names = Mutex<[Endpoint: String]>([:])

    /// The exchange is there.
    func open(_ gate: LoopGate<Exchange>) { self.gate.withLock { $0 = gate } }

    /// The exchange is gone.
    func close() { gate.withLock { $0 = nil } }

    /// Does something with the exchange, on its loop; nothing while the relay is closed.
    func onLoop(_ body: @escaping @Sendable (Exchange) -> Void) { gate.withLock { $0 }?.execute(body) }

    /// What happened to streams.
    func media(_ events: [MediaEvent]) { onLoop { $0.media(events) } }

    /// The name that the certificate at an end must have.
    func serverName(of end: Endpoint) -> String? { names.withLock { $0[end] } }

    /// An end was found by a name.
    func note(_ name: String, of end: Endpoint) { names.withLock { $0[end] = name } }
}
