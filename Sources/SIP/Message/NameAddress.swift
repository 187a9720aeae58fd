/// A URI with a display name and parameters: the value of From, To, Contact, Route and their kin (RFC 3261 §20.10).
public struct NameAddress: Hashable, Sendable, CustomStringConvertible {
    /// The name that is shown, without quotes; nil when there is none.
    public var displayName: String?
    /// The address.
    public var uri: URI
    /// The parameters of the header, not of the URI.
    public var parameters: Parameters

    /// Joins an address with a name and a tag.
    public init(displayName: String? = nil, uri: URI, tag: String? = nil, parameters: Parameters = Parameters()) {
        (self.displayName, self.uri, self.parameters) = (displayName, uri, parameters)
        if let tag { self.tag = tag }
    }

    /// The tag, which names a side of a dialog (RFC 3261 §19.3).
    public var tag: String? {
        get { parameters["tag"] }
        set { parameters["tag"] = newValue }
    }

    /// The value as it is written; the URI always stands in angle brackets.
    public var text: String {
        let name = displayName.map { $0.isEmpty ? "" : QuotedString.quote($0) + " " } ?? ""
        return "\(name)<\(uri.text)>\(parameters.headerText)"
    }

    /// The value as it is written.
    public var description: String { text }
}

extension NameAddress {
    /// Reads one value of a header; not the `*` of a Contact.
    /// - Throws: `SIPError` for anything that is not an address.
    public init(parsing text: String) throws(SIPError) {
        try self.init(parsing: Array(text.utf8)[...])
    }

    /// Reads one value from bytes.
    init(parsing bytes: ArraySlice<UInt8>) throws(SIPError) {
        let bytes = Array(bytes)
        do {
            self.init(bytes, try NameAddressLayout(bytes.span, 0, bytes.count))
        } catch {
            throw SIPError(error, in: bytes[...])
        }
    }

    /// Decodes what was found well-formed.
    private init(_ bytes: [UInt8], _ layout: NameAddressLayout) {
        let name = bytes[layout.displayName]
        displayName = name.isEmpty ? nil : layout.isQuoted ? QuotedString.unquote(name) : Decoding.text(name)
        uri = URI(bytes, layout.uri)
        parameters = Parameters(header: bytes, layout.parameters.lowerBound, layout.parameters.upperBound)
    }
}
