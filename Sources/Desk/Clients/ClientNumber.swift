/// A client's number: exactly five digits, unique, keyed in by the caller (rule R1).
public struct ClientNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How many digits a client number has.
    public static let length = 5

    /// The five digits.
    public let description: String

    /// Makes a number, or nothing if `text` is not five ASCII digits.
    public init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        description = text
    }

    /// Order of the digits.
    public static func < (left: ClientNumber, right: ClientNumber) -> Bool { left.description < right.description }
}

/// A telephone number in international form (ITU-T E.164): `+` and 3 to 15 digits.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number with its leading `+`.
    public let description: String

    /// Reads `+33612345678`, `0033…`, or a national `0…` number of the given country; spaces, dots and hyphens are ignored.
    ///
    /// - Parameter country: the country code that a single leading zero stands for.
    public init?(_ text: String, country: String = "33") {
        var digits: [UInt8] = []
        var international = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case 0x2B where digits.isEmpty && !international: international = true
            case 0x20, 0x2E, 0x2D: continue
            default: return nil
            }
        }
        if !international {
            if digits.starts(with: [0x30, 0x30]) {
                digits.removeFirst(2)
            } else if digits.first == 0x30 {
                digits.replaceSubrange(0..<1, with: Array(country.utf8))
            } else {
                return nil
            }
        }
        guard (3...15).contains(digits.count), digits.first != 0x30 else { return nil }
        description = "+" + String(decoding: digits, as: UTF8.self)
    }
}

/// The two languages in which the desk speaks.
public enum Language: String, CaseIterable, Hashable, Sendable {
    /// French.
    case french = "fr"
    /// English.
    case english = "en"
}
