/// How telephone numbers are written on the way to a trunk.
public enum NumberForm: String, CaseIterable, Hashable, Sendable {
    /// `+33290920550`.
    case e164
    /// `0033290920550`: the international prefix, also for numbers of the own country.
    case international
    /// `0290920550`; numbers of other countries with the international prefix.
    case national
}

/// The numbering plan of the country that a trunk is in: reads numbers as networks write them, and writes them as a
/// trunk wants them (ITU-T E.164, RFC 3966).
///
/// Inside, a number is always `+` and the digits of E.164, or it is not a number at all: `text(_:userIsPhone:)` returns
/// nothing for short codes, extensions, names and whatever else stands in the user part of a URI.
public struct NumberPlan: Hashable, Sendable {
    /// The longest number of E.164, country code included.
    public static let longest = 15
    /// The shortest number of a foreign country that is taken, country code included.
    public static let shortest = 7
    /// The shortest number that is taken for an international one without any prefix, as an extension could look alike.
    public static let shortestBare = 11
    /// The longest text that is looked at, with its separators and parameters.
    public static let textBytes = 256

    /// France: 33, nine digits, 0 before them within the country, 00 before foreign numbers.
    public static let france = NumberPlan(countryCode: "33", nationalLength: 9)

    /// The digits of the country code.
    public let countryCode: String
    /// How many digits a number has after the country code.
    public let nationalLength: ClosedRange<Int>
    /// What is dialled before a number of the own country.
    public let nationalPrefix: String
    /// What is dialled before the country code of another country.
    public let internationalPrefix: String

    /// Describes a plan.
    public init(
        countryCode: String, nationalLength: Int, nationalPrefix: String = "0", internationalPrefix: String = "00"
    ) {
        self.init(
            countryCode: countryCode, nationalLength: nationalLength...nationalLength, nationalPrefix: nationalPrefix,
            internationalPrefix: internationalPrefix)
    }

    /// Describes a plan whose numbers differ in length.
    public init(
        countryCode: String, nationalLength: ClosedRange<Int>, nationalPrefix: String = "0",
        internationalPrefix: String = "00"
    ) {
        self.countryCode = countryCode
        self.nationalLength = nationalLength
        self.nationalPrefix = nationalPrefix
        self.internationalPrefix = internationalPrefix
    }

    /// The number in E.164 with its `+`, read from the user part of a SIP URI or from what follows `tel:`.
    ///
    /// Visual separators are skipped; of the parameters only `phone-context` counts: `ext`, `isub`, `npdi` and `rn` say
    /// how the call was routed or where it goes on, not whose number it is.
    /// - Parameters:
    ///   - text: with its parameters, unescaped.
    ///   - userIsPhone: whether the URI says that this is a number (`user=phone`, or `tel:`).
    public func e164(_ text: String, userIsPhone: Bool = false) -> String? {
        guard text.utf8.count <= Self.textBytes else { return nil }
        let parts = text.utf8.split(separator: Ascii.semicolon, omittingEmptySubsequences: false)
        guard let first = parts.first, let dialled = Dialled(first) else { return nil }
        if dialled.isGlobal { return global(withoutTrunkZero(dialled.digits)) }
        for part in parts.dropFirst() {
            let pair = part.split(separator: Ascii.equals, maxSplits: 1)
            guard pair.count == 2, Ascii.lowercased(String(decoding: pair[0], as: UTF8.self)) == "phone-context"
            else { continue }
            // A domain as context means a private plan; its numbers are read like any others that the peer sends.
            guard let context = Dialled(pair[1]), context.isGlobal else { break }
            return inContext(dialled.digits, context.digits)
        }
        return local(dialled.digits, userIsPhone: userIsPhone)
    }

    /// The number as a trunk wants it.
    ///
    /// - Parameter number: in E.164 with its `+`; any other text is returned as it is.
    public func text(_ number: String, as form: NumberForm) -> String {
        guard number.hasPrefix("+") else { return number }
        let digits = String(number.dropFirst())
        switch form {
        case .e164: return number
        case .international: return internationalPrefix + digits
        case .national:
            guard isHome(digits) else { return internationalPrefix + digits }
            return nationalPrefix + digits.dropFirst(countryCode.count)
        }
    }

    /// Whether these digits of E.164 are a number of this country; where 0 is dialled first, none begins with 0.
    private func isHome(_ digits: String) -> Bool {
        guard digits.hasPrefix(countryCode) else { return false }
        let number = digits.dropFirst(countryCode.count)
        return nationalLength.contains(number.utf8.count) && !(nationalPrefix == "0" && number.hasPrefix("0"))
    }

    /// Digits after `+` or the international prefix: a country code never begins with 0.
    private func global(_ digits: String) -> String? {
        guard let first = digits.utf8.first, first != Ascii.zero else { return nil }
        if digits.hasPrefix(countryCode) { return isHome(digits) ? "+" + digits : nil }
        return (Self.shortest...Self.longest).contains(digits.utf8.count) ? "+" + digits : nil
    }

    /// Takes the 0 out of `+33 (0)2 90 92 05 50`, as people write and some gateways send it.
    private func withoutTrunkZero(_ digits: String) -> String {
        let prefix = countryCode + nationalPrefix
        guard !nationalPrefix.isEmpty, digits.hasPrefix(prefix) else { return digits }
        let repaired = countryCode + digits.dropFirst(prefix.count)
        return isHome(repaired) ? repaired : digits
    }

    /// A local number of RFC 3966 §5.1.5: the context is what stands before it.
    private func inContext(_ digits: String, _ context: String) -> String? {
        if context == countryCode, !nationalPrefix.isEmpty, digits.hasPrefix(nationalPrefix) {
            return global(context + digits.dropFirst(nationalPrefix.count))
        }
        return global(context + digits)
    }

    private func local(_ digits: String, userIsPhone: Bool) -> String? {
        if digits.hasPrefix(internationalPrefix) {
            return global(withoutTrunkZero(String(digits.dropFirst(internationalPrefix.count))))
        }
        if !nationalPrefix.isEmpty, digits.hasPrefix(nationalPrefix) {
            let number = countryCode + digits.dropFirst(nationalPrefix.count)
            return isHome(number) ? "+" + number : nil
        }
        let fewest = userIsPhone || isHome(digits) ? Self.shortest : Self.shortestBare
        return digits.utf8.count >= fewest ? global(digits) : nil
    }
}

/// A number as it is written, without its separators.
private struct Dialled {
    let isGlobal: Bool
    let digits: String

    /// Nothing when there is anything but one leading plus, digits, and separators (RFC 3966 §3; blanks as people type
    /// them).
    init?(_ bytes: Substring.UTF8View) {
        var digits: [UInt8] = []
        var isGlobal = false
        for byte in bytes {
            switch byte {
            case _ where Ascii.isDigit(byte): digits.append(byte)
            case UInt8(ascii: "+") where digits.isEmpty && !isGlobal: isGlobal = true
            case UInt8(ascii: "-"), Ascii.dot, Ascii.leftParenthesis, Ascii.rightParenthesis, Ascii.space: break
            default: return nil
            }
        }
        guard !digits.isEmpty else { return nil }
        self.isGlobal = isGlobal
        self.digits = String(decoding: digits, as: UTF8.self)
    }
}
