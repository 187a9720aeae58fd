import Desk

/// What a piece of text about invoices may be.
package enum BillingText: Hashable, Sendable {
    /// An amount that may be nothing.
    case sum
    /// A share of a hundred with at most two decimals.
    case percent
    case iban
    case bic
    case siren
    case siret
    /// A number for value-added tax; its check digits are looked at by the reader, which can tell the right ones.
    case vatNumber
    /// A code of the list VATEX.
    case vatReason
    case country
    case numberPattern

    /// What is expected, in words.
    var words: String {
        switch self {
        case .sum: "an amount with at most two decimals, such as 40.00"
        case .percent: "a number from 0 to 100 with at most two decimals, such as 20 or 5.5"
        case .iban: "an account number with its country and right check digits, such as FR76…"
        case .bic: "the 8 or 11 capital letters and digits of a bank"
        case .siren: "the 9 digits of a business in quotes, the last of which checks the others"
        case .siret: "the 14 digits of an establishment in quotes, the last of which checks the others"
        case .vatNumber: "a country and at most 12 capital letters and digits, such as FR83404833048"
        case .vatReason: "a code of the list VATEX, such as VATEX-EU-O"
        case .country: "the two capital letters of a country, such as FR"
        case .numberPattern:
            "letters, digits, '+', '-', '_', '/' and once {number}, such as \"FA-{year}-{number}\", at most 35 characters when written out"
        }
    }

    /// Whether text is of this kind.
    func accepts(_ text: String) -> Bool {
        let compact = Self.compact(text)
        return switch self {
        case .sum: AmountText.cents(text) != nil
        case .percent: AmountText.cents(text).map { $0 <= VATTerms.highestRate } ?? false
        case .iban: BusinessNumber.isIBAN(compact)
        case .bic: BusinessNumber.isBIC(text)
        case .siren: BusinessNumber.isSIREN(compact)
        case .siret: BusinessNumber.isSIRET(compact)
        case .vatNumber:
            CodeList.isVATPrefix(String(compact.prefix(2))) && (4...14).contains(compact.utf8.count)
                && compact.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        case .vatReason: CodeList.isVATReason(text)
        case .country: CodeList.isCountry(text)
        case .numberPattern: NumberPattern(text) != nil
        }
    }

    /// The JSON Schema of the kind.
    var schema: [(String, JSONValue)] {
        switch self {
        case .sum: [("type", .string("number")), ("minimum", .integer(0)), ("maximum", .integer(1_000_000))]
        case .percent: [("type", .string("number")), ("minimum", .integer(0)), ("maximum", .integer(100))]
        case .vatReason: [("enum", .array(CodeList.vatReasons.sorted().map(JSONValue.string)))]
        case .iban: pattern("^[A-Z]{2}[0-9]{2}[0-9A-Z ]{11,50}$")
        case .bic: pattern("^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$")
        case .siren: pattern("^([0-9] *){9}$")
        case .siret: pattern("^([0-9] *){14}$")
        case .vatNumber: pattern("^[A-Z]{2} *([0-9A-Z] *){2,12}$")
        case .country: pattern("^[A-Z]{2}$")
        case .numberPattern: pattern("^[0-9A-Za-z+_/-]*([{]year[}][0-9A-Za-z+_/-]*)?[{]number[}]")
        }
    }

    private func pattern(_ pattern: String) -> [(String, JSONValue)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
    }

    /// A number without the spaces that make it readable.
    static func compact(_ text: String) -> String { text.replacing(" ", with: "") }
}

extension YAMLNode {
    /// The number in a field, without the spaces that make it readable.
    func number(_ key: String) -> String? { self[key]?.text.map(BillingText.compact) }

    /// The amount or share in a field, in hundredths.
    func hundredths(_ key: String) -> Int? { self[key]?.text.flatMap(AmountText.cents) }
}
