import SIP

/// The messages that somebody on a page of the server watches: from the exchange on its loop to a response.
struct TraceFeed: Sendable {
    /// The messages; nothing once a second, and an end when the time is over, or if there is nothing to be watched.
    let messages: AsyncStream<TracedMessage?>

    init(_ relay: ExchangeRelay, _ wanted: Exchange.TraceRequest, seconds: Int) {
        let (stream, reader) = AsyncStream.makeStream(
            of: TracedMessage?.self, bufferingPolicy: .bufferingOldest(TraceBook.waiting))
        messages = stream
        relay.onLoop { exchange in
            guard let watcher = exchange.trace(wanted, for: reader) else { return reader.finish() }
            let clock = Task {
                for _ in 0..<seconds {
                    try await Task.sleep(for: .seconds(1))
                    reader.yield(nil)
                }
                reader.finish()
            }
            reader.onTermination = { _ in
                clock.cancel()
                relay.onLoop { $0.traces.close(watcher) }
            }
        }
    }
}
