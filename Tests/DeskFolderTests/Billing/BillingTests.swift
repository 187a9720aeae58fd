import Desk
import DeskFolder
import Testing

@Suite("What a desk says of invoices") struct BillingFileTests {
    @Test("is read field by field")
    func everything() throws {
        let desk = try BillingDesk.load(try BillingDesk.desk)
        #expect(
            desk.billing
                == BillingTerms(
                    fourEyes: false,
                    vat: VATTerms(category: .exempt, reason: "Art. 293 B du CGI", reasonCode: "VATEX-FR-FRANCHISE"),
                    payment: PaymentTerms(
                        days: 45, iban: "FR7630006000011234567890189", bic: "AGRIFRPP", latePenalty: "Dix points.",
                        indemnity: 0, discount: "Deux pour cent."),
                    invoiceNumbers: try #require(NumberPattern("F{number}")),
                    creditNumbers: try #require(NumberPattern("A{number}")), note: "Merci."))
        #expect(
            desk.retention == Retention(calls: .days(400), charges: .days(3000), passcodeFailures: .days(2)))
        var seller = Seller(name: "Small Hosting")
        seller.capital = "25 050 EUR"
        seller.address = PostalAddress(lines: ["1 rue A", "Bât. B"], postcode: "44000", city: "Nantes", country: "FR")
        seller.registeredOffice = "2 rue C, 72000 Le Mans"
        seller.phone = PhoneNumber("+33290920550")
        seller.siren = "439537705"
        seller.siret = "43953770500022"
        seller.vat = "FR74439537705"
        #expect(desk.provider.seller == seller)
        #expect(desk.provider.address == "1 rue A, Bât. B, 44000 Nantes")
    }

    @Test("has defaults: the standard rate, four eyes, thirty days, ten years")
    func defaults() throws {
        for text in [SmallDesk.desk, SmallDesk.desk + "billing: {}\nretention: {}\n"] {
            let desk = try BillingDesk.load(text)
            #expect(desk.billing == BillingTerms())
            #expect(desk.billing.fourEyes)
            #expect(desk.billing.vat == VATTerms(category: .standardRate, rate: 20_00))
            #expect(desk.billing.payment == PaymentTerms(days: 30, indemnity: 40_00))
            #expect(desk.retention.calls == .days(1095))
            #expect(desk.retention.charges == .days(3650))
            #expect(desk.retention.passcodeFailures == .days(30))
        }
    }

    @Test("may have the provider's address on one line, which no electronic invoice can be written of")
    func line() throws {
        let text = try SmallDesk.desk.changing("Small Hosting }", to: "Small Hosting, address: \"1 rue A, Nantes\" }")
        let desk = try BillingDesk.load(text)
        #expect(desk.provider.address == "1 rue A, Nantes")
        #expect(desk.provider.seller.address == nil)
    }

    @Test(
        "has the rate in hundredths of a percent",
        arguments: [("20", 2000), ("5.5", 550), ("2.10", 210), ("0.01", 1), ("100", 10_000), ("20.00", 2000)])
    func rate(text: String, hundredths: Int) throws {
        let desk = try BillingDesk.load(SmallDesk.desk + "billing: { vat: { category: S, rate: \(text) } }\n")
        #expect(desk.billing.vat == VATTerms(category: .standardRate, rate: hundredths))
    }

    @Test("of the shipped desk is the procedure's footer")
    func shipped() throws {
        let desk = try DeskFolder.load(at: Repository.root)
        var seller = Seller(name: "DRI")
        seller.legalForm = "SAS"
        seller.capital = "25 050 EUR"
        seller.address = PostalAddress(
            lines: ["9, rue du Petit Châtelier"], postcode: "44300", city: "Nantes", country: "FR")
        seller.registeredOffice = "28 rue de Villeneuve, B11 Espace Villeneuve, 72650 Saint-Saturnin"
        seller.phone = PhoneNumber("+33290920550")
        seller.siren = "439537705"
        seller.siret = "43953770500022"
        seller.vat = "FR74439537705"
        #expect(desk.provider.seller == seller)
        #expect(desk.provider.address == "9, rue du Petit Châtelier, 44300 Nantes")
        #expect(desk.billing == BillingTerms())
        #expect(desk.retention == .standard)
    }
}

@Suite("Malformed terms of invoices") struct MalformedBillingTests {
    @Test("are told with their place", arguments: changes)
    func changed(_ change: Malformed) throws {
        let problems = try BillingDesk.problems(change.old, change.new)
        #expect(problems == change.expected)
    }

    static let changes: [Malformed] = [
        Malformed(
            "four_eyes: false", "four_eyes: no",
            "desk.yaml:20:14: 'four_eyes' is 'no': write true or false"),
        Malformed(
            "category: E", "category: K",
            "desk.yaml:21:20: 'category' is 'K': write one of 'S', 'Z', 'E', 'AE', 'G', 'O'"),
        Malformed(
            "reason: \"Art. 293 B du CGI\", ", "",
            "desk.yaml:21:8: category E has no reason: add 'reason:' with why no tax is charged"),
        Malformed(
            "category: E, reason: \"Art. 293 B du CGI\", reason_code: VATEX-FR-FRANCHISE", "category: S",
            "desk.yaml:21:8: category S has no rate: add 'rate: 20', or use category Z"),
        Malformed(
            "category: E, reason: \"Art. 293 B du CGI\", reason_code: VATEX-FR-FRANCHISE",
            "category: S, rate: 20, reason: x",
            "desk.yaml:21:41: category S has a reason: leave it out: tax is charged"),
        Malformed(
            "category: E,", "category: O, rate: 20,",
            "desk.yaml:21:29: category O has a rate: leave 'rate' out, or use category S"),
        Malformed(
            "category: E,", "category: E, rate: 5.555,",
            "desk.yaml:21:29: 'rate' is '5.555': write a number from 0 to 100 with at most two decimals, such as 20 or 5.5"
        ),
        Malformed(
            "category: E,", "category: E, rate: 100.01,",
            "desk.yaml:21:29: 'rate' is '100.01': write a number from 0 to 100 with at most two decimals, such as 20 or 5.5"
        ),
        Malformed(
            "VATEX-FR-FRANCHISE", "VATEX-FR-FRANCHIES",
            "desk.yaml:21:65: 'reason_code' is 'VATEX-FR-FRANCHIES': write a code of the list VATEX, such as VATEX-EU-O"
        ),
        Malformed(
            "VATEX-FR-FRANCHISE", "VATEX-EU-O",
            "desk.yaml:21:65: 'VATEX-EU-O' is the reason of category O, not of E: use 'category: O', or another code"),
        Malformed(
            "within: 45d", "within: 36h", "desk.yaml:23:13: 'within' is '36h': write whole days, such as 30d"),
        Malformed(
            "within: 45d", "within: 400d",
            "desk.yaml:23:13: 'within' is '400d': write a duration from 24h to 366d, such as 8s, 2m or 1h30m"),
        Malformed(
            "7890 189", "7890 188",
            "desk.yaml:24:11: 'iban' is 'FR76 3000 6000 0112 3456 7890 188': write an account number with its country and right check digits, such as FR76…"
        ),
        Malformed(
            "    iban: FR76 3000 6000 0112 3456 7890 189\n", "",
            "desk.yaml:24:10: a bank is named and no account: add 'iban:'"),
        Malformed(
            "bic: AGRIFRPP", "bic: AGRI",
            "desk.yaml:25:10: 'bic' is 'AGRI': write the 8 or 11 capital letters and digits of a bank"
        ),
        Malformed(
            "indemnity: 0", "indemnity: -1",
            "desk.yaml:27:16: 'indemnity' is '-1': write an amount with at most two decimals, such as 40.00"),
        Malformed(
            "\"F{number}\"", "\"F{year}\"",
            "desk.yaml:29:20: 'invoice_numbers' is 'F{year}': write letters, digits, '+', '-', '_', '/' and once {number}, such as \"FA-{year}-{number}\", at most 35 characters when written out"
        ),
        Malformed(
            "\"A{number}\"", "\"F{number}\"",
            "desk.yaml:30:19: invoices and credit notes are both numbered 'F{number}': let them begin differently, such as FA- and AV-"
        ),
        Malformed(
            "note: Merci.", "notes: Merci.",
            "desk.yaml:31:3: 'billing' has no field 'notes': did you mean 'note'?"),
        Malformed(
            "passcode_failures: 2d", "passcode_failures: 12h",
            "desk.yaml:35:22: 'passcode_failures' is '12h': write a duration from 24h to 36500d, such as 8s, 2m or 1h30m"
        ),
        Malformed(
            "calls: 400d\n  charges: 3000d\n  passcode_failures: 2d\n",
            "calls: 100d\n  charges: 3000d\n  passcode_failures: 2d\npasscode: { window: 72h }\norder: { window: 200d }\n",
            "desk.yaml:33:10: 'calls' is kept for 100d, and 'order: window' looks back 200d: keep it for at least 200d",
            "desk.yaml:35:22: 'passcode_failures' is kept for 48h, and 'passcode: window' looks back 3d: keep it for at least 3d"
        ),
        Malformed(
            "439 537 705 00022", "439 537 705 00023",
            "desk.yaml:2:214: 'siret' is '439 537 705 00023': write the 14 digits of an establishment in quotes, the last of which checks the others"
        ),
        Malformed(
            "siret: 439 537 705 00022", "siren: 404833048, siret: 439 537 705 00022",
            "desk.yaml:2:232: 'siret' is '43953770500022', and 'siren' is '404833048': let the first begin with the second",
            "desk.yaml:2:256: 'vat' is 'FR74439537705', not of the business '404833048': write FR83404833048"),
        Malformed(
            "FR 74 439537705", "FR75439537705",
            "desk.yaml:2:238: the check digits of 'FR75439537705' are wrong: write FR74439537705"),
        Malformed(
            "FR 74 439537705", "FR83404833048",
            "desk.yaml:2:238: 'vat' is 'FR83404833048', not of the business '439537705': write FR74439537705"),
        Malformed(
            "siret: 439 537 705 00022, vat: FR 74 439537705", "vat: FR75439537705",
            "desk.yaml:2:212: the check digits of 'FR75439537705' are wrong: look it up"),
        Malformed(
            "country: FR }, registered", "country: FX }, registered",
            "desk.yaml:2:113: 'country' is 'FX': write the two capital letters of a country, such as FR"),
        Malformed(
            "lines: [1 rue A, Bât. B]", "lines: [a, b, c, d]",
            "desk.yaml:2:52: 'lines' has 4 entries: give 1 to 3"),
    ]
}
