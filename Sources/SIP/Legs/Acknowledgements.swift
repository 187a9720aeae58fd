/// The ACKs to the 2xx answers of a leg: each 2xx that comes again gets the same one again (RFC 3261 §13.2.2.4).
struct Acknowledgements: Sendable {
    private struct Sent: Sendable {
        let number: UInt32
        let remoteTag: String
        let ack: Request
        let path: TransportPath
    }

    /// How many are kept; the oldest goes first, which is not asked for again after all those.
    static let most = 2 * OutgoingInvite.mostForks

    private var sent: [Sent] = []

    /// Keeps the ACK to a 2xx.
    mutating func add(_ ack: Request, to response: Response, over path: TransportPath) {
        if sent.count >= Self.most { sent.removeFirst() }
        sent.append(Sent(number: ack.cSeq.number, remoteTag: response.toTag ?? "", ack: ack, path: path))
    }

    /// The ACK that was sent to the same 2xx before.
    func again(_ response: Response) -> LegAction? {
        let (number, tag) = (response.cSeq.number, response.toTag ?? "")
        return sent.first { $0.number == number && $0.remoteTag == tag }.map { .acknowledge($0.ack, $0.path) }
    }

    /// The ACK to the answer of another telephone to the same INVITE, if one more telephone is to be believed.
    func ofOther(_ response: Response) -> Request? {
        let others = sent.filter { $0.number == response.cSeq.number }
        return others.count < OutgoingInvite.mostForks ? others.first?.ack : nil
    }
}
