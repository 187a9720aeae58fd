/// Where a report goes, in chunks: a page of a million lines is never in memory at once.
public struct ReportOutput {
    /// Bytes that are gathered before they are handed on.
    public static let chunk = 64 << 10

    private var bytes: [UInt8] = []
    private let consume: ([UInt8]) throws -> Void

    /// Makes an output.
    ///
    /// - Parameter consume: takes the bytes, some tens of thousands at a time.
    public init(_ consume: @escaping ([UInt8]) throws -> Void) {
        self.init(capacity: Self.chunk + (8 << 10), consume)
    }

    private init(capacity: Int, _ consume: @escaping ([UInt8]) throws -> Void) {
        self.consume = consume
        bytes.reserveCapacity(capacity)
    }

    /// What is written, for writing it again.
    static func bytes(_ write: (inout ReportOutput) -> Void) -> [UInt8] {
        var output = ReportOutput(capacity: 64) { _ in }
        write(&output)
        return output.bytes
    }

    /// Adds a text as it is.
    mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds bytes as they are.
    mutating func write(_ other: some Collection<UInt8>) { bytes.append(contentsOf: other) }

    /// Adds a byte.
    mutating func write(byte: UInt8) { bytes.append(byte) }

    /// Adds a whole number.
    mutating func write(number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Hands on what has gathered, if it is enough; called after each line.
    mutating func spill() throws {
        if bytes.count >= Self.chunk { try flush() }
    }

    /// Hands on everything that is left.
    public mutating func flush() throws {
        if !bytes.isEmpty { try consume(bytes) }
        bytes.removeAll(keepingCapacity: true)
    }
}
