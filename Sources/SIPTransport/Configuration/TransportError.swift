import SIP

/// Why a message was not sent, or the transports did not start.
public enum TransportError: Error, Hashable, Sendable {
    /// There is no socket for the path's transport and local address.
    case noListener(TransportProtocol, Endpoint)
    /// The connection of the path is closed; the reason is known where the message was waiting for it.
    case connectionClosed(ConnectionID, CloseReason?)
    /// The connection could not be opened; the text says why.
    case connectFailed(Endpoint, String)
    /// The connection did not open in time.
    case connectTimeout(Endpoint)
    /// TLS could not be agreed upon; the text says why.
    case handshakeFailed(Endpoint, String)
    /// Too many messages wait for the connection to open.
    case tooManyWaiting(Endpoint, limit: Int)
    /// Too many outbound connections are open.
    case tooManyConnections(limit: Int)
    /// The system is behind with writing: more bytes wait than may.
    case writeQueueFull(limit: Int)
    /// The system refused the write; the text says why.
    case writeFailed(String)
    /// A listener could not be opened; the text says why.
    case bindFailed(TransportProtocol, Endpoint, String)
    /// A TLS listener is configured, and no certificate.
    case certificateMissing(Endpoint)
    /// The certificates could not be used; the text says why.
    case certificateRefused(String)
    /// The transports are closed.
    case shutDown
}

/// Why a connection was closed.
public enum CloseReason: Hashable, Sendable {
    /// The peer closed it.
    case peer
    /// Nothing came or went for ``TransportLimits/idleTime``.
    case idle
    /// A message was not whole within ``TransportLimits/messageTime``.
    case slowMessage
    /// TLS was not agreed upon within ``TransportLimits/handshakeTime``.
    case slowHandshake
    /// The peer did not read: more than ``TransportLimits/writeQueueBytes`` waited.
    case slowReader
    /// The stream could not be cut into messages.
    case malformed
    /// The socket or TLS failed; the text says how.
    case failed(String)
    /// The owner asked for it.
    case requested
}
