import Desk
import Testing

@Suite("Numbers that stand on invoices") struct BusinessNumberTests {
    @Test(
        "a SIREN is checked by Luhn",
        arguments: [
            ("439537705", true), ("404833048", true), ("356000000", true), ("000000000", true), ("439537706", false),
            ("349537705", false), ("43953770", false), ("4395377050", false), ("43953770５", false), ("", false),
        ])
    func siren(text: String, isOne: Bool) {
        #expect(BusinessNumber.isSIREN(text) == isOne)
    }

    @Test(
        "a SIRET is checked by Luhn, of La Poste by the sum of its digits",
        arguments: [
            ("43953770500022", true), ("43953770500021", false), ("35600000000048", true), ("35600000049837", true),
            ("35600000049838", false), ("43953770600022", false), ("4395377050002", false), ("439537705000220", false),
        ])
    func siret(text: String, isOne: Bool) {
        #expect(BusinessNumber.isSIRET(text) == isOne)
    }

    @Test("a French number for value-added tax has a key over the SIREN")
    func key() {
        #expect(BusinessNumber.vatKey(ofSIREN: "439537705") == "74")
        #expect(BusinessNumber.vatKey(ofSIREN: "404833048") == "83")
        #expect(BusinessNumber.vatKey(ofSIREN: "440000339") == "03")
        #expect(BusinessNumber.vatKey(ofSIREN: "439537706") == nil)
    }

    @Test(
        "for value-added tax a country, and of France the key",
        arguments: [
            ("FR74439537705", true), ("FR75439537705", false), ("FR74439537706", false), ("FRK7439537705", true),
            ("FR7443953770", false), ("FR7443953770X", false), ("FR76000005990", true), ("DE123456789", true),
            ("EL123456789", true), ("XI123456789", true), ("XX123456789", false), ("NL123456789B01", true),
            ("74439537705", false), ("DE1", false), ("fr74439537705", false), ("DE12345678901234", false), ("", false),
        ])
    func vat(text: String, isOne: Bool) {
        #expect(BusinessNumber.isVAT(text) == isOne)
    }

    @Test(
        "an account has check digits",
        arguments: [
            ("FR7630006000011234567890189", true), ("FR7630006000011234567890188", false),
            ("DE89370400440532013000", true), ("GB82WEST12345698765432", true), ("GB82WEST12345698765433", false),
            ("NO9386011117947", true), ("FR76", false), ("FR763000600001123456789018", false),
            ("1176300060000112345678901", false), (String(repeating: "9", count: 40), false), ("", false),
        ])
    func iban(text: String, isOne: Bool) {
        #expect(BusinessNumber.isIBAN(text) == isOne)
    }

    @Test(
        "a bank has a code of 8 or 11",
        arguments: [
            ("AGRIFRPP", true), ("AGRIFRPPXXX", true), ("AGRIFRP2", true), ("AGRIFRP", false), ("AGR1FRPP", false),
            ("agrifrpp", false), ("AGRIFRPPXX", false),
        ])
    func bic(text: String, isOne: Bool) {
        #expect(BusinessNumber.isBIC(text) == isOne)
    }

    @Test("the code lists know what is current and nothing else")
    func codes() {
        #expect(["FR", "DE", "MC", "ZW", "AD"].allSatisfy(CodeList.isCountry))
        #expect(!["FX", "EL", "XI", "fr", "FRA", "", "A", "AD AE"].contains(where: CodeList.isCountry))
        #expect(["EUR", "CHF", "XPF", "AED", "ZWG"].allSatisfy(CodeList.isCurrency))
        #expect(!["FRF", "EUX", "eur", "XXX", ""].contains(where: CodeList.isCurrency))
        #expect(["VATEX-EU-O", "VATEX-FR-FRANCHISE", "VATEX-EU-79-C", "VATEX-FR-AE"].allSatisfy(CodeList.isVATReason))
        #expect(!["VATEX-EU-IC", "VATEX-EU-X", "EU-O", ""].contains(where: CodeList.isVATReason))
        #expect(CodeList.vatReasons.count == 87)
    }
}

@Suite("Numbers of documents") struct NumberPatternTests {
    @Test(
        "follow their pattern",
        arguments: [
            ("FA-{year}-{number}", 2026, 7, "FA-2026-0007"), ("{number}", 2026, 1, "0001"),
            ("{number}/{year}", 1, 12_345, "12345/0001"), ("A_+{number}B", 2026, 9_999_999_999, "A_+9999999999B"),
            ("F{number}", 2026, 0, "F0001"), ("F{number}", 2026, .min, "F0001"),
            ("F{number}", 2026, .max, "F9999999999"),
            ("{year}{number}", .max, 1, "99990001"),
        ])
    func written(pattern: String, year: Int, number: Int, text: String) throws {
        #expect(try #require(NumberPattern(pattern)).text(year: year, number: number) == text)
    }

    @Test(
        "have a number once, and nothing that a number may not have",
        arguments: [
            "", "FA", "FA-{year}", "{number}{number}", "{year}{year}{number}", "{month}{number}", "FA {number}",
            "Fé{number}", "FA#{number}", "FA.{number}", "{number", "F\u{301}{number}",
            String(repeating: "F", count: 26) + "{number}",
        ])
    func refused(pattern: String) {
        #expect(NumberPattern(pattern) == nil)
    }

    @Test("keep within 35 characters")
    func longest() throws {
        let pattern = try #require(NumberPattern(String(repeating: "F", count: 25) + "{number}"))
        #expect(pattern.text(year: 2026, number: NumberPattern.greatest).utf8.count == 35)
        #expect(NumberPattern(String(repeating: "F", count: 22) + "{year}{number}") == nil)
    }

    @Test("that are usual are those of their patterns")
    func usual() {
        #expect(NumberPattern("FA-{year}-{number}") == .invoices)
        #expect(NumberPattern("AV-{year}-{number}") == .credits)
        #expect(NumberPattern.invoices.namesYear)
        #expect(NumberPattern("{number}")?.namesYear == false)
    }
}
