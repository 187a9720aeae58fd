/// The two companding laws of ITU-T G.711, between 16-bit linear samples and the bytes of a telephone line.
///
/// Encoding follows the reference implementation in ITU-T G.191: the 13 (A-law) or 14 (µ-law) leading bits count, and negative
/// samples are taken by their ones' complement.
public enum G711: CaseIterable, Hashable, Sendable {
    /// PCMA, payload type 8: the law of Europe and of international calls.
    case aLaw
    /// PCMU, payload type 0: the law of North America and Japan.
    case muLaw

    /// The byte of silence.
    public var silence: UInt8 {
        switch self {
        case .aLaw: 0xD5
        case .muLaw: 0xFF
        }
    }

    /// The byte of a sample.
    public func encode(_ sample: Int16) -> UInt8 {
        switch self {
        case .aLaw: Self.aLawBytes[Int(sample) + 32_768]
        case .muLaw: Self.muLawBytes[Int(sample) + 32_768]
        }
    }

    /// Adds the bytes of samples at the end of others.
    public func encode(_ samples: [Int16], to bytes: inout [UInt8]) {
        let table = self == .aLaw ? Self.aLawBytes : Self.muLawBytes
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: samples.count))
        let (entries, sounds) = (table.span, samples.span)
        var places = bytes.mutableSpan
        // A sample has 65,536 values, and the table an entry for each.
        for index in sounds.indices { places[start + index] = entries[Int(sounds[index]) + 32_768] }
    }

    /// The sample of a byte, in the middle of its quantisation step.
    public func decode(_ byte: UInt8) -> Int16 {
        switch self {
        case .aLaw: Self.aLawSamples[Int(byte)]
        case .muLaw: Self.muLawSamples[Int(byte)]
        }
    }

    private static let aLawBytes = (Int16.min...Int16.max).map(Self.aLawByte)
    private static let muLawBytes = (Int16.min...Int16.max).map(Self.muLawByte)
    private static let aLawSamples = (UInt8.min...UInt8.max).map(Self.aLawSample)
    private static let muLawSamples = (UInt8.min...UInt8.max).map(Self.muLawSample)

    /// Sign, three bits of segment, four of mantissa; every other bit is turned over.
    private static func aLawByte(_ sample: Int16) -> UInt8 {
        let magnitude = Int(sample < 0 ? ~sample : sample) >> 4
        let bits = Int.bitWidth - magnitude.leadingZeroBitCount
        let segment = max(0, bits - 4)
        let mantissa = segment < 2 ? magnitude & 15 : (magnitude >> (segment - 1)) & 15
        let sign = sample < 0 ? 0 : 0x80
        return UInt8(sign | segment << 4 | mantissa) ^ 0x55
    }

    private static func aLawSample(_ byte: UInt8) -> Int16 {
        let code = Int(byte ^ 0x55)
        let (segment, mantissa) = ((code >> 4) & 7, code & 15)
        let magnitude = segment == 0 ? mantissa << 4 | 8 : (mantissa << 4 | 0x108) << (segment - 1)
        return Int16(code & 0x80 == 0 ? -magnitude : magnitude)
    }

    /// The same with a bias, which makes room for a step of half the size around zero; all bits are turned over.
    private static func muLawByte(_ sample: Int16) -> UInt8 {
        let magnitude = min(0x1FFF, Int(sample < 0 ? ~sample : sample) >> 2 + 33)
        let segment = Int.bitWidth - magnitude.leadingZeroBitCount - 6
        let mantissa = (magnitude >> (segment + 1)) & 15
        let sign = sample < 0 ? 0x80 : 0
        return ~UInt8(sign | segment << 4 | mantissa)
    }

    private static func muLawSample(_ byte: UInt8) -> Int16 {
        let code = Int(~byte)
        let magnitude = ((code & 15) << 3 | 0x84) << ((code >> 4) & 7) - 0x84
        return Int16(code & 0x80 == 0 ? magnitude : -magnitude)
    }
}
