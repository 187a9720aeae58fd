import Desk

/// Whom an invoice is for (EN 16931 BG-7).
///
/// What an electronic invoice lacks of it, ``InvoiceRules`` tells.
public struct Buyer: Hashable, Sendable {
    /// The name (BT-44).
    public var name: String
    /// The number by which the seller knows the buyer.
    ///
    /// It is written as what the invoice is about (BT-18): as the buyer's identifier (BT-46) French platforms take none
    /// without a public list behind it (BR-FR-CO-10), and the buyer's reference (BT-10) is the buyer's own.
    public var client: ClientNumber?
    /// The address (BG-8).
    public var address: PostalAddress
    /// The French business number, nine digits (BT-47).
    public var siren: String?
    /// The number for value-added tax, with its country (BT-48).
    public var vat: String?

    /// Makes a buyer.
    public init(
        name: String, client: ClientNumber? = nil, address: PostalAddress = PostalAddress(), siren: String? = nil,
        vat: String? = nil
    ) {
        self.name = name
        self.client = client
        self.address = address
        self.siren = siren
        self.vat = vat
    }
}
