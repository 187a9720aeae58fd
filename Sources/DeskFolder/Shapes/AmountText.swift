/// Amounts of money as they are written in files: `350`, `350.5`, `350.00`.
public enum AmountText {
    /// The largest amount.
    private static let limit = 1_000_000

    /// An amount with at most two decimals, in hundredths; at most a million.
    public static func cents(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(isDigit), let units = Int(whole),
            units <= limit
        else { return nil }
        guard parts.count == 2 else { return units * 100 }
        let decimals = parts[1]
        guard (1...2).contains(decimals.utf8.count), decimals.utf8.allSatisfy(isDigit), let rest = Int(decimals) else {
            return nil
        }
        return units * 100 + (decimals.utf8.count == 1 ? rest * 10 : rest)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
