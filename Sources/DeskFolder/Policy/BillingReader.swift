import Desk

/// Turns `billing:` and `retention:` of `desk.yaml`, whose shape was checked before, into terms.
struct BillingReader {
    private var problems: [Problem] = []

    /// What the part says; the defaults if there is none.
    static func billing(_ node: YAMLNode?) -> (terms: BillingTerms, problems: [Problem]) {
        guard let node else { return (.standard, []) }
        var reader = BillingReader()
        let terms = reader.terms(node)
        return (terms, reader.problems)
    }

    /// How long things are kept; never shorter than a rule looks back.
    static func retention(
        _ node: YAMLNode?, passcodes window: Duration, order: Duration
    ) -> (retention: Retention, problems: [Problem]) {
        guard let node else { return (.standard, []) }
        let standard = Retention.standard
        let retention = Retention(
            calls: node.duration("calls") ?? standard.calls, charges: node.duration("charges") ?? standard.charges,
            passcodeFailures: node.duration("passcode_failures") ?? standard.passcodeFailures,
            drills: node.duration("drills") ?? standard.drills)
        var problems: [Problem] = []
        func check(_ kept: Duration, _ field: String, covers window: Duration, of part: String) {
            guard kept < window else { return }
            let (shorter, longer) = (DurationText.format(kept), DurationText.format(window))
            problems.append(
                Problem(
                    (node[field] ?? node).place,
                    "'\(field)' is kept for \(shorter), and '\(part)' looks back \(longer)",
                    mend: "keep it for at least \(longer)"))
        }
        check(retention.passcodeFailures, "passcode_failures", covers: window, of: "passcode: window")
        check(retention.calls, "calls", covers: order, of: "order: window")
        return (retention, problems)
    }

    private mutating func report(_ node: YAMLNode?, _ fallback: YAMLNode, _ message: String, _ mend: String) {
        problems.append(Problem((node ?? fallback).place, message, mend: mend))
    }

    private mutating func terms(_ node: YAMLNode) -> BillingTerms {
        var terms = BillingTerms.standard
        terms.fourEyes = node.boolean("four_eyes") ?? terms.fourEyes
        terms.vat = node["vat"].flatMap { vat($0) } ?? terms.vat
        terms.payment = node["payment"].map { payment($0) } ?? terms.payment
        terms.invoiceNumbers = node["invoice_numbers"]?.text.flatMap(NumberPattern.init) ?? terms.invoiceNumbers
        terms.creditNumbers = node["credit_numbers"]?.text.flatMap(NumberPattern.init) ?? terms.creditNumbers
        terms.note = node["note"]?.text
        if terms.invoiceNumbers == terms.creditNumbers {
            report(
                node["credit_numbers"] ?? node["invoice_numbers"], node,
                "invoices and credit notes are both numbered '\(terms.creditNumbers)'",
                "let them begin differently, such as FA- and AV-")
        }
        return terms
    }

    private mutating func vat(_ node: YAMLNode) -> VATTerms? {
        guard let category = node.choice("category", VATCategory.self) else { return nil }
        let terms = VATTerms(
            category: category, rate: node.hundredths("rate") ?? 0, reason: node["reason"]?.text,
            reasonCode: node["reason_code"]?.text)
        let name = category.rawValue
        if category == .standardRate, terms.rate == 0 {
            report(node["rate"], node, "category S has no rate", "add 'rate: 20', or use category Z")
        }
        if category != .standardRate, terms.rate != 0 {
            report(node["rate"], node, "category \(name) has a rate", "leave 'rate' out, or use category S")
        }
        if category.needsReason, terms.reason == nil {
            report(nil, node, "category \(name) has no reason", "add 'reason:' with why no tax is charged")
        }
        if !category.needsReason, let given = node["reason"] ?? node["reason_code"] {
            report(given, node, "category \(name) has a reason", "leave it out: tax is charged")
        }
        if let code = terms.reasonCode, let meant = Self.category(ofReason: code), category.needsReason,
            meant != category
        {
            report(
                node["reason_code"], node, "'\(code)' is the reason of category \(meant.rawValue), not of \(name)",
                "use 'category: \(meant.rawValue)', or another code")
        }
        return terms
    }

    /// The category that a code stands for alone.
    private static func category(ofReason code: String) -> VATCategory? {
        switch code {
        case "VATEX-EU-O": .outOfScope
        case "VATEX-EU-G": .export
        case "VATEX-EU-AE", "VATEX-FR-AE": .reverseCharge
        default: nil
        }
    }

    private mutating func payment(_ node: YAMLNode) -> PaymentTerms {
        var payment = PaymentTerms()
        if let within = node.duration("within") {
            let day: Int64 = 86_400_000
            let (days, rest) = within.milliseconds.quotientAndRemainder(dividingBy: day)
            payment.days = Int(days)
            if rest != 0 {
                report(
                    node["within"], node, "'within' is '\(DurationText.format(within))'",
                    "write whole days, such as 30d")
            }
        }
        payment.iban = node.number("iban")
        payment.bic = node["bic"]?.text
        payment.latePenalty = node["late_penalty"]?.text
        payment.indemnity = node.hundredths("indemnity") ?? payment.indemnity
        payment.discount = node["discount"]?.text
        if payment.bic != nil, payment.iban == nil {
            report(node["bic"], node, "a bank is named and no account", "add 'iban:'")
        }
        return payment
    }
}
