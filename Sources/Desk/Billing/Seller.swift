/// Who writes the invoices, with the mentions that French law asks for (Code de commerce R123-237 and L441-9).
public struct Seller: Hashable, Sendable {
    /// The name (BT-27).
    public var name: String
    /// The legal form, for example `SAS`.
    public var legalForm: String?
    /// The share capital, as it is printed.
    public var capital: String?
    /// The address.
    public var address: PostalAddress?
    /// The registered office on one line, where that is another place.
    public var registeredOffice: String?
    /// The telephone number.
    public var phone: PhoneNumber?
    /// The number of the business, nine digits.
    public var siren: String?
    /// The number of its establishment, the same and five more.
    public var siret: String?
    /// The number for value-added tax, with its country.
    public var vat: String?

    /// Makes a seller of whom only the name is known.
    public init(name: String) { self.name = name }
}
