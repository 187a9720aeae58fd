/// What a leg wants done, in order.
enum LegAction: Sendable {
    /// Answer a request in its transaction.
    case respond(Response, ServerTransactionID)
    /// Send a request in a transaction of its own.
    case send(Request, TransportPath)
    /// Send the ACK to a 2xx, which has no transaction.
    case acknowledge(Request, TransportPath)
    /// Cancel the INVITE that is out.
    case cancel
    /// Tell the user.
    case report(LegEvent)
}
