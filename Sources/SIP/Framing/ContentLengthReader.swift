/// Finds Content-Length among the header lines of one message while they arrive (RFC 3261 §7.3, §18.3, §20.14).
///
/// A header may go on in the next line, if that begins with white space. So a value is complete only when the next
/// line is known to be another header or the blank line; until then the place of the value is kept. Lines are given
/// once each, in order.
struct ContentLengthReader: Sendable {
    /// The length that was read, if any.
    private(set) var length: Int?
    /// The first thing that was wrong.
    ///
    /// It waits for the end of the header section, so that a response finds its Via.
    private(set) var problem: FramingFailure.Problem?
    /// The value of a Content-Length that may still go on.
    private var open: Range<Int>?

    /// Takes a header line or the blank line.
    ///
    /// - Parameters:
    ///   - line: its place in the message, without its line end.
    ///   - message: the bytes of the message, and perhaps more.
    ///   - limit: the largest length that is read.
    mutating func lineEnded(_ line: Range<Int>, of message: ArraySlice<UInt8>, limit: Int) {
        let bytes = Self.bytes(line, of: message)
        if let first = bytes.first, Self.isBlank(first) {
            if let value = open { open = value.lowerBound..<line.upperBound }
            return
        }
        if let value = open {
            read(Self.bytes(value, of: message), limit: limit)
            open = nil
        }
        if let valueStart = Self.valueStart(bytes) {
            open = (line.lowerBound + valueStart)..<line.upperBound
        }
    }

    private static func bytes(_ range: Range<Int>, of message: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        message.dropFirst(range.lowerBound).prefix(range.count)
    }

    private mutating func read(_ value: ArraySlice<UInt8>, limit: Int) {
        guard problem == nil else { return }
        let digits = value.drop(while: Self.isBlank).trimmingSuffix(while: Self.isBlank)
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            problem = .contentLengthInvalid(Array(digits.prefix(32)))
            return
        }
        var number = 0
        for digit in digits {
            // A number that passed the limit stays there: it is refused, however long it is.
            guard number <= limit else { break }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(Int(digit) - 0x30)
            number = overflow || carried ? .max : sum
        }
        if number > limit {
            problem = .bodyTooLong(declared: Int(String(decoding: digits.prefix(32), as: UTF8.self)), limit: limit)
        } else if let length, length != number {
            problem = .contentLengthsDiffer(length, number)
        } else {
            length = number
        }
    }

    /// How many bytes come before the value, if the line is a Content-Length.
    private static func valueStart(_ line: ArraySlice<UInt8>) -> Int? {
        guard let first = line.first, first | 0x20 == 0x63 || first | 0x20 == 0x6C else { return nil }
        guard let colon = line.prefix(64).firstIndex(of: 0x3A) else { return nil }
        let name = line[..<colon].trimmingSuffix(while: isBlank)
        let isLength = isSame(name, "l") || isSame(name, "content-length")
        return isLength ? colon + 1 - line.startIndex : nil
    }

    /// Whether a header name is the one given in lower case.
    private static func isSame(_ name: ArraySlice<UInt8>, _ other: StaticString) -> Bool {
        guard name.count == other.utf8CodeUnitCount else { return false }
        return other.withUTF8Buffer { other in
            zip(name, other).allSatisfy { (0x41...0x5A).contains($0) ? $0 | 0x20 == $1 : $0 == $1 }
        }
    }

    /// Space and tab, and the line ends inside a folded value.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }
}

extension ArraySlice<UInt8> {
    fileprivate func trimmingSuffix(while predicate: (UInt8) -> Bool) -> Self {
        guard let last = lastIndex(where: { !predicate($0) }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }
}
