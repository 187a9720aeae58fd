/// Makes choices out of the bytes that the fuzzer invents; one that has ended gives zeros.
struct FuzzInput {
    private let bytes: [UInt8]
    private var position = 0

    /// Copies the fuzzer's bytes.
    init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
        bytes = Array(UnsafeBufferPointer(start: start, count: count))
    }

    /// Whether no byte is left.
    var isEmpty: Bool { position == bytes.count }

    /// The next byte.
    mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        defer { position += 1 }
        return bytes[position]
    }

    /// Two bytes.
    mutating func short() -> UInt16 { UInt16(byte()) << 8 | UInt16(byte()) }

    /// Four bytes.
    mutating func word() -> UInt32 { UInt32(short()) << 16 | UInt32(short()) }

    /// A number from zero to below a limit.
    mutating func below(_ limit: Int) -> Int { Int(byte()) % limit }

    /// One of several.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// So many bytes, or as many as are left.
    mutating func take(_ count: Int) -> [UInt8] {
        let end = min(bytes.count, position + count)
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// As many bytes as the next byte says.
    mutating func chunk() -> [UInt8] { take(Int(byte())) }

    /// All that is left.
    mutating func rest() -> [UInt8] { take(bytes.count) }
}

/// Ends the process where something does not hold that always must: the fuzzer then keeps its input.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { fatalError(what()) }
}
