/// Shows a message to a person who looks for a fault, without what nobody may know: proofs of passwords, keys of secure
/// sound, and digits that a caller pressed.
///
/// It takes the bytes as they were on the wire, whole or broken. Lines that are not known to hold a secret are left as they
/// are: numbers of callers are seen.
public enum MaskedMessage {
    /// Stands where something was left out.
    public static let mask = "•••"
    /// More bytes of a message are not shown.
    public static let longest = 16_384

    /// Headers that prove that somebody knows a password (RFC 3261 §22).
    private static let proofs: Set<String> = [
        "authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info",
    ]

    /// The text of a message: every octet that is no printable ASCII or UTF-8 is written `\xNN`.
    public static func text(_ bytes: [UInt8]) -> String {
        var masked = MaskedLines()
        for line in bytes.prefix(longest).split(separator: Ascii.lineFeed, omittingEmptySubsequences: false) {
            masked.add(printable(line.last == Ascii.carriageReturn ? line.dropLast() : line))
        }
        if bytes.count > longest { masked.lines.append("… \(bytes.count - longest) more bytes") }
        return masked.lines.joined(separator: "\n")
    }

    /// The lines of one message, as they come.
    private struct MaskedLines {
        var lines: [String] = []
        private var isBody = false
        private var holdsKeys = false
        private var isProof = false

        mutating func add(_ line: String) {
            if isBody { return lines.append(bodyLine(line)) }
            if line.isEmpty {
                isBody = true
                return lines.append(line)
            }
            if line.first == " " || line.first == "\t" {
                // A folded line belongs to the header above.
                return lines.append(isProof ? " " + mask : line)
            }
            let name = line.prefix { $0 != ":" && $0 != " " && $0 != "\t" }.lowercased()
            let isHeader = line.contains(":")
            isProof = isHeader && proofs.contains(name)
            if isHeader, name == "content-type" || name == "c" { holdsKeys = line.lowercased().contains("dtmf") }
            lines.append(isProof ? withoutProof(line) : Self.withoutPasswords(line))
        }

        private func bodyLine(_ line: String) -> String {
            if holdsKeys { return line.isEmpty ? line : mask }
            // RFC 4568 §9.1: the key follows "inline:".
            let lowered = line.lowercased()
            guard lowered.hasPrefix("a=crypto:") || lowered.hasPrefix("k=") else { return line }
            guard let key = line.firstRange(of: "inline:") else { return line.prefix { $0 != ":" } + ":" + mask }
            return line[..<key.upperBound] + mask
        }

        /// The header with its scheme, and of its parameters those that are no proof.
        private func withoutProof(_ line: String) -> String {
            let shown: Set<String> = ["realm", "nonce", "username", "uri", "algorithm", "qop", "nc", "opaque"]
            guard let colon = line.firstIndex(of: ":") else { return mask }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            let scheme = value.prefix { $0 != " " }
            guard scheme.lowercased() == "digest" else { return "\(line[...colon]) \(scheme) \(mask)" }
            let parameters = Self.parts(value.dropFirst(scheme.count)).map { part in
                let name = part.prefix { $0 != "=" && $0 != " " }
                return shown.contains(name.lowercased()) ? part : "\(name)=\(mask)"
            }
            return "\(line[...colon]) \(scheme) \(parameters.joined(separator: ", "))"
        }

        /// The line with no password in a URI's user part (RFC 3261 §19.1.1).
        private static func withoutPasswords(_ line: String) -> String {
            guard line.contains("@") else { return line }
            var rest = line[...]
            var text = ""
            while let scheme = ["sip:", "sips:"].compactMap({ rest.firstRange(of: $0) })
                .min(by: { $0.lowerBound < $1.lowerBound })
            {
                text += rest[..<scheme.upperBound]
                rest = rest[scheme.upperBound...]
                let uri = rest.prefix { !" \t<>\",;?".contains($0) }
                guard let at = uri.firstIndex(of: "@"), let colon = uri[..<at].firstIndex(of: ":") else { continue }
                text += uri[...colon] + mask
                rest = rest[at...]
            }
            return text + rest
        }

        /// What stands between commas outside of quotes.
        private static func parts(_ text: Substring) -> [String] {
            var parts = [""]
            var isQuoted = false
            var isEscaped = false
            for character in text {
                if character == ",", !isQuoted {
                    parts.append("")
                    continue
                }
                if character == "\"", !isEscaped { isQuoted.toggle() }
                isEscaped = isQuoted && character == "\\" && !isEscaped
                parts[parts.count - 1].append(character)
            }
            return parts.map { String($0.drop { $0 == " " || $0 == "\t" }) }
        }
    }

    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self),
            text.unicodeScalars.allSatisfy({ $0 == "\t" || !$0.properties.isControl })
        {
            return text
        }
        return bytes.reduce(into: "") { text, byte in
            if byte == Ascii.tab || (0x20..<0x7F).contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                text += "\\x" + (hex.utf8.count < 2 ? "0" : "") + hex
            }
        }
    }
}

extension Unicode.Scalar.Properties {
    /// Whether a terminal might obey it rather than show it.
    fileprivate var isControl: Bool { generalCategory == .control || generalCategory == .format }
}
