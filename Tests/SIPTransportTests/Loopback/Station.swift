import Logging
import SIP
import SIPTransport
import Testing

/// What a handler was told.
enum Event: Hashable, Sendable {
    case received(String, TransportPath)
    case refused(FramingFailure.Problem)
    case failed(UInt64?, TransportError)
    case closed(TransportPath, CloseReason)
    case lost(TransportConfiguration.Listener)
    case deadline(Duration)
}

/// The transports with a handler that writes down what it is told, and may answer at once.
final class Station: Sendable {
    typealias Answer = @Sendable (SignallingLoop, Event, TransportPath?) -> Void

    let service: SignallingService
    private let events: EventQueue

    private init(_ service: SignallingService, _ events: EventQueue) {
        (self.service, self.events) = (service, events)
    }

    static func start(
        _ transports: [TransportProtocol] = [], on address: String = "127.0.0.1", port: UInt16 = 0,
        limits: TransportLimits = .standard, serverTLS: ServerTLS? = nil, clientTLS: ClientTLS = ClientTLS(),
        answer: @escaping Answer = { _, _, _ in }
    ) async throws -> Station {
        let address = try #require(IPAddress(address))
        let configuration = TransportConfiguration(
            listeners: transports.map { .init($0, Endpoint(address: address, port: port)) }, limits: limits,
            serverTLS: serverTLS, clientTLS: clientTLS)
        let events = EventQueue()
        let service = try await SignallingService.start(configuration, logger: quiet) { loop in
            Recorder(loop, events, answer)
        }
        return Station(service, events)
    }

    /// A logger that says nothing.
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Answers each message with the same bytes.
    static let echo: Answer = { loop, event, path in
        if case .received(let text, let path) = event { loop.send(Array(text.utf8), on: path) }
    }

    /// The bound end of the first listener.
    var endpoint: Endpoint {
        get throws { try #require(service.listeners.first).endpoint }
    }

    /// A path from here to another station, without a connection.
    func path(to remote: Endpoint, _ transport: TransportProtocol) throws -> TransportPath {
        let local = Endpoint(address: remote.address, port: service.listeners.first?.endpoint.port ?? 0)
        return TransportPath(transport: transport, local: local, remote: remote)
    }

    func send(_ text: String, on path: TransportPath, serverName: String? = nil, token: UInt64? = nil) {
        service.execute { loop in
            loop.send(
                Array(text.utf8), on: path, serverName: serverName, token: token.map { SendToken(number: $0) })
        }
    }

    /// The next thing that happens, or that happened and was not asked for yet.
    func next() async -> Event? { await events.next() }

    /// The next message.
    func message() async throws -> (text: String, path: TransportPath) {
        let event = await next()
        guard case .received(let text, let path) = event else {
            Issue.record("no message but \(String(describing: event))")
            throw CancellationError()
        }
        return (text, path)
    }
}

/// Keeps events until they are asked for.
struct EventQueue: Sendable {
    private let stream: AsyncStream<Event>
    private let continuation: AsyncStream<Event>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func add(_ event: Event) { continuation.yield(event) }

    func next() async -> Event? {
        for await event in stream { return event }
        return nil
    }
}

private final class Recorder: SignallingHandler {
    private let loop: SignallingLoop
    private let events: EventQueue
    private let answer: Station.Answer

    init(_ loop: SignallingLoop, _ events: EventQueue, _ answer: @escaping Station.Answer) {
        (self.loop, self.events, self.answer) = (loop, events, answer)
    }

    private func record(_ event: Event, _ path: TransportPath? = nil) {
        events.add(event)
        answer(loop, event, path)
    }

    func received(_ bytes: [UInt8], on path: TransportPath) {
        record(.received(String(decoding: bytes, as: UTF8.self), path), path)
    }

    func refused(_ failure: FramingFailure, on path: TransportPath) { record(.refused(failure.problem), path) }

    func failed(_ token: SendToken?, on path: TransportPath, _ error: TransportError) {
        record(.failed(token?.number, error), path)
    }

    func closed(_ path: TransportPath, _ reason: CloseReason) { record(.closed(path, reason), path) }

    func lost(_ listener: TransportConfiguration.Listener) { record(.lost(listener)) }

    func deadlineReached() { record(.deadline(loop.now)) }
}
