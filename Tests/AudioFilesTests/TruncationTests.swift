import AudioFiles
import CSndFile
import Desk
import Testing

@Suite("A sound file that is cut short") struct TruncationTests {
    static let formats = [
        SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_WAV | SF_FORMAT_PCM_U8, SF_FORMAT_WAV | SF_FORMAT_ALAW,
        SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_WAV | SF_FORMAT_GSM610, SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM,
        SF_FORMAT_AIFF | SF_FORMAT_PCM_16, SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_FLAC | SF_FORMAT_PCM_24,
        SF_FORMAT_OGG | SF_FORMAT_VORBIS, SF_FORMAT_OGG | SF_FORMAT_OPUS,
    ]

    @Test("is never read, wherever the cut is", arguments: formats)
    func everyCut(format: Int) throws {
        // An even number of bytes, so that no byte of padding may go missing.
        let bytes = try SoundWriter.bytes(format, noise(6_400, decibels: -20))
        let whole = try AudioFile.decode(bytes, named: "whole")
        #expect(whole.recording.samples.count >= 6_400)
        for length in stride(from: 0, to: bytes.count, by: bytes.count > 9_000 ? 7 : 3) {
            #expect(throws: Problem.self, "\(length) of \(bytes.count) bytes") {
                try AudioFile.decode(Array(bytes[..<length]), named: "cut")
            }
        }
        for missing in 1...8 {
            #expect(throws: Problem.self, "\(missing) bytes missing") {
                try AudioFile.decode(bytes.dropLast(missing), named: "cut")
            }
        }
    }

    @Test("says what it announces and what it has")
    func message() throws {
        let wav = try AudioFile.encode(Recording(samples: sine16(440, seconds: 1)), named: "t")
        let problem = #expect(throws: Problem.self) { try AudioFile.decode(wav.dropLast(1_000), named: "cut.wav") }
        #expect(
            problem?.description
                == "cut.wav:1:1: the file is cut short: it announces 16000 bytes of sound and has 15000: "
                + "copy or export it again, to its end")
    }

    @Test(
        "is not read with a page of an Ogg missing, changed or in another place",
        arguments: [SF_FORMAT_VORBIS, SF_FORMAT_OPUS])
    func pages(codec: Int) throws {
        let bytes = try SoundWriter.bytes(SF_FORMAT_OGG | codec, noise(60_000, decibels: -20))
        let starts = bytes.indices.filter { bytes[$0...].starts(with: [0x4F, 0x67, 0x67, 0x53, 0]) } + [bytes.count]
        let pages = zip(starts, starts.dropFirst()).map { Array(bytes[$0..<$1]) }
        try #require(pages.count > 4)
        #expect(try AudioFile.decode(pages.flatMap { $0 }, named: "t").recording.samples.count == 60_000)
        for index in pages.indices {
            var others = pages
            others.remove(at: index)
            #expect(throws: Problem.self) { try AudioFile.decode(others.flatMap { $0 }, named: "missing") }
        }
        var swapped = pages
        swapped.swapAt(2, 3)
        #expect(throws: Problem.self) { try AudioFile.decode(swapped.flatMap { $0 }, named: "swapped") }
        for place in stride(from: 0, to: bytes.count, by: 97) {
            var changed = bytes
            changed[place] ^= 0x10
            #expect(throws: Problem.self, "byte \(place)") { try AudioFile.decode(changed, named: "changed") }
        }
    }

    @Test("is not read with a frame of a FLAC changed")
    func flacFrames() throws {
        let bytes = try SoundWriter.bytes(SF_FORMAT_FLAC | SF_FORMAT_PCM_16, noise(20_000, decibels: -20))
        for place in stride(from: 8_300, to: bytes.count, by: 211) {
            var changed = bytes
            changed[place] ^= 0x04
            #expect(throws: Problem.self, "byte \(place)") { try AudioFile.decode(changed, named: "changed") }
        }
    }
}
