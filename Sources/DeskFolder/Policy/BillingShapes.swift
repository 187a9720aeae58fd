import Desk

/// What `billing:` and `retention:` in `desk.yaml` may hold.
enum BillingShapes {
    static let billing = RecordShape(
        "'billing'",
        [
            .optional(
                "four_eyes", .text(.boolean),
                "Whether a charge is confirmed by somebody else than who proposed it; true if left out."),
            .optional("vat", .record(vat), "How charges are taxed; the standard rate of 20 percent if left out."),
            .optional("payment", .record(payment), "How an invoice is to be paid."),
            .optional(
                "invoice_numbers", text(.numberPattern), "How invoices are numbered; FA-{year}-{number} if left out."),
            .optional(
                "credit_numbers", text(.numberPattern), "How credit notes are numbered; AV-{year}-{number} if left out."
            ),
            .optional("note", .text(.text), "What stands on every invoice besides."),
        ])

    private static let vat = RecordShape(
        "'vat'",
        [
            .required(
                "category", .text(.choice(VATCategory.allCases.map(\.rawValue))),
                "S standard rate, Z zero rate, E exempt, AE reverse charge, G export, O out of scope."),
            .optional("rate", text(.percent), "The percentage; only of category S."),
            .optional("reason", .text(.text), "Why no tax is charged; of categories E, AE, G and O."),
            .optional("reason_code", text(.vatReason), "The same as a code of the list VATEX."),
        ])

    private static let payment = RecordShape(
        "'payment'",
        [
            .optional(
                "within", .text(.duration(.days(1)...(.days(366)))),
                "The days from the invoice to the day on which it is due; 30d if left out."),
            .optional("iban", text(.iban), "The account."),
            .optional("bic", text(.bic), "Its bank."),
            .optional(
                "late_penalty", .text(.text), "What paying late costs; the rate of the law if left out."),
            .optional(
                "indemnity", text(.sum), "The flat sum for collecting a late payment; 40.00 if left out, 0 for none."),
            .optional("discount", .text(.text), "What paying early gives; that it gives nothing if left out."),
        ])

    static let retention = RecordShape(
        "'retention'",
        [
            .optional("calls", period, "How long calls without a charge are kept; 1095d if left out."),
            .optional(
                "charges", period, "How long charges are kept, with the call of each; 3650d if left out."),
            .optional("passcode_failures", period, "How long wrong passcodes are kept; 30d if left out."),
            .optional("drills", period, "How long results of drills are kept with their names; 1095d if left out."),
        ])

    private static let period = Shape.text(.duration(.days(1)...(.days(36_500))))

    private static func text(_ kind: BillingText) -> Shape { .text(.billing(kind)) }
}

/// What `provider:` in `desk.yaml` may hold.
enum ProviderShapes {
    static let provider = RecordShape(
        "the provider",
        [
            .required("name", .text(.text), "The name that callers hear."),
            .optional("spoken", .text(.text), "The name as a speech engine is to say it."),
            .optional("legal_form", .text(.text), "For invoices."),
            .optional("capital", .text(.text), "For invoices."),
            .optional("address", .either(.text, .record(address)), "For invoices; electronic ones need its parts."),
            .optional("registered_office", .either(.text, .record(address)), "For invoices."),
            .optional("phone", .text(.phone), "For invoices."),
            .optional("fax", .text(.phone), "For invoices."),
            .optional("siren", .text(.billing(.siren)), "For invoices; the first nine digits of 'siret' if left out."),
            .optional("siret", .text(.billing(.siret)), "For invoices."),
            .optional("vat", .text(.billing(.vatNumber)), "For invoices."),
        ])

    private static let address = RecordShape(
        "an address",
        [
            .required(
                "lines", .list(.text(.text), count: 1...PostalAddress.mostLines),
                "Street and number, and what is above."
            ),
            .required("postcode", .text(.text), "The postcode."),
            .required("city", .text(.text), "The place."),
            .required("country", .text(.billing(.country)), "The country."),
        ])
}
