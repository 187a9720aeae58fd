import AudioFiles
import CSndFile
import Desk
import Foundation
import Testing

@Suite("A sound file that cannot be used") struct BrokenFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The problem of loading a file, which names it as the user does.
    private func problem(_ path: String) throws -> Problem {
        let problem = try #require(throws: Problem.self) { try AudioFile.load(path, named: "prompts/fr/hello.wav") }
        #expect(problem.place == SourcePlace(file: "prompts/fr/hello.wav"))
        #expect(!problem.mend.isEmpty)
        return problem
    }

    private func problem(_ bytes: [UInt8]) throws -> Problem { try problem(folder.write(bytes, to: UUID().uuidString)) }

    private let plain: [UInt8] =
        (try? AudioFile.encode(Recording(samples: sine16(440, seconds: 0.1)), named: "t")) ?? []

    private func plain(_ value: some FixedWidthInteger, at place: Int) -> [UInt8] {
        var bytes = plain
        let field = withUnsafeBytes(of: value.littleEndian, Array.init)
        bytes.replaceSubrange(place..<place + field.count, with: field)
        return bytes
    }

    @Test("is missing")
    func missing() throws {
        #expect(
            try problem(folder.file("none.wav")).description
                == "prompts/fr/hello.wav:1:1: there is no such file: record it, or correct its path")
        #expect(try problem(folder.write([1], to: "f") + "/below").message == "there is no such file")
        #expect(try problem("").message == "'prompts/fr/hello.wav' is no name of a file")
        #expect(try problem(folder.file("a\0b")).message == "'prompts/fr/hello.wav' is no name of a file")
        #expect(try problem(folder.file(String(repeating: "a", count: 300))).message.contains("cannot be read"))
    }

    @Test("is a folder, a pipe, a device or a socket, and is not opened")
    func notAFile() throws {
        #expect(try problem(folder.path).message == "this is a folder, not a file")
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        #expect(try problem(folder.file("pipe")).message == "this is a named pipe, not a file")
        #expect(try problem("/dev/zero").message == "this is a device, not a file")
        try FileManager.default.createSymbolicLink(atPath: folder.file("loop"), withDestinationPath: "loop")
        #expect(try problem(folder.file("loop")).message.contains("cannot be read"))
        try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "pipe")
        #expect(try problem(folder.file("link")).message == "this is a named pipe, not a file")
    }

    @Test("may not be read by this user", .enabled(if: geteuid() != 0, "root may read everything"))
    func permission() throws {
        let path = try folder.write(plain, to: "secret.wav")
        #expect(chmod(path, 0) == 0)
        #expect(try problem(path).message == "this user may not read the file")
    }

    @Test("is empty, or has no sound in it")
    func empty() throws {
        #expect(try problem([]).message == "the file is empty, it has 0 bytes")
        #expect(try problem(Array(plain[..<36])).message == "the WAV has a header and no sound ('data' chunk)")
        #expect(try problem(Array(plain(UInt32(0), at: 40)[..<44])).message == "the file has no sound in it")
        #expect(
            try problem(plain(UInt32(0), at: 40)).message
                == "the WAV claims to have no sound, as if the recording had never been finished")
        for format in [
            SF_FORMAT_AIFF | SF_FORMAT_PCM_16, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS,
        ] {
            _ = try problem(SoundWriter.bytes(format, [Int16]()))
        }
    }

    @Test("is something else")
    func otherKinds() throws {
        #expect(
            try problem(Array("Bonjour".utf8)).message
                == "this is not a sound file that can be read, it begins with the bytes 42 6F 6E 6A")
        #expect(try problem([7]).message == "this is not a sound file that can be read, it begins with the bytes 07")
        #expect(try problem(Array("ID3".utf8) + plain).message.hasPrefix("this is an MP3"))
        #expect(try problem([0xFF, 0xFB, 0x90, 0x44] + plain).message.hasPrefix("this is an MP3"))
        #expect(
            try problem(Array("RIFF".utf8) + plain[4..<8] + Array("AVI ".utf8)).message.hasPrefix("this is not a sound")
        )
        let speech = try SoundWriter.bytes(SF_FORMAT_AU | SF_FORMAT_PCM_16, [1, 2, 3] as [Int16])
        #expect(try problem(speech).message.hasPrefix("this is not a sound"))
        let nms = try SoundWriter.bytes(SF_FORMAT_WAV | SF_FORMAT_NMS_ADPCM_32, sine16(440, seconds: 1))
        #expect(try problem(nms).message == "the WAV has an encoding that is not read here")
    }

    @Test(
        "has samples that are no numbers, or far from full scale",
        arguments: [Double.nan, .infinity, -.infinity, 1e30, 20_000])
    func impossibleSamples(value: Double) throws {
        let shown = value.isNaN ? "NaN" : "\(Float(value))"
        for (rate, channels) in [(8_000, 1), (48_000, 2)] {
            var samples = [Double](repeating: 0.1, count: rate * channels)
            samples[rate * channels / 2] = value
            let bytes = try SoundWriter.bytes(SF_FORMAT_WAV | SF_FORMAT_FLOAT, samples, rate: rate, channels: channels)
            let message = try problem(bytes).message
            #expect(
                message
                    == "the sample at 0.500 s has the value \(shown), where full scale is 1"
            )
        }
    }

    @Test("has a rate, channels or a length beyond the limits")
    func limits() throws {
        #expect(try problem(plain(UInt32(3_999), at: 24)).message == "the file has a sample rate of 3999 Hz")
        #expect(try problem(plain(UInt32(192_001), at: 24)).message == "the file has a sample rate of 192001 Hz")
        #expect(
            try problem(plain(UInt32(0x7FFF_FFFF), at: 24)).message == "the file has a sample rate of 2147483647 Hz")
        _ = try problem(plain(UInt32(0), at: 24))
        _ = try problem(plain(UInt32.max, at: 24))
        let nine = [Int16](repeating: 1, count: 900)
        #expect(
            try problem(SoundWriter.bytes(SF_FORMAT_WAV | SF_FORMAT_PCM_16, nine, channels: 9)).message
                == "the file has 9 channels")
        for channels in [0, 2_000, 65_535] as [UInt16] { _ = try problem(plain(channels, at: 22)) }
        let long = [Int16](repeating: 1, count: 4_800_001)
        let bytes = try SoundWriter.bytes(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, long)
        #expect(try problem(bytes).message == "the sound is 600.000 s long")
        let whole = try SoundWriter.bytes(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, Array(long.dropLast()))
        #expect(try AudioFile.decode(whole, named: "long").recording.samples.count == 4_800_000)
    }

    @Test("is larger than the limit, and is not read")
    func size() throws {
        let path = try folder.write(plain, to: "huge.wav")
        #expect(truncate(path, AudioLimits.fileSize + 1) == 0)
        #expect(try problem(path).message == "the file has \(AudioLimits.fileSize + 1) bytes")
    }

    @Test("claims more than anyone could hold")
    func claims() throws {
        #expect(
            try problem(plain(UInt32.max, at: 40)).message
                == "the file is cut short: it announces 4294967295 bytes of sound and has 1600")
        var flac = try SoundWriter.bytes(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, sine16(440, seconds: 0.1))
        flac.replaceSubrange(21..<26, with: [flac[21] | 0x0F, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(try problem(flac).message == "the sound is 8589934.591 s long")
        var aiff = try SoundWriter.bytes(SF_FORMAT_AIFF | SF_FORMAT_PCM_16, sine16(440, seconds: 0.1))
        let place = try #require(aiff.indices.first { aiff[$0...].starts(with: "SSND".utf8) }) + 4
        aiff.replaceSubrange(place..<place + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(try problem(aiff).message.hasPrefix("the file is cut short: it announces 4294967295 bytes"))
    }

    @Test("is a FLAC that does not say how long it is, unless it comes from a pipe")
    func unknownLength() throws {
        let samples = noise(20_000, decibels: -20)
        var flac = try SoundWriter.bytes(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, samples)
        flac.replaceSubrange(21..<26, with: [flac[21] & 0xF0, 0, 0, 0, 0])
        #expect(try problem(flac).message.hasPrefix("the FLAC does not say how long it is"))
        let content = try AudioFile.decode(flac, named: "pipe", lengthIsReliable: false)
        #expect(content.recording.samples == samples)
        #expect(content.format.frames == 20_000)
    }
}
