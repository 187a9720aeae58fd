/// Requests of ours in the dialogs of a leg: how they are counted, and how they survive a challenge of the peer.
///
/// All share one row of numbers, even where a forked INVITE has made several dialogs: a number then names a request of
/// the leg, and the gaps that a single dialog sees are allowed (RFC 3261 §12.2.2). Each is kept until it is answered,
/// so that it can be sent again with an answer to a 401 or 407 (§22.2); later ones carry that answer from the start.
struct OwnRequests: Sendable {
    /// A request that waits for its answer.
    struct Pending: Sendable {
        let request: Request
        let path: TransportPath
        /// Whether it ends the dialog of another telephone, which has nothing to do with the call.
        let isForOther: Bool
    }

    /// How many requests are kept; beyond that, the oldest is no longer sent again after a challenge.
    static let mostPending = 32

    /// The number of the last request.
    private(set) var lastNumber: UInt32
    private var pending: [Pending] = []
    private var digest: DigestClient
    private let peer: String
    private let clientNonce: String

    /// Begins with the number that was used last.
    init(after number: UInt32, settings: LegSettings, clientNonce: String) {
        lastNumber = number
        digest = DigestClient(settings.credentials)
        peer = settings.peer
        self.clientNonce = clientNonce
    }

    // MARK: Numbers

    /// The number of the next request.
    mutating func nextNumber() -> UInt32 {
        if lastNumber < Dialog.highestSequence { lastNumber += 1 }
        return lastNumber
    }

    /// The next request in a dialog.
    mutating func request(_ method: Method, in dialog: inout Dialog) -> Request {
        dialog.continueSequence(from: lastNumber)
        let request = dialog.request(method)
        lastNumber = dialog.localSequence
        return request
    }

    // MARK: Challenges

    /// A request with answers to the challenges that the peer is known to make.
    mutating func authorized(_ request: Request) -> Request {
        digest.prepare(request, peer: peer, clientNonce: clientNonce)
    }

    /// The request again, under the next number, if its challenge can be answered.
    mutating func retry(_ request: Request, challengedBy response: Response) -> Request? {
        guard response.status == .unauthorized || response.status == .proxyAuthenticationRequired,
            case .retry(var again) = digest.challenged(
                by: response, for: request, peer: peer, clientNonce: clientNonce)
        else { return nil }
        again.fields.replace(.cSeq, CSeq(number: nextNumber(), method: request.method).text)
        return again
    }

    // MARK: Answers

    /// Keeps a request until it is answered.
    mutating func sent(_ request: Request, over path: TransportPath, isForOther: Bool) {
        if pending.count >= Self.mostPending { pending.removeFirst() }
        pending.append(Pending(request: request, path: path, isForOther: isForOther))
    }

    /// Takes out the request of that number.
    mutating func answered(_ number: UInt32) -> Pending? {
        guard let index = pending.firstIndex(where: { $0.request.cSeq.number == number }) else { return nil }
        return pending.remove(at: index)
    }
}
