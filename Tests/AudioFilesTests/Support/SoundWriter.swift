import AudioFiles
import CSndFile
import Testing

/// Writes sound files of every kind with libsndfile.
enum SoundWriter {
    static let wav = SF_FORMAT_WAV
    static let aiff = SF_FORMAT_AIFF
    static let flac = SF_FORMAT_FLAC
    static let ogg = SF_FORMAT_OGG

    /// The bytes of a file with interleaved samples, 1 being full scale.
    static func bytes(_ format: Int, _ samples: [Double], rate: Int = 8_000, channels: Int = 1) throws -> [UInt8] {
        try write(format, rate, channels) { sf_writef_double($0, samples, Int64(samples.count / channels)) }
    }

    /// The bytes of a file with interleaved 16-bit samples.
    static func bytes(_ format: Int, _ samples: [Int16], rate: Int = 8_000, channels: Int = 1) throws -> [UInt8] {
        // libsndfile writes integers into floating-point files as they are, far beyond full scale.
        if [SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE].contains(format & SF_FORMAT_SUBMASK) {
            return try bytes(format, samples.map { Double($0) / 32_768 }, rate: rate, channels: channels)
        }
        return try write(format, rate, channels) { sf_writef_short($0, samples, Int64(samples.count / channels)) }
    }

    /// The bytes of a file whose samples are given as they are stored.
    static func bytes(_ format: Int, raw: [UInt8]) throws -> [UInt8] {
        try write(format, 8_000, 1) { sf_write_raw($0, raw, Int64(raw.count)) }
    }

    private static func write(
        _ format: Int, _ rate: Int, _ channels: Int, _ fill: (OpaquePointer) -> Int64
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        var info = SF_INFO()
        info.format = Int32(format)
        info.samplerate = Int32(rate)
        info.channels = Int32(channels)
        let file = try #require(sf_open(folder.file("sound"), Int32(SFM_WRITE), &info), "libsndfile writes \(format)")
        #expect(fill(file) >= 0)
        #expect(sf_close(file) == 0)
        return try folder.bytes(of: "sound")
    }
}
