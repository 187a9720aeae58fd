/// Names a server transaction; never used again once it has ended.
public struct ServerTransactionID: Hashable, Sendable {
    let handle: TransactionHandle
}

/// Names a client transaction; never used again once it has ended.
public struct ClientTransactionID: Hashable, Sendable {
    let handle: TransactionHandle
}

/// What the transaction layer wants done: messages for the transport, and news for the user of the transactions.
public enum TransactionAction: Sendable {
    /// Send these bytes.
    case transmit([UInt8], TransportPath)

    /// A new request, which the user has to answer.
    ///
    /// Its top Via says where it came from (`received`, `rport`). The path is the one that its responses take.
    case request(ServerTransactionID, Request, TransportPath)
    /// The client no longer wants its INVITE; the user answers 487. The CANCEL has been answered.
    case cancelled(ServerTransactionID)
    /// An ACK that no transaction took: it is for a 2xx, or means nothing.
    case ack(Request, TransportPath)
    /// The ACK to a refused INVITE came.
    case acknowledged(ServerTransactionID)
    /// The ACK to a refused INVITE did not come in time (timer H).
    case unacknowledged(ServerTransactionID)
    /// A request that also came on another way (RFC 3261 §8.2.2.2). The user answers 482 without a transaction.
    case merged(Request, TransportPath)
    /// There are too many transactions for one more. The user answers 503 without a transaction.
    case overloaded(Request, TransportPath)

    /// A response. An INVITE can bring several 2xx responses, each to be acknowledged.
    case response(ClientTransactionID, Response)
    /// A 2xx to an INVITE whose transaction has ended: its ACK was lost, or it comes from a late fork.
    case strayResponse(Response, TransportPath)
    /// No final response came in time; counts as 408 (RFC 3261 §8.1.3.1).
    case timedOut(ClientTransactionID)
    /// The request could not be sent; counts as 503.
    case unreachable(ClientTransactionID)

    /// The server transaction is over, for whatever reason; always its last action.
    case serverEnded(ServerTransactionID)
    /// The client transaction is over, for whatever reason; always its last action.
    case clientEnded(ClientTransactionID)
}
