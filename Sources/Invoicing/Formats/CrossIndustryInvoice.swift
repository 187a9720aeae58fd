import Desk

/// Writes an invoice in the syntax of UN/CEFACT, Cross Industry Invoice D22B, as EN 16931-3-3 binds it.
public enum CrossIndustryInvoice {
    /// The invoice as a document in UTF-8; the same for equal invoices.
    ///
    /// What the invoice lacks is left out: ask ``InvoiceRules`` first.
    public static func text(of invoice: Invoice) -> String {
        let unCEFACT = "urn:un:unece:uncefact:data:standard"
        return XMLElement.always(
            "rsm:CrossIndustryInvoice",
            [
                "xmlns:rsm": "\(unCEFACT):CrossIndustryInvoice:100", "xmlns:qdt": "\(unCEFACT):QualifiedDataType:100",
                "xmlns:ram": "\(unCEFACT):ReusableAggregateBusinessInformationEntity:100",
                "xmlns:udt": "\(unCEFACT):UnqualifiedDataType:100",
            ],
            [
                context, document(invoice),
                .group(
                    "rsm:SupplyChainTradeTransaction",
                    invoice.lines.map { line($0, of: invoice) } + [
                        agreement(invoice), delivery(invoice), settlement(invoice),
                    ]),
            ]
        ).document
    }

    private static let context = XMLElement.group(
        "rsm:ExchangedDocumentContext",
        [
            .group("ram:BusinessProcessSpecifiedDocumentContextParameter", [.text("ram:ID", Invoice.process)]),
            .group("ram:GuidelineSpecifiedDocumentContextParameter", [.text("ram:ID", InvoiceText.specification)]),
        ])

    private static func document(_ invoice: Invoice) -> XMLElement? {
        .group(
            "rsm:ExchangedDocument",
            [
                .text("ram:ID", invoice.number), .text("ram:TypeCode", String(invoice.kind.rawValue)),
                .group("ram:IssueDateTime", [day(invoice.issued)]),
            ]
                + invoice.notes.map { note in
                    .group(
                        "ram:IncludedNote",
                        [.text("ram:Content", note.text), .text("ram:SubjectCode", note.subject.rawValue)])
                })
    }

    private static func line(_ line: InvoiceLine, of invoice: Invoice) -> XMLElement? {
        .group(
            "ram:IncludedSupplyChainTradeLineItem",
            [
                .group("ram:AssociatedDocumentLineDocument", [.text("ram:LineID", line.id)]),
                .group(
                    "ram:SpecifiedTradeProduct",
                    [.text("ram:Name", line.name), .text("ram:Description", line.details)]
                        + line.attributes(in: invoice.zone).map { attribute in
                            .group(
                                "ram:ApplicableProductCharacteristic",
                                [.text("ram:Description", attribute.name), .text("ram:Value", attribute.value)])
                        }),
                .group(
                    "ram:SpecifiedLineTradeAgreement",
                    [.group("ram:NetPriceProductTradePrice", [amount("ram:ChargeAmount", line.net)])]),
                .group(
                    "ram:SpecifiedLineTradeDelivery", [.text("ram:BilledQuantity", "1", ["unitCode": line.unit])]),
                .group(
                    "ram:SpecifiedLineTradeSettlement",
                    [
                        .group(
                            "ram:ApplicableTradeTax",
                            [
                                .text("ram:TypeCode", "VAT"), .text("ram:CategoryCode", invoice.vat.category.rawValue),
                                .text("ram:RateApplicablePercent", invoice.rateText),
                            ]), period(invoice.day(of: line), invoice.day(of: line)),
                        .group(
                            "ram:SpecifiedTradeSettlementLineMonetarySummation",
                            [amount("ram:LineTotalAmount", line.net)]), invoicedObject(line.charge),
                    ]),
            ])
    }

    private static func invoicedObject(_ charge: String?) -> XMLElement? {
        guard let id = XMLElement.text("ram:IssuerAssignedID", charge) else { return nil }
        return .group("ram:AdditionalReferencedDocument", [id, .text("ram:TypeCode", InvoiceText.objectType)])
    }

    private static func delivery(_ invoice: Invoice) -> XMLElement {
        .always(
            "ram:ApplicableHeaderTradeDelivery", [:],
            [
                .group(
                    "ram:ActualDeliverySupplyChainEvent",
                    [.group("ram:OccurrenceDateTime", [invoice.period.flatMap { day($0.upperBound) }])])
            ])
    }

    private static func settlement(_ invoice: Invoice) -> XMLElement? {
        .group(
            "ram:ApplicableHeaderTradeSettlement",
            [
                .text("ram:PaymentReference", invoice.account.map { _ in invoice.number }),
                .text("ram:InvoiceCurrencyCode", invoice.currency), invoice.account.flatMap { means($0, of: invoice) },
                tax(invoice), invoice.period.flatMap { period($0.lowerBound, $0.upperBound) },
                .group(
                    "ram:SpecifiedTradePaymentTerms",
                    [
                        .text("ram:Description", invoice.terms),
                        .group("ram:DueDateDateTime", [invoice.due.flatMap(day)]),
                    ]),
                .group(
                    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
                    [
                        amount("ram:LineTotalAmount", invoice.totals.net),
                        amount("ram:TaxBasisTotalAmount", invoice.totals.net),
                        .text(
                            "ram:TaxTotalAmount", InvoiceText.decimal(invoice.totals.tax),
                            ["currencyID": invoice.currency]),
                        amount("ram:GrandTotalAmount", invoice.totals.gross),
                        amount("ram:DuePayableAmount", invoice.totals.gross),
                    ]),
                invoice.preceding.flatMap { preceding in
                    .group(
                        "ram:InvoiceReferencedDocument",
                        [
                            .text("ram:IssuerAssignedID", preceding.number),
                            .group(
                                "ram:FormattedIssueDateTime",
                                [
                                    .text(
                                        "qdt:DateTimeString", InvoiceText.compact(preceding.issued), ["format": "102"])
                                ]),
                        ])
                },
            ])
    }

    private static func means(_ account: Invoice.Account, of invoice: Invoice) -> XMLElement? {
        .group(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            [
                .text("ram:TypeCode", invoice.paymentMeans),
                .group(
                    "ram:PayeePartyCreditorFinancialAccount",
                    [.text("ram:IBANID", account.iban), .text("ram:AccountName", invoice.seller.name)]),
                .group("ram:PayeeSpecifiedCreditorFinancialInstitution", [.text("ram:BICID", account.bic)]),
            ])
    }

    private static func tax(_ invoice: Invoice) -> XMLElement? {
        .group(
            "ram:ApplicableTradeTax",
            [
                amount("ram:CalculatedAmount", invoice.totals.tax), .text("ram:TypeCode", "VAT"),
                .text("ram:ExemptionReason", invoice.vat.reason), amount("ram:BasisAmount", invoice.totals.net),
                .text("ram:CategoryCode", invoice.vat.category.rawValue),
                .text("ram:ExemptionReasonCode", invoice.vat.reasonCode),
                .text("ram:RateApplicablePercent", invoice.rateText),
            ])
    }

    private static func amount(_ name: String, _ hundredths: Int) -> XMLElement? {
        .text(name, InvoiceText.decimal(hundredths))
    }

    static func day(_ date: LocalDate) -> XMLElement? {
        .text("udt:DateTimeString", InvoiceText.compact(date), ["format": "102"])
    }

    private static func period(_ first: LocalDate, _ last: LocalDate) -> XMLElement? {
        .group(
            "ram:BillingSpecifiedPeriod",
            [.group("ram:StartDateTime", [day(first)]), .group("ram:EndDateTime", [day(last)])])
    }
}
