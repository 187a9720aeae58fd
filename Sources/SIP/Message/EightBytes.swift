/// Tests on eight bytes at once, held in a word with the first in the lowest place.
///
/// Each gives a word whose lowest set bit is the top bit of the first byte that passes; what is above it means nothing, as a
/// borrow may have run into it.
enum EightBytes {
    @inline(__always)
    static func repeating(_ byte: UInt8) -> UInt64 {
        0x0101_0101_0101_0101 &* UInt64(byte)
    }

    /// Bytes below a limit, which is at most 128.
    @inline(__always)
    static func below(_ limit: UInt8, _ word: UInt64) -> UInt64 {
        (word &- repeating(limit)) & ~word & repeating(0x80)
    }

    /// Bytes of one value.
    @inline(__always)
    static func equal(_ byte: UInt8, _ word: UInt64) -> UInt64 {
        below(1, word ^ repeating(byte))
    }
}

extension Scan {
    /// Eight bytes from an index on.
    @inline(__always)
    static func eight(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        // One check for all eight.
        let bytes = bytes.extracting(index..<index &+ 8)
        return UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
            | UInt64(bytes[4]) << 32 | UInt64(bytes[5]) << 40 | UInt64(bytes[6]) << 48 | UInt64(bytes[7]) << 56
    }
}
