/// Who refreshes a session, seen from the request that negotiates it (RFC 4028 §4).
public enum SessionRefresher: String, Hashable, Sendable {
    /// The side that sent the request.
    case uac
    /// The side that answered it.
    case uas
}

/// The value of `Session-Expires` (RFC 4028 §4): the session interval and who refreshes.
public struct SessionExpires: Hashable, Sendable {
    /// The session interval in seconds; a value beyond 2³²−1 is read as that.
    public let seconds: UInt32
    /// Who refreshes; an unknown value is read as none.
    public let refresher: SessionRefresher?

    /// Makes a value.
    public init(seconds: UInt32, refresher: SessionRefresher? = nil) {
        self.seconds = seconds
        self.refresher = refresher
    }

    /// Reads `1800;refresher=uac`; nothing when it does not begin with a number.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let seconds = parts.first.flatMap({ DeltaSeconds.parse(String(Substring($0))) }) else { return nil }
        self.seconds = seconds
        let names = parts.dropFirst().map { part in
            String(Substring(part)).lowercased().filter { $0 != " " && $0 != "\t" }
        }
        refresher = names.first { $0.hasPrefix("refresher=") }
            .flatMap { SessionRefresher(rawValue: String($0.dropFirst("refresher=".count))) }
    }

    /// The header's value.
    public var text: String { refresher.map { "\(seconds);refresher=\($0.rawValue)" } ?? "\(seconds)" }
}

/// A number of seconds in a header (RFC 3261 §25.1, delta-seconds).
enum DeltaSeconds {
    /// Reads decimal digits with blanks around them, or with parameters or a comment behind them.
    ///
    /// A value beyond 2³²−1 is read as that (RFC 3261 §20.19). Nothing when there is no digit, or a sign.
    static func parse(_ text: String) -> UInt32? {
        let trimmed = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }
        let digits = trimmed.prefix { (0x30...0x39).contains($0) }
        let rest = trimmed.dropFirst(digits.count).drop { $0 == 0x20 || $0 == 0x09 }
        guard !digits.isEmpty, rest.isEmpty || rest.first == UInt8(ascii: ";") || rest.first == UInt8(ascii: "(")
        else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            let (product, tooMuch) = value.multipliedReportingOverflow(by: 10)
            let (sum, overTheTop) = product.addingReportingOverflow(UInt32(digit - 0x30))
            if tooMuch || overTheTop { return .max }
            value = sum
        }
        return value
    }
}
