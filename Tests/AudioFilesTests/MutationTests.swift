import AudioFiles
import CSndFile
import Desk
import Foundation
import TestSupport
import Testing

@Suite("Sound files with random damage") struct MutationTests {
    static let formats = [
        SF_FORMAT_WAV | SF_FORMAT_PCM_16, SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM,
        SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, SF_FORMAT_WAV | SF_FORMAT_GSM610, SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
        SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS, SF_FORMAT_OGG | SF_FORMAT_OPUS,
    ]

    @Test("give sound within the limits or a problem, and take little memory", arguments: formats)
    func mutations(format: Int) throws {
        var generator = SplitMix64(seed: UInt64(format))
        let whole = try SoundWriter.bytes(format, noise(1_600, decibels: -20))
        let before = try largestMemory()
        var (read, refused) = (0, 0)
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&bytes, using: &generator) }
            if bytes.starts(with: "OggS".utf8) { mendChecksums(&bytes) }
            do {
                let content = try AudioFile.decode(bytes, named: "m", lengthIsReliable: Bool.random(using: &generator))
                #expect(!content.recording.samples.isEmpty)
                #expect(content.recording.duration <= AudioLimits.duration + .milliseconds(1))
                read += 1
            } catch {
                #expect(!error.message.isEmpty && !error.mend.isEmpty)
                refused += 1
            }
        }
        #expect(read > 0 && refused > 100)
        // The damaged headers claim gigabytes; the tests that run meanwhile take some hundred megabytes.
        #expect(try largestMemory() - before < 1_000_000, "kilobytes")
    }

    private func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
        guard !bytes.isEmpty else { return }
        let header = min(bytes.count, 200)
        let place = Int.random(in: 0..<(Bool.random(using: &generator) ? header : bytes.count), using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = .random(in: 0...255, using: &generator)
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
        case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 30)], at: place)
        default:
            let extremes: [[UInt8]] = [
                [0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 127], [0, 0, 0, 128], [127, 255],
            ]
            let field = extremes.randomElement(using: &generator) ?? []
            bytes.replaceSubrange(place..<min(bytes.count, place + field.count), with: field)
        }
    }

    /// Makes the damage one that the decoders behind the check of the pages get to see.
    private func mendChecksums(_ bytes: inout [UInt8]) {
        var place = 0
        while place + 27 <= bytes.count, bytes[place...].starts(with: "OggS".utf8) {
            let segments = Int(bytes[place + 26])
            guard place + 27 + segments <= bytes.count else { return }
            let end = place + 27 + segments + bytes[place + 27..<place + 27 + segments].reduce(0) { $0 + Int($1) }
            guard end <= bytes.count else { return }
            bytes.replaceSubrange(place + 22..<place + 26, with: [0, 0, 0, 0])
            var remainder: UInt32 = 0
            for index in place..<end {
                remainder ^= UInt32(bytes[index]) << 24
                for _ in 0..<8 { remainder = remainder << 1 ^ (remainder >> 31 == 1 ? 0x04C1_1DB7 : 0) }
            }
            bytes.replaceSubrange(
                place + 22..<place + 26, with: withUnsafeBytes(of: remainder.littleEndian, Array.init))
            place = end
        }
    }

    /// The most memory that the process ever asked for, used or not, in kilobytes.
    private func largestMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmPeak:") })
        return try #require(Int(line.filter { $0.isNumber }))
    }
}
