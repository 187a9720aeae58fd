import Desk

extension CrossIndustryInvoice {
    /// Who writes the invoice and whom it is for.
    static func agreement(_ invoice: Invoice) -> XMLElement? {
        .group("ram:ApplicableHeaderTradeAgreement", [seller(invoice), buyer(invoice), client(invoice.buyer.client)])
    }

    private static func client(_ number: ClientNumber?) -> XMLElement? {
        guard let id = XMLElement.text("ram:IssuerAssignedID", number?.description) else { return nil }
        return .group(
            "ram:AdditionalReferencedDocument",
            [
                id, .text("ram:TypeCode", InvoiceText.objectType),
                .text("ram:ReferenceTypeCode", InvoiceText.clientScheme),
            ])
    }

    private static func seller(_ invoice: Invoice) -> XMLElement? {
        let seller = invoice.seller
        return .group(
            "ram:SellerTradeParty",
            [
                .text("ram:GlobalID", seller.siret, ["schemeID": InvoiceText.siretScheme]),
                .text("ram:Name", seller.name), .text("ram:Description", invoice.legalInformation),
                organization(seller.siren),
                .group(
                    "ram:DefinedTradeContact",
                    [
                        .group(
                            "ram:TelephoneUniversalCommunication",
                            [.text("ram:CompleteNumber", seller.phone?.description)])
                    ]), seller.address.flatMap(address), electronicAddress(seller.siren),
                registration(invoice.carriesVATNumbers ? seller.vat : nil),
            ])
    }

    private static func buyer(_ invoice: Invoice) -> XMLElement? {
        let buyer = invoice.buyer
        return .group(
            "ram:BuyerTradeParty",
            [
                .text("ram:Name", buyer.name), organization(buyer.siren), address(buyer.address),
                electronicAddress(buyer.siren),
                registration(invoice.carriesVATNumbers ? buyer.vat : nil),
            ])
    }

    private static func organization(_ siren: String?) -> XMLElement? {
        .group("ram:SpecifiedLegalOrganization", [.text("ram:ID", siren, ["schemeID": InvoiceText.sirenScheme])])
    }

    private static func address(_ address: PostalAddress) -> XMLElement? {
        let lines = zip(["ram:LineOne", "ram:LineTwo", "ram:LineThree"], address.threeLines)
        return .group(
            "ram:PostalTradeAddress",
            [.text("ram:PostcodeCode", address.postcode)] + lines.map { .text($0, $1) } + [
                .text("ram:CityName", address.city), .text("ram:CountryID", address.country),
            ])
    }

    private static func electronicAddress(_ siren: String?) -> XMLElement? {
        .group(
            "ram:URIUniversalCommunication",
            [.text("ram:URIID", siren, ["schemeID": InvoiceText.addressScheme])])
    }

    private static func registration(_ vat: String?) -> XMLElement? {
        .group("ram:SpecifiedTaxRegistration", [.text("ram:ID", vat, ["schemeID": "VA"])])
    }
}
