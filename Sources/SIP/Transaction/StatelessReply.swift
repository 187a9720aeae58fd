/// Answers a request without keeping anything of it (RFC 3261 §8.2.7).
///
/// For refusals that must cost little: too many transactions, a merged request, a message that cannot be read. The same
/// request gets the same To tag each time it comes, since the tag is derived from it; nobody without the secret can
/// foresee it.
public struct StatelessReply: Sendable {
    private let secret: TransactionSecret

    /// Takes the secret that tags are derived with.
    public init(secret: TransactionSecret) { self.secret = secret }

    /// The response to a request, with a To tag; other headers are the caller's.
    ///
    /// An ACK is never answered; that is for the caller to see.
    public func response(to request: Request, _ status: StatusCode, reason: String? = nil) -> Response {
        Response(to: request, status, reason: reason, toTag: request.toTag == nil ? tag(for: request) : nil)
    }

    /// The response to bytes that are no request to work with, and its way back; nothing if they are to be dropped in
    /// silence.
    public func response(to failure: ParseFailure, on path: TransportPath) -> (Response, TransportPath)? {
        guard let status = failure.answer, var request = failure.partial, request.method != .ack else { return nil }
        let answer = request.noteSource(path)
        return (response(to: request, status), answer)
    }

    /// The To tag that every answer to this request gets, and to its CANCEL too.
    ///
    /// A user who takes it for its dialogs too gives the response to a CANCEL and that to its INVITE the same tag,
    /// which RFC 3261 §9.2 wants.
    public func tag(for request: Request) -> String {
        var hash = KeyedHash(secret)
        hash.add("tag")
        hash.add(request.callID)
        hash.add(request.fromTag ?? "")
        hash.add(UInt64(request.cSeq.number))
        hash.add(request.branch ?? "")
        return String(hash.finalized(), radix: 36)
    }
}
