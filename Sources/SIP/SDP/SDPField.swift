/// A piece of a description, read from left to right.
///
/// It is the whole description with two bounds: a piece of it is then one more reference, where a slice would be
/// several.
struct SDPField {
    private let all: [UInt8]
    private var start: Int
    private var end: Int

    init(_ bytes: [UInt8]) {
        (all, start, end) = (bytes, 0, bytes.count)
    }

    var bytes: ArraySlice<UInt8> { all[start..<end] }
    var count: Int { end - start }
    var isEmpty: Bool { start == end }
    var first: UInt8? { isEmpty ? nil : all[start] }

    /// Takes what stands before a separator, and the separator; everything when there is none.
    mutating func take(upTo separator: UInt8) -> SDPField {
        var taken = self
        while start < end {
            start += 1
            if all[start - 1] == separator {
                taken.end = start - 1
                break
            }
        }
        return taken
    }

    /// Takes the next word; spaces before it are skipped, as devices write one too many.
    mutating func takeWord() -> SDPField? {
        trimStart()
        guard start < end else { return nil }
        var word = self
        while start < end, !Ascii.isSpace(all[start]) { start += 1 }
        word.end = start
        return word
    }

    /// Takes the last word.
    mutating func takeLastWord() -> SDPField? {
        trimEnd()
        guard start < end else { return nil }
        var word = self
        while start < end, !Ascii.isSpace(all[end - 1]) { end -= 1 }
        word.start = end
        return word
    }

    /// Takes the letter and the equals sign of a line; nothing if it does not begin so.
    mutating func takeType() -> UInt8? {
        guard count >= 2, all[start + 1] == Ascii.equals else { return nil }
        start += 2
        return all[start - 2]
    }

    /// Drops spaces.
    mutating func trimStart() {
        while start < end, Ascii.isSpace(all[start]) { start += 1 }
    }

    /// Drops spaces, and the CR that a line ends with when it ends in CR LF.
    mutating func trimEnd() {
        while start < end, Ascii.isSpace(all[end - 1]) || all[end - 1] == Ascii.carriageReturn { end -= 1 }
    }

    /// The number that the whole field is: decimal digits only, and not more than the type holds.
    func number<Number: FixedWidthInteger & UnsignedInteger>(as type: Number.Type = Number.self) -> Number? {
        guard !isEmpty else { return nil }
        var number: Number = 0
        for index in start..<end {
            let byte = all[index]
            guard Ascii.isDigit(byte) else { return nil }
            let (product, tooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, stillTooLarge) = product.addingReportingOverflow(Number(byte - Ascii.zero))
            guard !tooLarge, !stillTooLarge else { return nil }
            number = sum
        }
        return number
    }

    /// The field as text if it is not empty and holds nothing but visible ASCII characters.
    ///
    /// Only such text is kept of a line whose words go back to the other side, so that no line can be smuggled into an
    /// answer.
    var token: String? {
        guard !isEmpty else { return nil }
        for index in start..<end where all[index] < 0x21 || all[index] > 0x7E { return nil }
        return text
    }

    /// The field as text; octets that are no UTF-8 are replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Up to eight characters as one number, which is quick to compare; zero for longer or empty fields.
    var key: UInt64 {
        guard count <= 8, first != 0 else { return 0 }
        var key: UInt64 = 0
        for index in start..<end { key = key << 8 | UInt64(all[index]) }
        return key
    }

    /// Like `key`, with ASCII letters in lower case.
    var lowercasedKey: UInt64 {
        guard count <= 8, first != 0 else { return 0 }
        var key: UInt64 = 0
        for index in start..<end { key = key << 8 | UInt64(Ascii.lowercased(all[index])) }
        return key
    }

    /// The key of a word of up to eight characters.
    static func key(_ word: String) -> UInt64 {
        SDPField(Array(word.utf8)).key
    }

    /// Whether the field is a word of more than eight characters, but for the case of ASCII letters.
    ///
    /// - Parameter word: in lower case.
    func matches(_ word: [UInt8]) -> Bool {
        guard count == word.count else { return false }
        for index in word.indices where Ascii.lowercased(all[start + index]) != word[index] { return false }
        return true
    }
}
