import Desk

/// The business rules of EN 16931-1 §6.4 that an ``Invoice`` can break.
///
/// The others hold by construction: the totals are computed, there is one group of tax, every line has quantity, unit and
/// price, and a number for the tax is left out where BR-O-02 forbids it. That the writers keep all of them is shown by the
/// published rules in the tests.
public enum InvoiceRules {
    /// The rules that the invoice breaks, in the order of the document; none if it would pass.
    public static func broken(by invoice: Invoice) -> [BrokenRule] {
        var check = RuleCheck()
        document(invoice, &check)
        seller(invoice, &check)
        buyer(invoice.buyer, &check)
        payment(invoice, &check)
        tax(invoice, &check)
        lines(invoice, &check)
        return check.broken
    }

    private static func document(_ invoice: Invoice, _ check: inout RuleCheck) {
        check.require(
            Optional(invoice.number).isWritten, "BR-02", "the invoice has no number", mend: "give it the next one")
        check.require(
            CodeList.isCurrency(invoice.currency), "BR-CL-04", "there is no currency '\(invoice.currency)'",
            mend: "correct 'currency' of the tariff")
        if let preceding = invoice.preceding {
            check.require(
                Optional(preceding.number).isWritten, "BR-55", "the invoice that is credited has no number",
                mend: "name it")
        }
        check.require(!invoice.lines.isEmpty, "BR-16", "the invoice has no line", mend: "invoice at least one charge")
    }

    private static func seller(_ invoice: Invoice, _ check: inout RuleCheck) {
        let seller = invoice.seller
        check.require(
            Optional(seller.name).isWritten, "BR-06", "the provider has no name",
            mend: "add 'name' under 'provider' in desk.yaml")
        guard let address = seller.address else {
            return check.require(
                false, "BR-08", "the provider's address is not in parts",
                mend: "write 'address: { lines, postcode, city, country }' under 'provider' in desk.yaml")
        }
        country(
            address.country, of: "provider", missing: "BR-09",
            mend: "add 'country' to 'address' under 'provider' in desk.yaml", &check)
        let identifiers = [seller.siren, seller.siret, invoice.carriesVATNumbers ? seller.vat : nil]
        check.require(
            identifiers.contains { $0.isWritten }, "BR-CO-26", "the provider has no number to be known by",
            mend: "add 'siret' or 'vat' under 'provider' in desk.yaml")
        vatNumber(seller.vat, of: "provider", mend: "correct 'vat' under 'provider' in desk.yaml", &check)
    }

    private static func buyer(_ buyer: Buyer, _ check: inout RuleCheck) {
        check.require(
            Optional(buyer.name).isWritten, "BR-07", "the client has no name",
            mend: "fill the column name of the table of addresses")
        let address = buyer.address
        let hasPlace = address.lines.contains { Optional($0).isWritten } || address.city.isWritten
        check.require(
            hasPlace, "BR-10", "the client has no address",
            mend: "fill the columns street, postcode and city of the table of addresses")
        country(
            address.country, of: "client", missing: "BR-11", mend: "fill the column country of the table of addresses",
            &check)
        vatNumber(buyer.vat, of: "client", mend: "correct the column vat of the table of addresses", &check)
    }

    private static func country(
        _ code: String?, of whom: String, missing id: String, mend: String, _ check: inout RuleCheck
    ) {
        guard let code, !code.isEmpty else {
            return check.require(false, id, "the \(whom)'s address has no country", mend: mend)
        }
        check.require(CodeList.isCountry(code), "BR-CL-14", "there is no country '\(code)'", mend: mend)
    }

    private static func vatNumber(_ number: String?, of whom: String, mend: String, _ check: inout RuleCheck) {
        guard let number, !number.isEmpty else { return }
        check.require(
            CodeList.isVATPrefix(String(number.prefix(2))), "BR-CO-09",
            "the \(whom)'s number for value-added tax '\(number)' does not begin with a country", mend: mend)
    }

    private static func payment(_ invoice: Invoice, _ check: inout RuleCheck) {
        if let account = invoice.account {
            check.require(
                Optional(account.iban).isWritten, "BR-50", "the account has no number",
                mend: "add 'iban' under 'billing: payment' in desk.yaml")
        }
        check.require(
            invoice.totals.gross <= 0 || invoice.due != nil || invoice.terms.isWritten, "BR-CO-25",
            "it is not told when \(InvoiceText.decimal(invoice.totals.gross)) \(invoice.currency) are due",
            mend: "give a due date or payment terms")
    }

    private static func tax(_ invoice: Invoice, _ check: inout RuleCheck) {
        let vat = invoice.vat
        let (category, desk) = (vat.category.rawValue, "under 'billing: vat' in desk.yaml")
        check.require(
            invoice.seller.vat.isWritten || vat.category == .outOfScope, "BR-\(category)-02",
            "category \(category) needs the provider's number for value-added tax",
            mend: "add 'vat' under 'provider' in desk.yaml")
        if vat.category == .reverseCharge {
            check.require(
                invoice.buyer.vat.isWritten || invoice.buyer.siren.isWritten, "BR-AE-02",
                "category AE needs a number of the client",
                mend: "fill the column vat or siren of the table of addresses")
        }
        let hasRightRate = vat.category == .standardRate ? vat.rate > 0 : vat.rate == 0
        check.require(
            hasRightRate, "BR-\(category)-05",
            "category \(category) has the rate \(InvoiceText.decimal(vat.rate)) %", mend: "correct 'rate' \(desk)")
        let hasReason = vat.reason.isWritten || vat.reasonCode.isWritten
        check.require(
            hasReason == vat.category.needsReason, "BR-\(category)-10",
            "category \(category) has \(hasReason ? "a" : "no") reason",
            mend: "\(hasReason ? "remove" : "add") 'reason' \(desk)")
        if let code = vat.reasonCode, !code.isEmpty {
            check.require(
                CodeList.isVATReason(code), "BR-CL-22", "there is no reason '\(code)'",
                mend: "correct 'reason_code' \(desk)")
        }
    }

    private static func lines(_ invoice: Invoice, _ check: inout RuleCheck) {
        for (index, line) in invoice.lines.enumerated() {
            check.require(
                Optional(line.id).isWritten, "BR-21", "line \(index + 1) has no name of its own",
                mend: "number the lines"
            )
            check.require(
                Optional(line.name).isWritten, "BR-25", "line '\(line.id)' does not say what is invoiced",
                mend: "name it")
            check.require(
                line.net >= 0, "BR-27", "line '\(line.id)' has the price \(InvoiceText.decimal(line.net))",
                mend: "give money back with a credit note")
        }
    }
}
