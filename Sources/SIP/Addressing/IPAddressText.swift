extension IPAddress {
    /// Reads an address from text: dotted quad, or IPv6 with or without brackets.
    ///
    /// Numbers with leading zeros (`010.0.0.1`) are refused, as some systems read them as octal.
    public init?(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// Reads an address from the bytes of its text.
    public init?(bytes text: some Collection<UInt8>) {
        // The longest spelling is "[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]".
        guard text.count <= 47 else { return nil }
        var bytes = Array(text)[...]
        if bytes.first == Ascii.leftBracket {
            guard bytes.last == Ascii.rightBracket, bytes.contains(Ascii.colon) else { return nil }
            bytes = bytes.dropFirst().dropLast()
        }
        guard let address = bytes.contains(Ascii.colon) ? Self.ipv6(bytes) : Self.ipv4(bytes) else { return nil }
        self = address
    }

    private static func ipv4(_ bytes: ArraySlice<UInt8>) -> IPAddress? {
        let parts = bytes.split(separator: Ascii.dot, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var low: UInt64 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != Ascii.zero else { return nil }
            var value: UInt64 = 0
            for byte in part {
                guard Ascii.isDigit(byte) else { return nil }
                value = value * 10 + UInt64(byte - Ascii.zero)
            }
            guard value <= 255 else { return nil }
            low = low << 8 | value
        }
        return IPAddress(high: 0, low: low, isIPv6: false)
    }

    /// Groups before and after the one "::" that may stand for zeros (RFC 4291 §2.2).
    private static func ipv6(_ bytes: ArraySlice<UInt8>) -> IPAddress? {
        let groups: [UInt16]
        if let gap = firstDoubleColon(bytes) {
            guard let before = ipv6Groups(bytes[..<gap], last: false),
                let after = ipv6Groups(bytes[(gap + 2)...], last: true), before.count + after.count < 8
            else { return nil }
            groups = before + Array(repeating: 0, count: 8 - before.count - after.count) + after
        } else {
            guard let all = ipv6Groups(bytes, last: true), all.count == 8 else { return nil }
            groups = all
        }
        let word = { (part: ArraySlice<UInt16>) in part.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
        return IPAddress(high: word(groups.prefix(4)), low: word(groups.suffix(4)), isIPv6: true)
    }

    private static func firstDoubleColon(_ bytes: ArraySlice<UInt8>) -> Int? {
        zip(bytes.indices, bytes.indices.dropFirst())
            .first { bytes[$0] == Ascii.colon && bytes[$1] == Ascii.colon }?.0
    }

    /// Hexadecimal groups; the last may be a dotted quad, which makes two.
    private static func ipv6Groups(_ bytes: ArraySlice<UInt8>, last: Bool) -> [UInt16]? {
        guard !bytes.isEmpty else { return [] }
        let parts = bytes.split(separator: Ascii.colon, omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if last, index == parts.count - 1, part.contains(Ascii.dot) {
                guard let quad = ipv4(part) else { return nil }
                groups.append(UInt16(truncatingIfNeeded: quad.low >> 16))
                groups.append(UInt16(truncatingIfNeeded: quad.low))
            } else {
                guard (1...4).contains(part.count) else { return nil }
                var group: UInt16 = 0
                for byte in part {
                    guard let digit = Ascii.hexValue(byte) else { return nil }
                    group = group << 4 | UInt16(digit)
                }
                groups.append(group)
            }
        }
        return groups
    }
}
