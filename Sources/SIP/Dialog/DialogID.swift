/// Names a dialog: Call-ID, our tag, the peer's tag (RFC 3261 §12).
public struct DialogID: Hashable, Sendable {
    /// The Call-ID.
    public let callID: String
    /// Our tag.
    public let localTag: String
    /// The peer's tag; empty for a peer that gives none (RFC 2543).
    public let remoteTag: String

    /// Makes an id.
    public init(callID: String, localTag: String, remoteTag: String) {
        self.callID = callID
        self.localTag = localTag
        self.remoteTag = remoteTag
    }
}
