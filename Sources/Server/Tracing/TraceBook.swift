import Desk
import SIP
import SIPTransport

/// A message as it is shown to those who watch: masked.
public struct TracedMessage: Codable, Hashable, Sendable {
    /// Which way it went.
    public enum Direction: String, Codable, Hashable, Sendable { case received, sent }

    /// When, in UTC.
    public var at: String
    /// Which way it went.
    public var direction: Direction
    /// `udp`, `tcp` or `tls`.
    public var transport: String
    /// The end of ours.
    public var local: String
    /// The peer's end.
    public var peer: String
    /// The message, its lines separated by line feeds.
    public var text: String
}

/// Shows messages to those who asked for them.
struct TraceBook {
    /// What waits for somebody who reads slowly; what comes beyond it is lost to them.
    static let waiting = 1_000

    private var trace = MessageTrace()
    private var readers: [MessageTrace.Watcher: Reader] = [:]

    /// Takes what is shown; nothing now and then, which shows whether it is still read.
    typealias Reader = AsyncStream<TracedMessage?>.Continuation

    /// How many watch.
    var count: Int { readers.count }

    /// Somebody wants to see messages; nothing if too many do already.
    mutating func open(_ subject: MessageTrace.Subject, for reader: Reader) -> MessageTrace.Watcher? {
        guard let watcher = trace.watch(subject) else { return nil }
        readers[watcher] = reader
        return watcher
    }

    /// Somebody has seen enough.
    mutating func close(_ watcher: MessageTrace.Watcher) {
        trace.end(watcher)
        readers.removeValue(forKey: watcher)?.finish()
    }

    /// Nobody sees anything any more: the server ends.
    mutating func closeAll() { for watcher in Array(readers.keys) { close(watcher) } }

    /// A leg is made because of another.
    mutating func follow(_ callID: String, because other: String) { trace.follow(callID, because: other) }

    /// A message came or goes out.
    mutating func note(
        _ bytes: [UInt8], _ direction: TracedMessage.Direction, on path: TransportPath,
        at now: @autoclosure () -> Instant
    ) {
        guard trace.isOn else { return }
        let watchers = trace.watchers(of: bytes)
        guard !watchers.isEmpty else { return }
        let message = TracedMessage(
            at: Timestamp.format(now()), direction: direction, transport: path.transport.rawValue.lowercased(),
            local: "\(path.local)", peer: "\(path.remote)", text: MaskedMessage.text(bytes))
        for watcher in watchers { readers[watcher]?.yield(message) }
    }
}
