/// The first characters of a contact's portal password, as they are keyed on a phone pad (rule R3).
public enum Passcode {
    /// How many characters of the password are asked for ("les trois premiers caractères").
    public static let length = 3

    /// The keys for the first three characters of a password: letters by ITU-T E.161, digits as they are.
    ///
    /// Accents are dropped; a character that no key carries is keyed as 1, the key without letters.
    /// - Returns: three digits, or nothing if the password is shorter than three characters.
    public static func keys(forPassword password: String) -> String? {
        var keys = ""
        for character in password.prefix(length) { keys.append(key(for: character)) }
        return keys.utf8.count == length ? keys : nil
    }

    private static func key(for character: Character) -> Character {
        let letters: [(Character, String)] = [
            ("2", "ABCÀÂÄÁÃÅĀĂĄÇĆĈĊČÆ"), ("3", "DEFĎĐÉÈÊËĒĔĖĘĚ"), ("4", "GHIĜĞĠĢĤĦÎÏÍÌĨĪĬĮİ"), ("5", "JKLĴĶĹĻĽĿŁ"),
            ("6", "MNOÑŃŅŇÔÖÓÒÕŌŎŐØŒ"), ("7", "PQRSŔŖŘŚŜŞŠȘ"), ("8", "TUVŢŤŦȚÙÛÜÚŨŪŬŮŰŲ"), ("9", "WXYZŴÝŶŸŹŻŽ"),
        ]
        if character.isASCII, character.isNumber { return character }
        let upper = Character(character.uppercased().prefix(1).description)
        return letters.first { $0.1.contains(upper) }?.0 ?? "1"
    }
}

/// A keyed hash of a passcode (HMAC-SHA-256, 32 bytes); the passcode itself is stored nowhere (rule R3).
public struct PasscodeHash: Hashable, Sendable {
    /// The bytes of the hash.
    public let bytes: [UInt8]

    /// Wraps a hash that was computed or stored elsewhere.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether two hashes are equal, in a time that does not depend on where they differ.
    public func matches(_ other: PasscodeHash) -> Bool {
        var difference: UInt8 = bytes.count == other.bytes.count ? 0 : 1
        for (mine, theirs) in zip(bytes, other.bytes) { difference |= mine ^ theirs }
        return difference == 0
    }
}

/// How often a passcode may be tried.
public struct PasscodePolicy: Hashable, Sendable {
    /// Wrong entries within one call after which the call is refused.
    public let attemptsPerCall: Int
    /// Wrong entries of one client within `window` after which the passcode is locked.
    public let failuresBeforeLock: Int
    /// The rolling time over which wrong entries count.
    public let window: Duration

    /// Makes a policy.
    public init(attemptsPerCall: Int = 3, failuresBeforeLock: Int = 6, window: Duration = .hours(24)) {
        self.attemptsPerCall = attemptsPerCall
        self.failuresBeforeLock = failuresBeforeLock
        self.window = window
    }
}
