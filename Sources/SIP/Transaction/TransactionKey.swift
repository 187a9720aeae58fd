/// What a message finds its transaction by, in 128 bits.
///
/// - Server side: branch, sent-by and method of the request, an ACK and a CANCEL counting as INVITE (RFC 3261 §17.2.3,
///   §9.2).
/// - Client side: branch and sent-by of our own Via, and the method in CSeq (RFC 3261 §17.1.3, §18.1.2).
/// - Merged requests: From tag, Call-ID and CSeq (RFC 3261 §8.2.2.2).
///
/// The texts themselves may be long and come from outside; their keyed hash is small, and nobody without the secret can
/// make two of them meet.
struct TransactionKey: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// The key of a transaction; nothing if the branch does not name one.
    init?(_ fields: Fields, _ via: TopVia, method: Method, secret: TransactionSecret) {
        guard let branch = via.branch else { return nil }
        let bytes = fields.bytes.span
        var hash = KeyedHash(secret)
        hash.add(UInt8(ascii: "T"))
        hash.add(bytes, branch)
        hash.add(KeyedHash.endOfText)
        for index in via.layout.host { hash.add(Ascii.lowercased(bytes[index])) }
        hash.add(KeyedHash.endOfText)
        hash.add(UInt64(via.sentByPort))
        hash.add(method.text)
        self.init(hash)
    }

    /// What the same request on another way has in common with this one.
    init(mergedRequest fields: Fields, secret: TransactionSecret) {
        var hash = KeyedHash(secret)
        hash.add(UInt8(ascii: "M"))
        hash.add(fields, .callID)
        hash.add(fields.tag(.from) ?? "")
        hash.add(fields, .cSeq)
        self.init(hash)
    }

    /// The key that was hashed.
    init(_ hash: KeyedHash) {
        var hash = hash
        high = hash.finalized()
        hash.add(UInt8(0))
        low = hash.finalized()
    }

    /// The key is a hash already.
    func hash(into hasher: inout Hasher) { hasher.combine(low) }
}

extension KeyedHash {
    /// Adds the value of a header as it stands, and an end mark.
    mutating func add(_ fields: Fields, _ name: HeaderName) {
        if let line = fields.firstIndex(name) { add(fields.bytes.span, fields.slots[line].value) }
        add(Self.endOfText)
    }
}
