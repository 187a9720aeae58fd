/// A request or a response (RFC 3261 §7).
public enum Message: Sendable {
    /// Asks for something.
    case request(Request)
    /// Answers a request.
    case response(Response)
}

/// What requests and responses have in common.
///
/// A parsed message has all headers named here, and they were found well-formed; on a message that is being built, what is
/// not set yet reads as an empty text or an address that leads nowhere.
public protocol MessageContent: Sendable {
    /// The headers.
    var fields: Fields { get }
    /// The body; empty if there is none.
    var body: [UInt8] { get }
}

extension Message: MessageContent {
    /// The headers.
    public var fields: Fields {
        switch self {
        case .request(let request): request.fields
        case .response(let response): response.fields
        }
    }

    /// The body; empty if there is none.
    public var body: [UInt8] {
        switch self {
        case .request(let request): request.body
        case .response(let response): response.body
        }
    }

    /// The message as it is sent.
    public func serialized() -> [UInt8] {
        switch self {
        case .request(let request): request.serialized()
        case .response(let response): response.serialized()
        }
    }
}

extension MessageContent {
    /// The Call-ID (§20.8): ASCII.
    public var callID: String {
        fields.first(.callID) ?? ""
    }

    /// The number and method of the request (§20.16).
    public var cSeq: CSeq {
        guard let value = fields.firstSlice(.cSeq) else { return CSeq(number: 0, method: .other("")) }
        let bytes = Array(value)
        return (try? CSeq(bytes.span, 0, bytes.count)) ?? CSeq(number: 0, method: .other(""))
    }

    /// Who sent the request (§20.20).
    public var from: NameAddress {
        address(.from)
    }

    /// Whom the request was first meant for (§20.39).
    public var to: NameAddress {
        address(.to)
    }

    /// The tag of From: ASCII; RFC 2543 did without.
    public var fromTag: String? {
        fields.tag(.from)
    }

    /// The tag of To: ASCII; nil in a request outside a dialog.
    public var toTag: String? {
        fields.tag(.to)
    }

    /// The topmost Via: where a request came from, or the request of ours that a response answers (§20.42).
    public var topVia: Via {
        fields.firstSlice(.via).flatMap { Via(first: $0) } ?? .missing
    }

    /// The branch of the topmost Via: ASCII.
    public var branch: String? {
        fields.branch
    }

    /// The Content-Type without parameters, in lower case.
    public var contentType: String? {
        fields.first(.contentType).map { value in
            Ascii.lowercased(String(value.prefix { $0 != ";" && $0 != " " && $0 != "\t" }))
        }
    }

    private func address(_ name: HeaderName) -> NameAddress {
        fields.firstSlice(name).flatMap { value in try? NameAddress(parsing: value) } ?? NameAddress(uri: .anonymous)
    }
}

extension Fields {
    /// The tag of a From or To, without decoding the rest.
    func tag(_ name: HeaderName) -> String? {
        guard let slot = firstIndex(name).map({ slots[$0] }),
            let layout = try? NameAddressLayout(bytes.span, Int(slot.valueStart), Int(slot.valueEnd))
        else { return nil }
        return layout.tag.map { Decoding.text(bytes[$0]) }
    }

    /// The branch of the topmost Via, without decoding the rest.
    var branch: String? {
        guard let slot = firstIndex(.via).map({ slots[$0] }) else { return nil }
        var index = Int(slot.valueStart)
        guard let layout = try? ViaLayout(bytes.span, &index, Int(slot.valueEnd)) else { return nil }
        return layout.branch.map { Decoding.text(bytes[$0]) }
    }
}
