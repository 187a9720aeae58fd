/// Text that is no JSON as the ledger writes it.
public struct JSONParsingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte at which it goes wrong, from 0.
    public let offset: Int
    /// What is wrong there.
    public let message: String

    /// What is wrong, and where.
    public var description: String { "byte \(offset): \(message)" }
}

extension CanonicalJSON {
    /// Reads JSON (RFC 8259) whose numbers are whole; of two members of one name the first counts.
    ///
    /// - Throws: an error for anything else, for numbers beyond 64 bits, and for more than 64 levels.
    public init(reading text: String) throws(JSONParsingError) {
        var parser = JSONParser(bytes: Array(text.utf8))
        self = try parser.document()
    }

    /// The same without a word on what is wrong: nothing for what cannot be read.
    public init?(parsing text: String) {
        guard let value = try? CanonicalJSON(reading: text) else { return nil }
        self = value
    }

    /// The members, if it is an object.
    public var members: Members? { if case .object(let members) = self { members } else { nil } }
    /// The member of an object; nothing of any other value.
    public subscript(name: String) -> CanonicalJSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text, if it is text.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The number, if it is one.
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The truth value, if it is one.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The items, if it is a list.
    public var items: [CanonicalJSON]? { if case .array(let items) = self { items } else { nil } }
}

/// Reads bytes from the left to the right.
private struct JSONParser {
    static let deepest = 64

    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONParsingError) -> CanonicalJSON {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw wrong("something follows the value") }
        return value
    }

    private func wrong(_ message: String) -> JSONParsingError { JSONParsingError(offset: position, message: message) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONParsingError) -> CanonicalJSON {
        guard depth < Self.deepest else { throw wrong("there are more than \(Self.deepest) levels") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: CanonicalJSON) throws(JSONParsingError) -> CanonicalJSON {
        for byte in word.utf8 where !take(byte) { throw wrong("no value") }
        return value
    }

    private mutating func number() throws(JSONParsingError) -> CanonicalJSON {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        if let byte = next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
            throw wrong("the number is not whole")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Int(text) else { throw wrong("no value") }
        // One number, one spelling: no zeros in front, no zero below zero.
        guard String(value) == text else { throw wrong("the number is not spelt canonically") }
        return .integer(value)
    }

    private mutating func array(depth: Int) throws(JSONParsingError) -> CanonicalJSON {
        position += 1
        var items: [CanonicalJSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(items) }
            guard take(UInt8(ascii: ",")) else { throw wrong("a comma is missing in a list") }
        }
    }

    private mutating func object(depth: Int) throws(JSONParsingError) -> CanonicalJSON {
        position += 1
        var members: [(String, CanonicalJSON)] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(.init(members)) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw wrong("a member has no name") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw wrong("a member has no value") }
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(.init(members)) }
            guard take(UInt8(ascii: ",")) else { throw wrong("a comma is missing in an object") }
        }
    }

    private mutating func string() throws(JSONParsingError) -> String {
        position += 1
        let start = position
        // Nearly every text is plain, and is read in one go.
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        var text = bytes[start..<position]
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw wrong("a control character stands in a text")
            default: text.append(byte)
            }
        }
        throw wrong("a text has no end")
    }

    private mutating func escape() throws(JSONParsingError) -> [UInt8] {
        guard let byte = next else { throw wrong("a text has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let unit = try hexadecimal()
            if let scalar = Unicode.Scalar(unit) { return Array(String(scalar).utf8) }
            guard UTF16.isLeadSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                throw wrong("half a character")
            }
            let trail = try hexadecimal()
            guard UTF16.isTrailSurrogate(trail) else { throw wrong("half a character") }
            return Array(String(decoding: [unit, trail], as: UTF16.self).utf8)
        default: throw wrong("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(JSONParsingError) -> UInt16 {
        let end = position + 4
        guard end <= bytes.count,
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16),
            bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-")
        else { throw wrong("no four hexadecimal digits") }
        position = end
        return unit
    }
}
