/// A response (RFC 3261 §7.2).
public struct Response: MessageContent {
    /// The outcome.
    public var status: StatusCode
    /// The headers.
    public var fields: Fields
    private var reasonText: Reason
    private var content: ArraySlice<UInt8>

    /// The reason phrase: that of the status, of ours, or somewhere in what came in.
    enum Reason: Sendable {
        case ofStatus
        case text(String)
        case received(ArraySlice<UInt8>)
    }

    init(status: StatusCode, reason: Reason, fields: Fields, content: ArraySlice<UInt8>) {
        (self.status, reasonText, self.fields, self.content) = (status, reason, fields, content)
    }

    /// Begins the response to a request: Via, From, To, Call-ID and CSeq are copied byte by byte (§8.2.6.2).
    /// - Parameters:
    ///   - request: whose headers are copied, as far as it has them.
    ///   - status: the outcome.
    ///   - reason: instead of the registered phrase.
    ///   - toTag: is added to To, unless it has a tag already.
    ///   - copiesRecordRoute: for a response that makes a dialog (§12.1.1).
    public init(
        to request: Request, _ status: StatusCode, reason: String? = nil, toTag: String? = nil,
        copiesRecordRoute: Bool = false
    ) {
        var fields = Fields(reserving: request.fields)
        fields.copy(.via, from: request.fields)
        if copiesRecordRoute { fields.copy(.recordRoute, from: request.fields) }
        fields.copy(.from, from: request.fields)
        fields.copy(.to, from: request.fields)
        if let toTag, fields.tag(.to) == nil { fields.extend(.to, with: ";tag=" + QuotedString.token(toTag)) }
        fields.copy(.callID, from: request.fields)
        fields.copy(.cSeq, from: request.fields)
        // §8.2.6.1
        if status == .trying { fields.copy(.timestamp, from: request.fields) }
        self.init(status: status, reason: reason.map { .text($0) } ?? .ofStatus, fields: fields, content: [])
    }

    /// The reason phrase: for people, never to be acted on.
    public var reason: String {
        get {
            switch reasonText {
            case .ofStatus: status.reason
            case .text(let text): text
            case .received(let bytes): Decoding.text(bytes)
            }
        }
        set { reasonText = .text(newValue) }
    }

    /// The body; its Content-Length is written by itself.
    public var body: [UInt8] {
        get { Array(content) }
        set { content = newValue[...] }
    }

    /// Sets the body and its Content-Type.
    public mutating func setBody(_ body: [UInt8], contentType: String) {
        self.body = body
        fields.replace(.contentType, contentType)
    }

    /// The response as it is sent.
    public func serialized() -> [UInt8] {
        var output: [UInt8] = []
        write(into: &output)
        return output
    }

    /// Appends the response as it is sent; Content-Length is always written and right.
    public func write(into output: inout [UInt8]) {
        output.reserveCapacity(output.count + fields.bytes.count + content.count + 256)
        output.append(contentsOf: "SIP/2.0 ".utf8)
        output.appendDecimal(status.rawValue)
        output.append(Ascii.space)
        switch reasonText {
        case .ofStatus: output.append(contentsOf: status.reason.utf8)
        case .text(let text): output.append(contentsOf: Fields.clean(text))
        case .received(let bytes): output.append(contentsOf: bytes)
        }
        output.append(Ascii.carriageReturn)
        output.append(Ascii.lineFeed)
        fields.write(into: &output, content: content)
    }
}
