import RTP
import Testing

/// ITU-T G.711, against the values that its tables print and the properties that they have.
struct G711Tests {
    @Test("A-law decodes as the tables of G.711 say")
    func aLawTable() {
        // Table 1a: the decision values of positive samples times 16; 0xD5 is the smallest positive, 0xAA the largest.
        let values: [(UInt8, Int16)] = [
            (0xD5, 8), (0x55, -8), (0xD4, 24), (0xC5, 264), (0xF5, 528), (0xE5, 1056), (0x95, 2112), (0x85, 4224),
            (0xB5, 8448), (0xA5, 16_896), (0xAA, 32_256), (0x2A, -32_256),
        ]
        for (byte, sample) in values { #expect(G711.aLaw.decode(byte) == sample, "0x\(String(byte, radix: 16))") }
    }

    @Test("µ-law decodes as the tables of G.711 say")
    func muLawTable() {
        let values: [(UInt8, Int16)] = [
            (0xFF, 0), (0x7F, 0), (0xFE, 8), (0x7E, -8), (0xEF, 132), (0xDF, 396), (0xCF, 924), (0xBF, 1980),
            (0xAF, 4092), (0x9F, 8316), (0x8F, 16_764), (0x80, 32_124), (0x00, -32_124),
        ]
        for (byte, sample) in values { #expect(G711.muLaw.decode(byte) == sample, "0x\(String(byte, radix: 16))") }
    }

    @Test("Each byte comes back from its sample", arguments: G711.allCases)
    func bytesComeBack(law: G711) {
        for byte in UInt8.min...UInt8.max {
            // µ-law has two zeros, and the positive one is sent.
            let expected = law == .muLaw && byte == 0x7F ? 0xFF : byte
            #expect(law.encode(law.decode(byte)) == expected)
        }
    }

    @Test("Every sample is encoded to the nearest step, within half a step", arguments: G711.allCases)
    func nearestStep(law: G711) {
        var last = Int.min
        for sample in Int16.min...Int16.max {
            let decoded = Int(law.decode(law.encode(sample)))
            #expect(decoded >= last, "\(sample)")
            last = decoded
            let magnitude = abs(Int(sample))
            // The largest step is 1,024; samples over the overload point are held there.
            let step = max(16, 1 << max(0, Int.bitWidth - magnitude.leadingZeroBitCount - 5))
            let held = min(magnitude, law == .aLaw ? 32_256 : 32_124)
            #expect(abs(abs(decoded) - held) <= step, "\(sample) came back as \(decoded)")
        }
    }

    @Test("A row of samples is encoded as each of them is", arguments: G711.allCases)
    func rows(law: G711) {
        let samples = Array(Int16.min...Int16.max)
        var bytes: [UInt8] = [1, 2]
        law.encode(samples, to: &bytes)
        #expect(bytes == [1, 2] + samples.map(law.encode))
    }

    @Test("Silence is the smallest sample", arguments: G711.allCases)
    func silence(law: G711) {
        #expect(law.encode(0) == law.silence)
        #expect(abs(law.decode(law.silence)) <= 8)
    }
}
