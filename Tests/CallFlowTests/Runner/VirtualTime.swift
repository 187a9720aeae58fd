import Desk

/// Times since the call came in, in seconds with at most three decimals: `8s`, `7.999s`.
enum VirtualTime {
    /// Reads a time; nothing if the text is none.
    static func read(_ text: String) -> Duration? {
        guard text.hasSuffix("s") else { return nil }
        let parts = text.dropLast().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : "0"
        guard let whole = parts.first.flatMap({ number($0) }), (1...3).contains(decimals.utf8.count),
            let rest = number(decimals + String(repeating: "0", count: 3 - decimals.utf8.count))
        else { return nil }
        return .milliseconds(whole * 1000 + rest)
    }

    private static func number(_ digits: Substring) -> Int? {
        digits.utf8.count <= 9 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
    }

    /// Writes a time so that it reads back equal.
    static func text(_ time: Duration) -> String {
        let milliseconds = time.milliseconds
        var decimals = String(1000 + milliseconds % 1000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return "\(milliseconds / 1000)\(decimals.isEmpty ? "" : ".\(decimals)")s"
    }
}
