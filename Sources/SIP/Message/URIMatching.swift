extension URI {
    /// Whether two URIs mean the same resource by RFC 3261 §19.1.4.
    ///
    /// User parts are compared with case and without escapes, hosts and parameters without case. A parameter that only one
    /// of them has is ignored, except `user`, `ttl`, `method`, `maddr` and `transport`. tel URIs are compared by number
    /// without visual separators (RFC 3966 §4).
    public func isEquivalent(to other: URI) -> Bool {
        switch (scheme, other.scheme) {
        case (.sip, .sip), (.sips, .sips):
            unescapedUser == other.unescapedUser && hasSameHost(as: other) && port == other.port
                && parametersMatch(other) && headersMatch(other)
        case (.tel, .tel):
            phoneNumber == other.phoneNumber && phoneNumber != nil && parametersMatch(other)
        case (.other, .other):
            scheme == other.scheme && escapedUser == other.escapedUser
        default:
            false
        }
    }

    /// The telephone number that the URI is, or nil.
    ///
    /// That is the number of a tel URI, or the user part of a SIP URI if it consists of digits or the URI says
    /// `user=phone`. Visual separators are removed, a leading `+` is kept, and parameters inside the user part
    /// (`+41;phone-context=x@`) are cut off.
    public var phoneNumber: String? {
        guard let user else { return nil }
        if case .other = scheme { return nil }
        let isPhone = scheme == .tel || parameters["user"].map { Ascii.equalIgnoringCase($0, "phone") } ?? false
        var number = ""
        for (index, scalar) in user.unicodeScalars.prefix(while: { $0 != ";" }).enumerated() {
            switch scalar {
            case "0"..."9": number.unicodeScalars.append(scalar)
            case "+" where index == 0: number.unicodeScalars.append(scalar)
            case "*" where isPhone, "#" where isPhone: number.unicodeScalars.append(scalar)
            case "-", ".", "(", ")": continue
            default: return nil
            }
        }
        return number.utf8.contains { Ascii.isDigit($0) } ? number : nil
    }

    /// Bytes, because strings compare by canonical equivalence.
    private var unescapedUser: [UInt8]? {
        escapedUser.map(Escaping.unescapedBytes)
    }

    private func hasSameHost(as other: URI) -> Bool {
        if Ascii.equalIgnoringCase(host, other.host) { return true }
        guard let address = hostAddress else { return false }
        return address == other.hostAddress
    }

    private static let mandatory = ["user", "ttl", "method", "maddr", "transport"]

    private func parametersMatch(_ other: URI) -> Bool {
        let isMatched = { (item: Parameters.Item, others: Parameters) in
            guard others.contains(item.name) else {
                return !Self.mandatory.contains { Ascii.equalIgnoringCase($0, item.name) }
            }
            let values = [item.value ?? "", others[item.name] ?? ""].map(Escaping.unescape)
            return Ascii.equalIgnoringCase(values[0], values[1])
        }
        return parameters.items.allSatisfy { isMatched($0, other.parameters) }
            && other.parameters.items.allSatisfy { isMatched($0, parameters) }
    }

    /// Headers are never ignored: both must have the same.
    private func headersMatch(_ other: URI) -> Bool {
        let contains = { (item: Parameters.Item, others: Parameters) in
            others.items.contains {
                Ascii.equalIgnoringCase($0.name, item.name)
                    && Escaping.unescapedBytes($0.value ?? "") == Escaping.unescapedBytes(item.value ?? "")
            }
        }
        return headers.count == other.headers.count
            && headers.items.allSatisfy { contains($0, other.headers) }
    }
}
