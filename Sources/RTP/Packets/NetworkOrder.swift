/// Numbers in network byte order. Subscripts are checked: callers have made sure of the length.
extension Span<UInt8> {
    func readUInt16(at offset: Int) -> UInt16 {
        UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    func readUInt32(at offset: Int) -> UInt32 {
        UInt32(readUInt16(at: offset)) << 16 | UInt32(readUInt16(at: offset + 2))
    }
}

extension MutableSpan<UInt8> {
    mutating func write(_ value: UInt16, at offset: Int) {
        self[offset] = UInt8(truncatingIfNeeded: value >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: value)
    }

    mutating func write(_ value: UInt32, at offset: Int) {
        write(UInt16(truncatingIfNeeded: value >> 16), at: offset)
        write(UInt16(truncatingIfNeeded: value), at: offset + 2)
    }
}
