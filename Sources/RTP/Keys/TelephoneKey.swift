/// A key of a telephone, with the code that RFC 4733 §3.2 gives it.
public enum TelephoneKey: UInt8, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    /// The digits.
    case zero, one, two, three, four, five, six, seven, eight, nine
    /// The star, code 10.
    case star
    /// The number sign, code 11.
    case pound
    /// The fourth column, codes 12 to 15.
    case a, b, c, d

    /// What is printed on it: `0` to `9`, `*`, `#`, `A` to `D`.
    public var character: Character { Character(Unicode.Scalar(ascii)) }

    /// What is printed on it.
    public var description: String { String(character) }

    /// What is printed on it, in ASCII.
    public var ascii: UInt8 {
        switch self {
        case .star: UInt8(ascii: "*")
        case .pound: UInt8(ascii: "#")
        case .a, .b, .c, .d: UInt8(ascii: "A") + (rawValue - Self.a.rawValue)
        default: UInt8(ascii: "0") + rawValue
        }
    }

    /// The key with a character on it; the letters may be small.
    public init?(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self.init(rawValue: byte - UInt8(ascii: "0"))
        case UInt8(ascii: "*"): self = .star
        case UInt8(ascii: "#"): self = .pound
        case UInt8(ascii: "A")...UInt8(ascii: "D"): self.init(rawValue: 12 + byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "d"): self.init(rawValue: 12 + byte - UInt8(ascii: "a"))
        default: return nil
        }
    }
}

/// Up to sixteen keys in the order of their presses, in sixteen bytes and none on the heap.
public struct TelephoneKeys: Hashable, Sendable, Sequence, IteratorProtocol, ExpressibleByArrayLiteral {
    /// How many keys it holds.
    public static let capacity = 16

    /// How many keys are in it.
    public private(set) var count = 0
    /// Four bits a key, the first lowest.
    private var codes: UInt64 = 0

    /// No key.
    public init() {}

    /// Some keys; those over the capacity are left out.
    public init(arrayLiteral keys: TelephoneKey...) {
        for key in keys { append(key) }
    }

    /// Whether there is no key.
    public var isEmpty: Bool { count == 0 }

    /// The first key.
    public var first: TelephoneKey? { isEmpty ? nil : TelephoneKey(rawValue: UInt8(codes & 15)) }

    /// Adds a key at the end.
    ///
    /// - Returns: false when there is no room; nothing is added then.
    @discardableResult
    public mutating func append(_ key: TelephoneKey) -> Bool {
        guard count < Self.capacity else { return false }
        codes |= UInt64(key.rawValue) << (4 * UInt64(count))
        count += 1
        return true
    }

    /// Takes the first key out.
    public mutating func next() -> TelephoneKey? {
        guard let key = first else { return nil }
        codes >>= 4
        count -= 1
        return key
    }
}
