/// The headers of a message, in order.
///
/// A message that came in keeps the bytes of its datagram, and a slot a header that says where name and value are: nothing is
/// copied or decoded until it is asked for. Headers that are set are written behind those bytes, with a slot of the same kind.
public struct Fields: Sendable {
    /// Where a header is in the bytes.
    struct Slot: Sendable {
        var nameStart: UInt32
        var valueStart: UInt32
        /// The end of the value, without white space.
        var valueEnd: UInt32
        var nameCount: UInt16
        /// The code of a registered name, or 0.
        var code: UInt8

        var name: Range<Int> { Int(nameStart)..<Int(nameStart) + Int(nameCount) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    var bytes: [UInt8]
    var slots: [Slot]

    /// Has no headers yet.
    public init() {
        (bytes, slots) = ([], [])
    }

    init(bytes: [UInt8], slots: [Slot]) {
        (self.bytes, self.slots) = (bytes, slots)
    }

    /// How many lines there are.
    public var count: Int { slots.count }

    /// Whether there is a header of this name.
    public func contains(_ name: HeaderName) -> Bool {
        firstIndex(name) != nil
    }

    /// The value of the first line of this name, whole; bytes that are no UTF-8 read as U+FFFD.
    public func first(_ name: HeaderName) -> String? {
        firstIndex(name).map { Decoding.text(bytes[slots[$0].value]) }
    }

    /// All values of this name, over all lines; the lines of a list header are split at commas.
    ///
    /// Commas in quoted strings and in angle brackets do not split. Empty values are left out.
    public func values(_ name: HeaderName) -> [String] {
        valueSlices(name).map { Decoding.text($0) }
    }

    /// All lines in order.
    public var lines: [(name: HeaderName, value: String)] {
        slots.map { slot in
            (
                HeaderName.registered(slot.code) ?? .other(Decoding.text(bytes[slot.name])),
                Decoding.text(bytes[slot.value])
            )
        }
    }

    /// The addresses of a header: Contact, Route, Record-Route, P-Asserted-Identity and their kin.
    /// - Throws: `SIPError` if one of them is not an address.
    public func addresses(_ name: HeaderName) throws(SIPError) -> [NameAddress] {
        var addresses: [NameAddress] = []
        for value in valueSlices(name) { addresses.append(try NameAddress(parsing: value)) }
        return addresses
    }

    func firstIndex(_ name: HeaderName) -> Int? {
        slots.firstIndex { isNamed($0, name) }
    }

    func firstSlice(_ name: HeaderName) -> ArraySlice<UInt8>? {
        firstIndex(name).map { bytes[slots[$0].value] }
    }

    private func valueSlices(_ name: HeaderName) -> [ArraySlice<UInt8>] {
        var values: [ArraySlice<UInt8>] = []
        for slot in slots where isNamed(slot, name) {
            if name.isList { appendItems(of: slot.value, to: &values) } else { values.append(bytes[slot.value]) }
        }
        return values
    }

    private func appendItems(of range: Range<Int>, to values: inout [ArraySlice<UInt8>]) {
        let span = bytes.span
        var index = range.lowerBound
        while index < range.upperBound {
            Scan.skipSpace(span, &index, range.upperBound)
            let start = index
            Scan.listItem(span, &index, range.upperBound)
            var end = index
            while end > start, Ascii.isSpace(span[end - 1]) { end -= 1 }
            if end > start { values.append(bytes[start..<end]) }
            index += 1
        }
    }

    func isNamed(_ slot: Slot, _ name: HeaderName) -> Bool {
        guard slot.code == 0, name.code == 0 else { return slot.code == name.code }
        return Int(slot.nameCount) == name.text.utf8.count
            && zip(bytes[slot.name], name.text.utf8).allSatisfy { Ascii.lowercased($0) == Ascii.lowercased($1) }
    }
}
