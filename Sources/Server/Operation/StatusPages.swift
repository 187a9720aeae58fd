import Foundation
import Hummingbird
import Logging
import NIOCore
import SIP
import ServiceLifecycle
import Synchronization

/// The pages for machines: `/healthz`, `/metrics`, `/status`, and for this machine alone `/trace`.
struct StatusPages: Sendable {
    private let relay: ExchangeRelay

    init(_ relay: ExchangeRelay) { self.relay = relay }

    /// The service that answers on an address.
    ///
    /// - Parameter opened: is told the port once it answers.
    func application(
        host: String, port: Int, logger: Logger, opened: @escaping @Sendable (UInt16) -> Void
    ) -> some ApplicationProtocol {
        let router = Router(context: PageContext.self)
        router.get("/healthz") { _, _ in await health() }
        router.get("/metrics") { _, _ in
            guard let status = await status() else { return unavailable }
            return page(PrometheusText.write(status.metrics), type: PrometheusText.type)
        }
        router.get("/status") { _, _ in
            guard let status = await status() else { return unavailable }
            return page(try JSONLine.text(status), type: "application/json")
        }
        router.get("/trace") { request, context in trace(request, context) }
        return Application(
            router: router, configuration: .init(address: .hostname(host, port: port), serverName: "voicedesk"),
            onServerRunning: { channel in opened(UInt16(clamping: channel.localAddress?.port ?? port)) },
            logger: logger)
    }

    /// The picture of this moment; nothing if the signalling loop does not answer in time.
    private func status() async -> ServerStatus? {
        await withCheckedContinuation { continuation in
            let answer = FirstAnswer(continuation)
            relay.onLoop { answer.give($0.status()) }
            DispatchQueue.global().asyncAfter(deadline: .now() + 2) { answer.give(nil) }
        }
    }

    /// 200 while calls are taken, 503 while none are: a load balancer then sends them elsewhere.
    private func health() async -> Response {
        guard let status = await status() else { return unavailable }
        return status.isDraining ? page("draining\n", status: .serviceUnavailable) : page("ok\n")
    }

    /// Messages as they come and go, one a line: it ends when its time is over or nobody reads any more.
    ///
    /// They hold numbers of callers, so nobody else's machine is shown them.
    private func trace(_ request: Request, _ context: PageContext) -> Response {
        guard context.isOnThisMachine else { return page("only on this machine\n", status: .forbidden) }
        let query = request.uri.queryParameters
        let wanted: Exchange.TraceRequest =
            if let call = query["call"] { .call(String(call)) } else if let number = query["number"] {
                .number(String(number))
            } else { .everything }
        let seconds = min(max(1, query["seconds"].flatMap { Int($0) } ?? Self.traceSeconds), Self.longestTrace)
        let feed = TraceFeed(relay, wanted, seconds: seconds)
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                for await message in feed.messages {
                    // An empty line shows whether anybody still reads.
                    let line = try message.map { try JSONLine.text($0) } ?? "\n"
                    try await writer.write(ByteBuffer(string: line))
                }
                try await writer.finish(nil)
            })
    }

    private static let traceSeconds = 600
    private static let longestTrace = 86_400

    private var unavailable: Response { page("the server does not answer\n", status: .serviceUnavailable) }

    private func page(
        _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

/// What a page knows of who asks.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Whether the request came over the loopback interface.
    let isOnThisMachine: Bool

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        isOnThisMachine = source.channel.remoteAddress.map(Self.isLoopback) ?? false
    }

    private static func isLoopback(_ address: SocketAddress) -> Bool {
        guard let text = address.ipAddress, let end = IPAddress(text) else { return false }
        return end.isLoopback
    }
}

/// The pages for machines as they run: until the very end, so that a draining server can be seen to drain.
///
/// The service group that shuts the server down would shut them down first; they run in a task of their own.
struct Pages: Sendable {
    private let group: ServiceGroup?

    /// Prepares the pages.
    ///
    /// - Parameters:
    ///   - end: where they are; nothing for nowhere.
    ///   - opened: is told the end once they answer, which has a port where `end` left it open; at once if they are nowhere.
    init(
        _ relay: ExchangeRelay, at end: Endpoint?, logger: Logger, opened: @escaping @Sendable (Endpoint?) -> Void
    ) {
        guard let end else {
            group = nil
            opened(nil)
            return
        }
        let application = StatusPages(relay).application(
            host: end.address.description, port: Int(end.port), logger: logger
        ) { opened(Endpoint(address: end.address, port: $0)) }
        group = ServiceGroup(services: [application], logger: logger)
    }

    /// Answers until it is closed; for ever, if there is nothing to answer at.
    ///
    /// - Throws: an error if the address cannot be used.
    func run() async throws {
        guard let group else {
            while true { try await Task.sleep(for: .seconds(3600)) }
        }
        let running = Task.detached { try await group.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    /// Stops answering.
    func close() async { await group?.triggerGracefulShutdown() }
}

/// Takes the first of several answers.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

    init(_ continuation: CheckedContinuation<Value?, Never>) { self.continuation = Mutex(continuation) }

    func give(_ value: Value?) {
        let waiting = continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(returning: value)
    }
}

/// Values as one line of JSON.
enum JSONLine {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
