import AudioFiles
import CSndFile
import Desk
import Testing

@Suite("A sound file") struct AudioFileReadingTests {
    private let tone = sine16(440, seconds: 0.25)

    @Test(
        "of 8 kHz, mono and 16 bits comes through bit for bit",
        arguments: [SoundWriter.wav, SoundWriter.aiff, SoundWriter.flac])
    func identity(container: Int) throws {
        let samples = noise(20_011, decibels: -12) + [.min, .max, 0, -1, 1]
        let bytes = try SoundWriter.bytes(container | SF_FORMAT_PCM_16, samples)
        let content = try AudioFile.decode(bytes, named: "prompt")
        #expect(content.recording.samples == samples)
        #expect(content.clippedSamples == 0)
        #expect(content.format.isPrompt == (container == SoundWriter.wav))
        #expect(content.format.frames == 20_016)
    }

    struct Kind: Sendable, CustomTestStringConvertible {
        let format: Int
        let words: String
        let container: AudioContainer
        let encoding: AudioEncoding
        /// How far a sample may be off, of 32,768.
        let tolerance: Int
        var testDescription: String { words }
    }

    static let kinds = [
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_PCM_U8, words: "WAV, 8-bit PCM", container: .wav, encoding: .pcm8,
            tolerance: 256),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_PCM_16, words: "WAV, 16-bit PCM", container: .wav, encoding: .pcm16,
            tolerance: 0),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_PCM_24, words: "WAV, 24-bit PCM", container: .wav, encoding: .pcm24,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_PCM_32, words: "WAV, 32-bit PCM", container: .wav, encoding: .pcm32,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_FLOAT, words: "WAV, 32-bit float", container: .wav, encoding: .float32,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_DOUBLE, words: "WAV, 64-bit float", container: .wav, encoding: .float64,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_ALAW, words: "WAV, A-law", container: .wav, encoding: .aLaw,
            tolerance: 512),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_ULAW, words: "WAV, µ-law", container: .wav, encoding: .muLaw,
            tolerance: 512),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, words: "WAV, IMA ADPCM", container: .wav, encoding: .imaADPCM,
            tolerance: 6_000),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, words: "WAV, Microsoft ADPCM", container: .wav,
            encoding: .microsoftADPCM, tolerance: 2_000),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_GSM610, words: "WAV, GSM 6.10", container: .wav, encoding: .gsm,
            tolerance: 16_000),
        Kind(
            format: SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, words: "WAV, 16-bit PCM", container: .wav, encoding: .pcm16,
            tolerance: 0),
        Kind(
            format: SF_FORMAT_WAV | SF_FORMAT_PCM_16 | SF_ENDIAN_BIG, words: "WAV, 16-bit PCM", container: .wav,
            encoding: .pcm16, tolerance: 0),
        Kind(
            format: SF_FORMAT_AIFF | SF_FORMAT_PCM_S8, words: "AIFF, 8-bit PCM", container: .aiff, encoding: .pcm8,
            tolerance: 256),
        Kind(
            format: SF_FORMAT_AIFF | SF_FORMAT_PCM_24, words: "AIFF, 24-bit PCM", container: .aiff, encoding: .pcm24,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_AIFF | SF_FORMAT_FLOAT, words: "AIFF, 32-bit float", container: .aiff, encoding: .float32,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_FLAC | SF_FORMAT_PCM_16, words: "FLAC, 16-bit PCM", container: .flac, encoding: .pcm16,
            tolerance: 0),
        Kind(
            format: SF_FORMAT_FLAC | SF_FORMAT_PCM_24, words: "FLAC, 24-bit PCM", container: .flac, encoding: .pcm24,
            tolerance: 1),
        Kind(
            format: SF_FORMAT_OGG | SF_FORMAT_VORBIS, words: "Ogg, Vorbis", container: .ogg, encoding: .vorbis,
            tolerance: 3_000),
        Kind(
            format: SF_FORMAT_OGG | SF_FORMAT_OPUS, words: "Ogg, Opus", container: .ogg, encoding: .opus,
            tolerance: 3_000),
    ]

    @Test("is read whatever its encoding, and described in words", arguments: kinds)
    func encodings(kind: Kind) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(try SoundWriter.bytes(kind.format, tone), to: "tone")
        let content = try AudioFile.load(path, named: "tone")
        let format = content.format
        #expect(format.container == kind.container)
        #expect(format.encoding == kind.encoding)
        #expect(format.channels == 1)
        #expect(format.description.hasPrefix(kind.words + ", "))
        #expect(try AudioFile.read(path, named: "tone") == content.recording)
        let samples = content.recording.samples
        // Codecs that work on blocks may fill up the last one.
        #expect(
            kind.encoding == .imaADPCM || kind.encoding == .microsoftADPCM || kind.encoding == .gsm
                ? (tone.count...tone.count + 2_048).contains(samples.count) : samples.count == tone.count)
        // Adaptive codecs need a moment to adapt.
        let furthest = zip(samples, tone).dropFirst(200).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(furthest) <= kind.tolerance)
        #expect(abs(level(of: 440, in: samples.prefix(tone.count)) + 6) < 0.7)
    }

    @Test("is described with its rate, channels and length")
    func description() throws {
        let samples = sine(440, rate: 44_100, seconds: 3.214).flatMap { [$0, $0] }
        let bytes = try SoundWriter.bytes(SoundWriter.wav | SF_FORMAT_PCM_24, samples, rate: 44_100, channels: 2)
        let format = try AudioFile.decode(bytes, named: "a.wav").format
        #expect(format.description == "WAV, 24-bit PCM, 44100 Hz, stereo, 3.213 s")
        #expect(format.frames == 141_737)
        #expect(!format.isPrompt)
    }

    @Test("in A-law or µ-law has the values of ITU-T G.711")
    func telephoneLaws() throws {
        let aLaw = try SoundWriter.bytes(
            SoundWriter.wav | SF_FORMAT_ALAW, raw: [0xD5, 0x55, 0xAA, 0x2A, 0x80, 0x00, 0xD4])
        #expect(
            try AudioFile.decode(aLaw, named: "a").recording.samples == [8, -8, 32_256, -32_256, 5_504, -5_504, 24])
        let muLaw = try SoundWriter.bytes(SoundWriter.wav | SF_FORMAT_ULAW, raw: [0xFF, 0x7F, 0x80, 0x00, 0xFE, 0x8F])
        #expect(
            try AudioFile.decode(muLaw, named: "u").recording.samples == [0, 0, 32_124, -32_124, 8, 16_764])
    }

    @Test("from a pipe is read to its real end, whatever its header says")
    func pipe() throws {
        let bytes = try Espeak.wav("Bonjour")
        #expect(bytes[43] == 0x7F, "espeak-ng announces 2 GB")
        let content = try AudioFile.decode(bytes, named: "espeak-ng", lengthIsReliable: false)
        #expect(content.format.frames == (bytes.count - 44) / 2)
        #expect(content.format.sampleRate == 22_050)
        let problem = #expect(throws: Problem.self) { try AudioFile.decode(bytes, named: "espeak-ng") }
        #expect(
            problem?.message
                == "the file is cut short: it announces 2147479552 bytes of sound and has \(bytes.count - 44)")
    }

    @Test("from a pipe may have any length in its header", arguments: [0, 1, 0x7FFF_FFFF, 0xFFFF_FFFF] as [UInt32])
    func pipeLengths(length: UInt32) throws {
        var bytes = try SoundWriter.bytes(SoundWriter.wav | SF_FORMAT_PCM_16, tone)
        bytes.replaceSubrange(40..<44, with: withUnsafeBytes(of: length.littleEndian, Array.init))
        bytes.replaceSubrange(4..<8, with: withUnsafeBytes(of: length.littleEndian, Array.init))
        if length == 1 {
            // A length that the bytes can hold is believed: other chunks may follow.
            #expect(throws: Problem.self) { try AudioFile.decode(bytes, named: "p", lengthIsReliable: false) }
        } else {
            #expect(try AudioFile.decode(bytes, named: "p", lengthIsReliable: false).recording.samples == tone)
            #expect(throws: Problem.self) { try AudioFile.decode(bytes, named: "p") }
        }
    }

    @Test("keeps its sound when other chunks stand around it")
    func otherChunks() throws {
        let plain = try AudioFile.encode(Recording(samples: tone), named: "t")
        let note: [UInt8] = Array("LIST".utf8) + [5, 0, 0, 0, 1, 2, 3, 4, 5, 0]
        let bytes = Array(plain[..<36]) + note + Array(plain[36...]) + note
        #expect(try AudioFile.decode(bytes, named: "t").recording.samples == tone)
    }
}
