/// A session description (RFC 8866), as far as offers and answers need it.
///
/// It keeps what the negotiation of audio reads or writes. Of the rest it keeps the number of attributes that mean
/// nothing here, and enough of every media description to refuse it in an answer (RFC 3264 §6).
public struct SessionDescription: Hashable, Sendable {
    /// Who made the description, and its version; nil where a device leaves it out or garbles it, as nothing depends on
    /// it.
    public internal(set) var origin: Origin?
    /// The address of all media that have none of their own.
    public internal(set) var connection: ConnectionAddress?
    /// The direction of all media that have none of their own.
    public internal(set) var direction: MediaDirection?
    /// The media descriptions, in order: the place of each is its identity in later offers and answers.
    public internal(set) var media: [MediaDescription]
    /// How many attributes were of no interest or could not be read.
    public internal(set) var ignoredAttributes: Int

    init(
        origin: Origin?, connection: ConnectionAddress? = nil, direction: MediaDirection? = nil,
        media: [MediaDescription] = [], ignoredAttributes: Int = 0
    ) {
        (self.origin, self.connection, self.direction) = (origin, connection, direction)
        (self.media, self.ignoredAttributes) = (media, ignoredAttributes)
    }

    /// The maker of a description (RFC 8866 §5.2).
    ///
    /// Numbers are text: they may have any number of digits, and only their equality has a meaning.
    public struct Origin: Hashable, Sendable {
        /// A name, `-` for none.
        public let user: String
        /// What identifies the session together with the user and the address.
        public let sessionID: String
        /// The version, which rises with every change.
        public internal(set) var version: String
        /// The address or the name of the maker's machine, as it is written; not where its media are.
        public let address: String

        init(user: String = "-", sessionID: String, version: String, address: String) {
            (self.user, self.sessionID, self.version, self.address) = (user, sessionID, version, address)
        }
    }
}

/// An address of an `o=`, `c=` or `a=rtcp` value.
public enum ConnectionAddress: Hashable, Sendable {
    /// An IPv4 or IPv6 address.
    case address(IPAddress)
    /// A host name, or an address of another network: kept, never resolved.
    case name(String)

    /// Reads what stands for an address: `IN IP4 192.0.2.1`, `IN IP6 ff15::101/3`, `IN IP4 media.example.com`.
    ///
    /// What it is shows in the address itself, as devices write `IP4` before an IPv6 address. The TTL and the number of
    /// addresses of multicast are dropped.
    init?(_ field: SDPField) {
        var field = field
        guard field.takeWord() != nil, field.takeWord() != nil, var place = field.takeWord() else { return nil }
        let host = place.take(upTo: Ascii.slash)
        if let address = IPAddress(bytes: host.bytes) {
            self = .address(address)
        } else if let name = host.token {
            self = .name(name)
        } else {
            return nil
        }
    }
}
