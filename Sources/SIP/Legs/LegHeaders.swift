/// The headers that legs read and write beside those of every message.
extension Fields {
    /// Whether a list header names a value, without regard to case.
    func lists(_ value: String, in name: HeaderName) -> Bool {
        values(name).contains { Ascii.equalIgnoringCase($0, value) }
    }

    /// The cause of a Reason header that speaks Q.850 (RFC 3326).
    public var q850Cause: Int? {
        for value in values(.reason) {
            let parts = value.split(separator: ";").map { Ascii.lowercased(String($0.filter { $0 != " " })) }
            guard parts.first == "q.850" else { continue }
            for part in parts.dropFirst() where part.hasPrefix("cause=") {
                if let cause = Int(part.dropFirst(6)), (1...127).contains(cause) { return cause }
            }
        }
        return nil
    }
}

extension MessageContent {
    /// The session description of a message, alone or as a part of a multipart body; nothing if it has none.
    public var sessionDescription: [UInt8]? {
        guard !body.isEmpty else { return nil }
        switch contentType {
        case "application/sdp": return body
        case let type? where type.hasPrefix("multipart/"):
            return MultipartBody(body, contentType: fields.first(.contentType) ?? "")?.part("application/sdp")
        default: return nil
        }
    }

    /// Whether the body is a session description, or something else that must not be ignored.
    var hasOffer: Bool { !body.isEmpty && !(hasOptionalBody && sessionDescription == nil) }

    /// Whether the body may be ignored by who does not understand it (RFC 3204 §6, RFC 3261 §20.11).
    private var hasOptionalBody: Bool {
        (fields.first(.contentDisposition) ?? "").split(separator: ";").dropFirst().contains { parameter in
            Ascii.equalIgnoringCase(String(parameter.filter { $0 != " " && $0 != "\t" }), "handling=optional")
        }
    }
}

/// The RAck header: which provisional response a PRACK acknowledges (RFC 3262 §7.2).
struct RAck: Hashable, Sendable {
    let rSeq: UInt32
    let cSeq: CSeq

    init(rSeq: UInt32, cSeq: CSeq) { (self.rSeq, self.cSeq) = (rSeq, cSeq) }

    /// Reads the header; nothing if it is missing or wrong.
    init?(_ fields: Fields) {
        let parts = (fields.first(.rAck) ?? "").split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard parts.count == 3, let rSeq = UInt32(parts[0]), let number = UInt32(parts[1]) else { return nil }
        self.init(rSeq: rSeq, cSeq: CSeq(number: number, method: Method(String(parts[2]))))
    }

    var text: String { "\(rSeq) \(cSeq.text)" }
}
