import Desk

extension UniversalBusinessLanguage {
    /// Who writes the invoice.
    static func seller(_ invoice: Invoice) -> XMLElement? {
        let seller = invoice.seller
        return .group(
            "cac:Party",
            [
                electronicAddress(seller.siren),
                .group(
                    "cac:PartyIdentification",
                    [.text("cbc:ID", seller.siret, ["schemeID": InvoiceText.siretScheme])]),
                seller.address.flatMap(address), registration(invoice.carriesVATNumbers ? seller.vat : nil),
                .group(
                    "cac:PartyLegalEntity",
                    [
                        .text("cbc:RegistrationName", seller.name),
                        .text("cbc:CompanyID", seller.siren, ["schemeID": InvoiceText.sirenScheme]),
                        .text("cbc:CompanyLegalForm", invoice.legalInformation),
                    ]), .group("cac:Contact", [.text("cbc:Telephone", seller.phone?.description)]),
            ])
    }

    /// Whom the invoice is for.
    static func buyer(_ invoice: Invoice) -> XMLElement? {
        let buyer = invoice.buyer
        return .group(
            "cac:Party",
            [
                electronicAddress(buyer.siren),
                address(buyer.address), registration(invoice.carriesVATNumbers ? buyer.vat : nil),
                .group(
                    "cac:PartyLegalEntity",
                    [
                        .text("cbc:RegistrationName", buyer.name),
                        .text("cbc:CompanyID", buyer.siren, ["schemeID": InvoiceText.sirenScheme]),
                    ]),
            ])
    }

    private static func electronicAddress(_ siren: String?) -> XMLElement? {
        .text("cbc:EndpointID", siren, ["schemeID": InvoiceText.addressScheme])
    }

    private static func address(_ address: PostalAddress) -> XMLElement? {
        let lines = address.threeLines
        func line(_ index: Int) -> String? { lines.indices.contains(index) ? lines[index] : nil }
        return .group(
            "cac:PostalAddress",
            [
                .text("cbc:StreetName", line(0)), .text("cbc:AdditionalStreetName", line(1)),
                .text("cbc:CityName", address.city), .text("cbc:PostalZone", address.postcode),
                .group("cac:AddressLine", [.text("cbc:Line", line(2))]),
                .group("cac:Country", [.text("cbc:IdentificationCode", address.country)]),
            ])
    }

    private static func registration(_ vat: String?) -> XMLElement? {
        guard let number = XMLElement.text("cbc:CompanyID", vat) else { return nil }
        return .group("cac:PartyTaxScheme", [number, scheme])
    }
}
