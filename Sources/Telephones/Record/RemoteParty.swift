import SIP

/// What the other side says of itself and of whom a call is for; all of it can be made up.
public struct RemoteParty: Hashable, Sendable {
    /// How many values of a header are kept.
    public static let mostValues = 8

    /// The display name of From, or of To in an answer.
    public var displayName: String?
    /// The URI of From, or of To in an answer.
    public var uri = ""
    /// The user part of that URI.
    public var user: String?
    /// The values of P-Asserted-Identity.
    public var assertedIdentities: [String] = []
    /// The values of Diversion (RFC 5806).
    public var diversions: [String] = []
    /// The values of History-Info (RFC 7044).
    public var history: [String] = []
    /// The value of Privacy.
    public var privacy: String?
    /// The value of Contact.
    public var contact: String?
    /// The value of User-Agent, or of Server.
    public var product: String?

    /// Nothing is known.
    init() {}

    /// What a request says of who sent it.
    init(ofSender request: Request) { self.init(request.from, request.fields) }

    /// What a response says of who sent it.
    init(ofSender response: Response) { self.init(response.to, response.fields) }

    private init(_ address: NameAddress, _ fields: Fields) {
        displayName = address.displayName
        uri = address.uri.text
        user = address.uri.user
        assertedIdentities = Array(fields.values(.pAssertedIdentity).prefix(Self.mostValues))
        diversions = Array(fields.values(.diversion).prefix(Self.mostValues))
        history = Array(fields.values(.historyInfo).prefix(Self.mostValues))
        privacy = fields.first(.privacy)
        contact = fields.first(.contact)
        product = fields.first(.userAgent) ?? fields.first(.server)
    }
}
