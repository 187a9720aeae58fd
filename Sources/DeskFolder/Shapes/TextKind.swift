import CallFlow
import Desk

/// What a piece of text may be; each kind knows its words for messages and, in the schema, its pattern.
package enum TextKind: Hashable, Sendable {
    /// Free text that is not empty.
    case text
    /// A name within the desk: a letter or digit, then letters, digits, `-` or `_`.
    case name
    /// An identifier of a record, without spaces.
    case identifier
    /// One of these words.
    case choice([String])
    case boolean
    case integer(ClosedRange<Int>)
    case duration(ClosedRange<Duration>)
    case date
    case timeOfDay
    /// A moment, with or without an offset.
    case timestamp
    case phone
    case clientNumber
    case contactCode
    case key
    /// One key, or two.
    case keys
    /// A positive amount with at most two decimals.
    case amount
    case currency
    /// A passcode or the password that begins with it.
    case passcode
    /// A SIP or telephone address.
    case destination
    /// An expression over variables.
    case expression
    /// A fact of a call, for example `ticket.unanswered`.
    case fact
    /// Something of `telephony:`.
    case telephony(TelephonyText)
    /// Something of `billing:` or of the mentions for invoices.
    case billing(BillingText)

    /// What is expected, in words.
    var words: String {
        switch self {
        case .text: "some text"
        case .name: "a name of letters, digits, '-' and '_'"
        case .identifier: "an identifier without spaces, at most \(TextKind.nameLength) characters"
        case .choice(let words):
            words.count == 1 ? "'\(words[0])'" : "one of \(words.map { "'\($0)'" }.joined(separator: ", "))"
        case .boolean: "true or false"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a duration from \(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound)), such as 8s, 2m or 1h30m"
        case .date: "a day such as 2026-03-10"
        case .timeOfDay: "a time such as \"08:00\""
        case .timestamp: "a time such as 2026-03-10T20:30:00+01:00"
        case .phone: "an international number in quotes, such as \"+33290920555\""
        case .clientNumber: "\(ClientNumber.length) digits in quotes, such as \"12345\""
        case .contactCode: "\(Contact.codeLength) digits in quotes, such as \"01\""
        case .key: "one key in quotes: a digit, \"*\" or \"#\""
        case .keys: "one or two keys in quotes, such as \"*9\""
        case .amount: "a positive amount with at most two decimals, such as 350.00"
        case .currency: "a currency of three capital letters, such as EUR"
        case .passcode: "at least \(Passcode.length) characters: the beginning of the password"
        case .destination: "a sip:, sips: or tel: address"
        case .expression: "a value, a variable or an expression"
        case .fact: "a fact such as ticket.unanswered"
        case .telephony(let kind): kind.words
        case .billing(let kind): kind.words
        }
    }

    /// Whether there are only a few such texts.
    var isClosed: Bool { if case .choice = self { true } else { false } }

    /// The longest name or identifier.
    static let nameLength = 64
    /// The longest free text.
    static let textLength = 2000

    /// Whether text is of this kind and within its limits.
    package func accepts(_ text: String) -> Bool {
        switch self {
        case .text: !text.allSatisfy(\.isWhitespace) && text.utf8.count <= Self.textLength
        case .name: Self.isName(text)
        case .identifier: Self.isIdentifier(text)
        case .choice(let words): words.contains(text)
        case .boolean: text == "true" || text == "false"
        case .integer(let range): Self.integer(text).map(range.contains) ?? false
        case .duration(let range): DurationText.parse(text).map(range.contains) ?? false
        case .date: Timestamp.parseDate(text) != nil
        case .timeOfDay: Timestamp.parseTime(text) != nil
        case .timestamp: Timestamp.parse(text, in: .utc) != nil
        case .phone: text.hasPrefix("+") && PhoneNumber(text) != nil
        case .clientNumber: ClientNumber(text) != nil
        case .contactCode: text.utf8.count == Contact.codeLength && text.utf8.allSatisfy(Self.isDigit)
        case .key: text.count == 1 && text.first.flatMap { Key($0) } != nil
        case .keys: AbuseKey(text) != nil
        case .amount: AmountText.cents(text).map { $0 > 0 } ?? false
        case .currency: text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        case .passcode: Passcode.keys(forPassword: text) != nil && text.utf8.count <= Self.nameLength
        case .destination: Self.isDestination(text)
        case .expression, .fact: !text.isEmpty && text.utf8.count <= Self.textLength
        case .telephony(let kind): kind.accepts(text)
        case .billing(let kind): kind.accepts(text)
        }
    }

    /// A whole number in decimal digits.
    static func integer(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.allSatisfy(isDigit) ? Int(text) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isName(_ text: String) -> Bool {
        func isLetterOrDigit(_ byte: UInt8) -> Bool {
            isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= nameLength else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.count <= nameLength && text.utf8.count <= 4 * nameLength
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace }
    }

    private static func isDestination(_ text: String) -> Bool {
        guard let scheme = ["sip:", "sips:", "tel:"].first(where: text.hasPrefix) else { return false }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        return !rest.isEmpty && text.utf8.count <= 256
            && rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3C && $0 != 0x3E }
    }
}
