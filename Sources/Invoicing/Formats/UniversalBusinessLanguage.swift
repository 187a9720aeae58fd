import Desk

/// Writes an invoice in the Universal Business Language 2.1 of OASIS, as EN 16931-3-2 binds it.
public enum UniversalBusinessLanguage {
    /// The invoice as a document in UTF-8; the same for equal invoices.
    ///
    /// What the invoice lacks is left out: ask ``InvoiceRules`` first.
    public static func text(of invoice: Invoice) -> String {
        let oasis = "urn:oasis:names:specification:ubl:schema:xsd"
        let root = invoice.kind == .invoice ? "Invoice" : "CreditNote"
        return XMLElement.always(
            root,
            [
                "xmlns": "\(oasis):\(root)-2", "xmlns:cac": "\(oasis):CommonAggregateComponents-2",
                "xmlns:cbc": "\(oasis):CommonBasicComponents-2",
            ],
            head(invoice) + [
                period(invoice.period),
                invoice.preceding.flatMap { preceding in
                    .group(
                        "cac:BillingReference",
                        [
                            .group(
                                "cac:InvoiceDocumentReference",
                                [.text("cbc:ID", preceding.number), day("cbc:IssueDate", preceding.issued)])
                        ])
                }, client(invoice.buyer.client), .group("cac:AccountingSupplierParty", [seller(invoice)]),
                .group("cac:AccountingCustomerParty", [buyer(invoice)]),
                .group("cac:Delivery", [day("cbc:ActualDeliveryDate", invoice.period?.upperBound)]), means(invoice),
                .group("cac:PaymentTerms", [.text("cbc:Note", invoice.terms)]), tax(invoice),
                .group(
                    "cac:LegalMonetaryTotal",
                    [
                        amount("cbc:LineExtensionAmount", invoice.totals.net, invoice),
                        amount("cbc:TaxExclusiveAmount", invoice.totals.net, invoice),
                        amount("cbc:TaxInclusiveAmount", invoice.totals.gross, invoice),
                        amount("cbc:PayableAmount", invoice.totals.gross, invoice),
                    ]),
            ] + invoice.lines.map { line($0, of: invoice) }
        ).document
    }

    private static func head(_ invoice: Invoice) -> [XMLElement?] {
        let kind = String(invoice.kind.rawValue)
        // A credit note has its due date among the means of payment.
        let isCredit = invoice.kind == .creditNote
        return [
            .text("cbc:CustomizationID", InvoiceText.specification), .text("cbc:ProfileID", Invoice.process),
            .text("cbc:ID", invoice.number), day("cbc:IssueDate", invoice.issued),
            isCredit ? nil : day("cbc:DueDate", invoice.due),
            .text(isCredit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", kind),
        ]
            // The subject has no element of its own here: it stands before the remark between hashes.
            + invoice.notes.map { .text("cbc:Note", "#\($0.subject.rawValue)#\($0.text)") } + [
                .text("cbc:DocumentCurrencyCode", invoice.currency)
            ]
    }

    private static func means(_ invoice: Invoice) -> XMLElement? {
        let isDue = invoice.kind == .creditNote && invoice.due != nil
        guard invoice.account != nil || isDue else { return nil }
        return .group(
            "cac:PaymentMeans",
            [
                // Without an account it is not said how it is paid.
                .text("cbc:PaymentMeansCode", invoice.account == nil ? "1" : invoice.paymentMeans),
                isDue ? day("cbc:PaymentDueDate", invoice.due) : nil,
                .text("cbc:PaymentID", invoice.account.map { _ in invoice.number }),
                invoice.account.flatMap { account in
                    .group(
                        "cac:PayeeFinancialAccount",
                        [
                            .text("cbc:ID", account.iban), .text("cbc:Name", invoice.seller.name),
                            .group("cac:FinancialInstitutionBranch", [.text("cbc:ID", account.bic)]),
                        ])
                },
            ])
    }

    private static func tax(_ invoice: Invoice) -> XMLElement? {
        .group(
            "cac:TaxTotal",
            [
                amount("cbc:TaxAmount", invoice.totals.tax, invoice),
                .group(
                    "cac:TaxSubtotal",
                    [
                        amount("cbc:TaxableAmount", invoice.totals.net, invoice),
                        amount("cbc:TaxAmount", invoice.totals.tax, invoice),
                        category(
                            "cac:TaxCategory", invoice,
                            [
                                .text("cbc:TaxExemptionReasonCode", invoice.vat.reasonCode),
                                .text("cbc:TaxExemptionReason", invoice.vat.reason),
                            ]),
                    ]),
            ])
    }

    private static func category(_ name: String, _ invoice: Invoice, _ reasons: [XMLElement?]) -> XMLElement? {
        .group(
            name,
            [.text("cbc:ID", invoice.vat.category.rawValue), .text("cbc:Percent", invoice.rateText)] + reasons + [
                scheme
            ])
    }

    private static func line(_ line: InvoiceLine, of invoice: Invoice) -> XMLElement? {
        let isCredit = invoice.kind == .creditNote
        return .group(
            isCredit ? "cac:CreditNoteLine" : "cac:InvoiceLine",
            [
                .text("cbc:ID", line.id),
                .text(isCredit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", "1", ["unitCode": line.unit]),
                amount("cbc:LineExtensionAmount", line.net, invoice),
                period(invoice.day(of: line)...invoice.day(of: line)), invoicedObject(line.charge),
                .group(
                    "cac:Item",
                    [
                        .text("cbc:Description", line.details), .text("cbc:Name", line.name),
                        category("cac:ClassifiedTaxCategory", invoice, []),
                    ]
                        + line.attributes(in: invoice.zone).map { attribute in
                            .group(
                                "cac:AdditionalItemProperty",
                                [.text("cbc:Name", attribute.name), .text("cbc:Value", attribute.value)])
                        }), .group("cac:Price", [amount("cbc:PriceAmount", line.net, invoice)]),
            ])
    }

    private static func invoicedObject(_ charge: String?) -> XMLElement? {
        guard let id = XMLElement.text("cbc:ID", charge) else { return nil }
        return .group("cac:DocumentReference", [id, .text("cbc:DocumentTypeCode", InvoiceText.objectType)])
    }

    private static func client(_ number: ClientNumber?) -> XMLElement? {
        let id = XMLElement.text("cbc:ID", number?.description, ["schemeID": InvoiceText.clientScheme])
        guard let id else { return nil }
        return .group("cac:AdditionalDocumentReference", [id, .text("cbc:DocumentTypeCode", InvoiceText.objectType)])
    }

    static let scheme = XMLElement.group("cac:TaxScheme", [.text("cbc:ID", "VAT")])

    private static func amount(_ name: String, _ hundredths: Int, _ invoice: Invoice) -> XMLElement? {
        .text(name, InvoiceText.decimal(hundredths), ["currencyID": invoice.currency])
    }

    private static func day(_ name: String, _ date: LocalDate?) -> XMLElement? {
        .text(name, date.map(Timestamp.format))
    }

    private static func period(_ days: ClosedRange<LocalDate>?) -> XMLElement? {
        .group(
            "cac:InvoicePeriod", [day("cbc:StartDate", days?.lowerBound), day("cbc:EndDate", days?.upperBound)])
    }
}
