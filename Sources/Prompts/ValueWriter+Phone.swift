import Desk

/// Writes telephone numbers in pairs of digits, counted from the end.
extension ValueWriter {
    /// The number as the language shows it, `02 90 92 05 55` or `+33 2 90 92 05 55`.
    func write(_ phone: PhoneNumber) -> String {
        let shown = PhoneGroups(phone, in: language)
        return ((shown.country.map { ["+" + $0] } ?? []) + shown.groups).joined(separator: " ")
    }
}

/// A telephone number cut for its reader.
///
/// A French number is shown as it is dialled in France to whoever reads French, any other in international form.
struct PhoneGroups: Hashable, Sendable {
    /// The country code of an international form.
    let country: Substring?
    /// The digits in pairs; the first group may have one.
    let groups: [Substring]

    init(_ phone: PhoneNumber, in language: Language) {
        let digits = phone.description.dropFirst()
        if language == .french, digits.hasPrefix("33"), digits.count == 11 {
            country = nil
            groups = ("0" + digits.dropFirst(2)).groups(of: 2)
        } else {
            let length = CountryCode.length(of: digits)
            country = digits.prefix(length)
            groups = String(digits.dropFirst(length)).groups(of: 2)
        }
    }
}

/// How many digits the country code of an international number has (list of ITU-T E.164 assigned country codes).
private enum CountryCode {
    private static let ofTwoDigits: Set<Substring> = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
        "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90", "91", "92", "93", "94", "95", "98",
    ]

    static func length(of digits: Substring) -> Int {
        if digits.first == "1" || digits.first == "7" { return 1 }
        return ofTwoDigits.contains(digits.prefix(2)) ? 2 : 3
    }
}

extension String {
    /// The characters in groups of a size, counted from the end: the first group may be shorter.
    func groups(of size: Int) -> [Substring] {
        var groups: [Substring] = []
        var rest = self[...]
        while !rest.isEmpty {
            let first = rest.count % size
            groups.append(rest.prefix(first == 0 ? size : first))
            rest = rest.dropFirst(first == 0 ? size : first)
        }
        return groups
    }
}
