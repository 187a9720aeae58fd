/// An address as an invoice needs it: in parts (EN 16931 BG-5 and BG-8).
public struct PostalAddress: Hashable, Sendable, CustomStringConvertible {
    /// Street and number, and what else stands above the place; at most ``mostLines``.
    public var lines: [String]
    /// The postcode.
    public var postcode: String?
    /// The place.
    public var city: String?
    /// The country's code of two capital letters (ISO 3166-1).
    public var country: String?

    /// How many lines an electronic invoice carries.
    public static let mostLines = 3

    /// Makes an address.
    public init(lines: [String] = [], postcode: String? = nil, city: String? = nil, country: String? = nil) {
        self.lines = lines
        self.postcode = postcode
        self.city = city
        self.country = country
    }

    /// The address on one line, without the country.
    public var description: String {
        let place = [postcode, city].compactMap(\.self).joined(separator: " ")
        return (lines + [place]).filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
