/// The text of a key is base64 (RFC 4648 §4); 30 octets are 40 characters without padding.
extension SRTPMasterKey {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    init?(base64 text: ArraySlice<UInt8>) {
        guard text.count == Self.length / 3 * 4 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        var (bits, count): (UInt32, Int) = (0, 0)
        for character in text {
            guard let value = Self.value(of: character) else { return nil }
            bits = bits << 6 | value
            count += 1
            if count == 4 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                (bits, count) = (0, 0)
            }
        }
        self.init(bytes)
    }

    func writeBase64(into text: inout [UInt8]) {
        var (bits, count): (UInt32, Int) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                for shift in [18, 12, 6, 0] as [UInt32] {
                    text.append(Self.digits[Int(bits >> shift & 63)])
                }
                (bits, count) = (0, 0)
            }
        }
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
