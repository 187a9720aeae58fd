import Crypto

/// A WAV file of 16-bit samples, as far as a test looks at it.
struct SoundFile {
    let samples: [Int16]

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Array("RIFF".utf8)), bytes.count > 44,
            let data = bytes.indices.dropLast(8).first(where: { bytes[$0..<$0 + 4].elementsEqual("data".utf8) })
        else { return nil }
        let sound = bytes[(data + 8)...]
        samples = stride(from: sound.startIndex, to: sound.endIndex - 1, by: 2).map {
            Int16(bitPattern: UInt16(sound[$0]) | UInt16(sound[$0 + 1]) << 8)
        }
    }

    var loudest: Int { samples.map { abs(Int($0)) }.max() ?? 0 }

    static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
