import Logging
import NIOCore
import NIOSSL
import NIOTLS
import SIP

/// One connection over TCP or TLS.
///
/// Stages: opening (connecting, or in the TLS handshake; messages wait), open, draining (refused or closed by its
/// owner: what was written goes out, what still comes in is thrown away, until the peer closes too or the time is
/// over), closed.
///
/// One deadline watches all of it: the handshake's, the end of a message that has begun, idleness, the end of draining.
final class StreamConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Stage {
        case opening(waiting: [Outgoing])
        case open
        case draining
        case closed
    }

    let id: ConnectionID
    private(set) var path: TransportPath
    /// What it was opened for, if we opened it.
    let destination: Destination?
    private let loop: SignallingLoop
    private let limits: TransportLimits
    private var stage = Stage.opening(waiting: [])
    private var framer: StreamFramer
    private var context: ChannelHandlerContext?
    private var isReading = false
    private var lastActivity: NIODeadline
    /// When the message began that is not whole.
    private var messageStart: NIODeadline?
    private var reason: CloseReason?
    /// Why it did not open.
    private var openingError: TransportError?
    private lazy var timer = LoopTimer(on: loop.eventLoop) { [weak self] in self?.deadlineReached() }

    init(_ path: TransportPath, destination: Destination?, on loop: SignallingLoop) {
        id = path.connection ?? ConnectionID(number: 0)
        self.path = path
        self.destination = destination
        self.loop = loop
        limits = loop.configuration.limits
        framer = StreamFramer(limits: limits.framing)
        lastActivity = loop.eventLoop.now
    }

    // MARK: Opening

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func channelActive(context: ChannelHandlerContext) {
        loop.counters[path.transport].connectionsOpened += 1
        if let local = context.localAddress.flatMap({ Endpoint($0) }) { path.local = local }
        if path.transport == .tls {
            timer.set(loop.eventLoop.now + TimeAmount(held: limits.handshakeTime))
        } else {
            opened()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { opened() }
        context.fireUserInboundEventTriggered(event)
    }

    private func opened() {
        guard case .opening(let waiting) = stage else { return }
        stage = .open
        lastActivity = loop.eventLoop.now
        isReading = true
        for message in waiting { send(message) }
        isReading = false
        context?.flush()
        watch()
    }

    func openingFailed(_ error: any Error) {
        openingError = openingError ?? .opening(path.remote, error)
        ended()
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .open = stage else { return }
        framer.receive(unwrapInboundIn(data).readableBytesView)
        // What the handler sends meanwhile goes out together.
        isReading = true
        let isNew = takeUnits(context)
        isReading = false
        context.flush()
        guard case .open = stage else { return }
        messageStart = framer.isInsideMessage ? (isNew ? nil : messageStart) ?? loop.eventLoop.now : nil
        watch()
    }

    /// - Returns: whether anything was whole, so that what is left has begun just now.
    private func takeUnits(_ context: ChannelHandlerContext) -> Bool {
        var isNew = false
        do {
            while case .open = stage, let unit = try framer.next() {
                isNew = true
                lastActivity = loop.eventLoop.now
                switch unit {
                case .message(let bytes):
                    loop.received(bytes, on: path)
                case .ping:
                    loop.counters[path.transport].keepAlives += 1
                    context.write(wrapOutboundOut(ByteBuffer(bytes: StreamFramer.pong)), promise: nil)
                }
            }
        } catch {
            loop.logger.notice(
                "stream refused", metadata: ["remote": "\(path.remote)", "problem": "\(error.problem)"])
            loop.refused(error, on: path)
            drain(.malformed)
        }
        return isNew
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .uncleanShutdown? = error as? NIOSSLError { return }
        loop.logger.info("connection failed", metadata: ["remote": "\(path.remote)", "error": "\(error)"])
        var isTLS = error is NIOSSLError || error is BoringSSLError
        if case .opening = stage {
            isTLS = true
            openingError = openingError ?? .handshakeFailed(path.remote, "\(error)")
        }
        if path.transport == .tls, isTLS { loop.counters.tls.tlsFailures += 1 }
        _ = closeNow(.failed("\(error)"))
    }

    // MARK: Writing

    func send(_ message: Outgoing) {
        switch stage {
        case .opening(var waiting):
            guard waiting.count < limits.waitingMessages else {
                return loop.fail(
                    message.token, message.path, .tooManyWaiting(path.remote, limit: limits.waitingMessages))
            }
            waiting.append(message)
            stage = .opening(waiting: waiting)
        case .open:
            write(message)
        case .draining, .closed:
            loop.fail(message.token, message.path, .connectionClosed(id, reason))
        }
    }

    private func write(_ message: Outgoing) {
        guard let context else { return loop.fail(message.token, message.path, .connectionClosed(id, reason)) }
        lastActivity = loop.eventLoop.now
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { [self, count = message.bytes.count] result in
            switch result {
            case .success: loop.counters[path.transport].messageSent(count)
            case .failure: loop.fail(message.token, message.path, .connectionClosed(id, reason))
            }
        }
        context.write(wrapOutboundOut(ByteBuffer(bytes: message.bytes)), promise: promise)
        if !isReading { context.flush() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable { _ = closeNow(.slowReader) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Deadlines

    private func watch() {
        var deadline = lastActivity + TimeAmount(held: limits.idleTime)
        if let messageStart { deadline = min(deadline, messageStart + TimeAmount(held: limits.messageTime)) }
        timer.set(deadline)
    }

    private func deadlineReached() {
        switch stage {
        case .opening:
            loop.counters.tls.tlsFailures += 1
            openingError = .handshakeFailed(path.remote, "no TLS within \(limits.handshakeTime)")
            _ = closeNow(.slowHandshake)
        case .open:
            let now = loop.eventLoop.now
            if let messageStart, messageStart + TimeAmount(held: limits.messageTime) <= now {
                _ = closeNow(.slowMessage)
            } else if lastActivity + TimeAmount(held: limits.idleTime) <= now {
                drain(.idle)
            } else {
                watch()
            }
        case .draining:
            _ = closeNow(.requested)
        case .closed:
            break
        }
    }

    // MARK: Closing

    /// Closes our side once everything is written, and the rest when the peer has closed its own, or does not in time.
    ///
    /// A socket that is closed with unread bytes resets the connection, and the peer may never see what was written
    /// last.
    func drain(_ reason: CloseReason) {
        guard case .open = stage, let context else {
            _ = closeNow(reason)
            return
        }
        self.reason = self.reason ?? reason
        stage = .draining
        loop.streams.retire(self)
        context.flush()
        context.close(mode: .output, promise: nil)
        timer.set(loop.eventLoop.now + TimeAmount(held: limits.drainTime))
    }

    /// Closes at once; what waits to be written is lost, and told as failed.
    func closeNow(_ reason: CloseReason) -> EventLoopFuture<Void>? {
        self.reason = self.reason ?? reason
        loop.streams.retire(self)
        guard let context else { return nil }
        context.close(promise: nil)
        return context.channel.closeFuture
    }

    func channelInactive(context: ChannelHandlerContext) {
        loop.counters[path.transport].connectionsClosed += 1
        ended()
    }

    private func ended() {
        let last = stage
        stage = .closed
        context = nil
        timer.cancel()
        loop.streams.remove(self)
        switch last {
        case .opening(let waiting):
            let error = openingError ?? .connectFailed(path.remote, "closed by the peer")
            for message in waiting { loop.fail(message.token, message.path, error) }
        case .open, .draining:
            loop.closed(path, reason ?? .peer)
        case .closed:
            break
        }
    }
}

extension TransportError {
    fileprivate static func opening(_ remote: Endpoint, _ error: any Error) -> TransportError {
        if case .connectTimeout? = error as? ChannelError { return .connectTimeout(remote) }
        return .connectFailed(remote, "\(error)")
    }
}
