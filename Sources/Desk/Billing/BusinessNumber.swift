/// The check digits of numbers that stand on invoices.
public enum BusinessNumber {
    /// Whether a text is a SIREN: nine digits, the last by Luhn (ISO/IEC 7812-1 annex B).
    public static func isSIREN(_ text: String) -> Bool {
        guard let digits = digits(text), digits.count == 9 else { return false }
        return luhn(digits) % 10 == 0
    }

    /// Whether a text is a SIRET: a SIREN and five digits, the last by Luhn.
    ///
    /// La Poste has more establishments than Luhn leaves room for: of its own the sum of the digits is a multiple of 5.
    public static func isSIRET(_ text: String) -> Bool {
        guard let digits = digits(text), digits.count == 14, isSIREN(String(text.prefix(9))) else { return false }
        return luhn(digits) % 10 == 0 || (text.hasPrefix("356000000") && digits.reduce(0, +) % 5 == 0)
    }

    /// The two digits before the SIREN in a French number for value-added tax; nothing if the text is no SIREN.
    public static func vatKey(ofSIREN siren: String) -> String? {
        guard isSIREN(siren), let number = Int(siren) else { return nil }
        let key = (12 + 3 * (number % 97)) % 97
        return key < 10 ? "0\(key)" : String(key)
    }

    /// The SIREN in a French number for value-added tax, if there is one in it.
    public static func siren(ofVAT text: String) -> String? {
        guard text.hasPrefix("FR"), text.utf8.count == 13 else { return nil }
        let siren = String(text.suffix(9))
        return isSIREN(siren) ? siren : nil
    }

    /// Whether a text may be a number for value-added tax: a country of the list and 2 to 12 letters and digits.
    ///
    /// Of France the key is checked too; there are keys with letters, of which only the form can be checked. Of other
    /// countries only the form is.
    public static func isVAT(_ text: String) -> Bool {
        let prefix = String(text.prefix(2))
        let rest = text.utf8.dropFirst(2)
        guard CodeList.isVATPrefix(prefix), (2...12).contains(rest.count), rest.allSatisfy(isCapitalOrDigit) else {
            return false
        }
        guard prefix == "FR" else { return true }
        guard rest.count == 11, rest.dropFirst(2).allSatisfy(isDigit) else { return false }
        let (key, number) = (String(text.dropFirst(2).prefix(2)), String(text.suffix(9)))
        // Monaco's businesses have a French number over an identifier that is no SIREN.
        if !key.utf8.allSatisfy(isDigit) || number.hasPrefix("000") { return true }
        return vatKey(ofSIREN: number) == key
    }

    /// Whether a text is an account number without spaces: country, check digits by ISO 7064 MOD 97-10, up to 30 more
    /// (ISO 13616-1).
    public static func isIBAN(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (15...34).contains(bytes.count), bytes.allSatisfy(isCapitalOrDigit),
            bytes.prefix(2).allSatisfy({ !isDigit($0) }), bytes[2..<4].allSatisfy(isDigit)
        else { return false }
        if text.hasPrefix("FR"), bytes.count != 27 { return false }
        var rest = 0
        for byte in bytes[4...] + bytes[..<4] {
            let value = isDigit(byte) ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
            rest = (rest * (value < 10 ? 10 : 100) + value) % 97
        }
        return rest == 1
    }

    /// Whether a text is the code of a bank: 8 or 11 letters and digits, the first six letters (ISO 9362).
    public static func isBIC(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (bytes.count == 8 || bytes.count == 11) && bytes.allSatisfy(isCapitalOrDigit)
            && bytes.prefix(6).allSatisfy { !isDigit($0) }
    }

    private static func digits(_ text: String) -> [Int]? {
        text.utf8.count <= 14 && text.utf8.allSatisfy(isDigit) ? text.utf8.map { Int($0) - 0x30 } : nil
    }

    private static func luhn(_ digits: [Int]) -> Int {
        digits.reversed().enumerated().reduce(0) { sum, place in
            let value = place.offset % 2 == 0 ? place.element : 2 * place.element
            return sum + (value > 9 ? value - 9 : value)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isCapitalOrDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x41...0x5A).contains(byte) }
}
