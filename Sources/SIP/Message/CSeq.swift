/// The order of a request in its dialog, and its method (RFC 3261 §20.16).
public struct CSeq: Hashable, Sendable, CustomStringConvertible {
    /// The number; below 2^31 (§8.1.1.5).
    public var number: UInt32
    /// The method.
    public var method: Method

    /// Joins a number and a method.
    public init(number: UInt32, method: Method) {
        (self.number, self.method) = (number, method)
    }

    /// The value as it is written.
    public var text: String { "\(number) \(method.text)" }
    /// The value as it is written.
    public var description: String { text }

    /// The largest number that is allowed.
    static let largest: UInt64 = 0x7FFF_FFFF

    /// Reads the whole range.
    init(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(Flaw) {
        var index = start
        guard let value = Scan.number(bytes, &index, end, most: Self.largest) else { throw Flaw(.number, start) }
        let space = index
        Scan.skipSpace(bytes, &index, end)
        guard index > space else { throw Flaw(.token, index) }
        let token = try Scan.token(bytes, &index, end)
        guard index == end else { throw Flaw(.trailing, index) }
        number = UInt32(truncatingIfNeeded: value)
        method = Method(bytes, token)
    }
}
