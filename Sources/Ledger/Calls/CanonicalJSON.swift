import Desk

/// A JSON value with one spelling (RFC 8785): keys in the order of their UTF-16 code units, no spaces, whole numbers.
///
/// The same facts give the same bytes, so that a hash over them proves something.
public indirect enum CanonicalJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([CanonicalJSON])
    case object(Members)

    /// The members of an object, in their one order.
    public struct Members: Hashable, Sendable {
        /// Names and values in the order of the names.
        public let sorted: [(name: String, value: CanonicalJSON)]

        /// Puts members in order; of two with the same name the first counts.
        public init(_ members: [(String, CanonicalJSON)]) {
            var sorted: [(name: String, value: CanonicalJSON)] = []
            sorted.reserveCapacity(members.count)
            for (name, value) in members {
                // Few members, often nearly in order: inserting beats a general sort.
                var place = sorted.count
                while place > 0, Self.isBefore(name, sorted[place - 1].name) { place -= 1 }
                // By bytes: strings that Swift calls equal may be spelled differently.
                if place > 0, sorted[place - 1].name.utf8.elementsEqual(name.utf8) { continue }
                sorted.insert((name, value), at: place)
            }
            self.sorted = sorted
        }

        /// The value of that name.
        public subscript(name: String) -> CanonicalJSON? {
            sorted.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
        }

        /// Of two names of ASCII alone, the order of bytes is that of UTF-16 code units.
        private static func isBefore(_ left: String, _ right: String) -> Bool {
            if left.utf8.allSatisfy({ $0 < 0x80 }), right.utf8.allSatisfy({ $0 < 0x80 }) {
                return left.utf8.lexicographicallyPrecedes(right.utf8)
            }
            return left.utf16.lexicographicallyPrecedes(right.utf16)
        }

        /// Whether names and values are the same.
        public static func == (left: Members, right: Members) -> Bool {
            left.sorted.elementsEqual(right.sorted) { $0.name == $1.name && $0.value == $1.value }
        }

        /// Hashes names and values.
        public func hash(into hasher: inout Hasher) {
            for member in sorted {
                hasher.combine(member.name)
                hasher.combine(member.value)
            }
        }
    }

    /// The value's one spelling.
    public var text: String {
        var text: [UInt8] = []
        text.reserveCapacity(128)
        write(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private func write(into text: inout [UInt8]) {
        switch self {
        case .null: text.append(contentsOf: "null".utf8)
        case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): text.append(contentsOf: String(value).utf8)
        case .string(let value): Self.write(value, into: &text)
        case .array(let values):
            text.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                value.write(into: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                Self.write(member.name, into: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(into: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func write(_ value: String, into text: inout [UInt8]) { write(utf8: value.utf8, into: &text) }

    /// Writes a string.
    static func write(utf8 value: some Collection<UInt8>, into text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        defer { text.append(UInt8(ascii: "\"")) }
        // Nearly every value is plain, and is copied in one go.
        if value.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text.append(contentsOf: value)
            return
        }
        for byte in value {
            switch byte {
            case UInt8(ascii: "\""): text.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): text.append(contentsOf: #"\\"#.utf8)
            case 0x08: text.append(contentsOf: #"\b"#.utf8)
            case 0x09: text.append(contentsOf: #"\t"#.utf8)
            case 0x0A: text.append(contentsOf: #"\n"#.utf8)
            case 0x0C: text.append(contentsOf: #"\f"#.utf8)
            case 0x0D: text.append(contentsOf: #"\r"#.utf8)
            case 0x00..<0x20:
                text.append(contentsOf: #"\u00"#.utf8)
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            default: text.append(byte)
            }
        }
    }
}

extension CanonicalJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension CanonicalJSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral {
    /// An array.
    public init(arrayLiteral elements: CanonicalJSON...) { self = .array(elements) }
    /// An object; of two members with the same key the first one counts.
    public init(dictionaryLiteral elements: (String, CanonicalJSON)...) { self = .object(Members(elements)) }
    /// No value.
    public init(nilLiteral: ()) { self = .null }
}

extension CanonicalJSON {
    /// A list of strings.
    public init(_ strings: [String]) { self = .array(strings.map(CanonicalJSON.string)) }

    /// A string, or no value.
    public static func optional(_ text: String?) -> CanonicalJSON { text.map(CanonicalJSON.string) ?? .null }

    /// An instant as milliseconds since 1970 in UTC, or no value.
    public static func instant(_ instant: Instant?) -> CanonicalJSON {
        instant.map { .integer(Int($0.milliseconds)) } ?? .null
    }

    /// An assessment: every precondition with its outcome and its evidence, in the procedure's order.
    public init(_ assessment: Assessment) {
        self = .array(
            assessment.entries.map { entry in
                [
                    "precondition": .string(entry.precondition.rawValue), "outcome": .string(entry.outcome),
                    "evidence": .array(entry.evidence.map { ["name": .string($0.name), "value": .string($0.value)] }),
                ]
            })
    }
}
