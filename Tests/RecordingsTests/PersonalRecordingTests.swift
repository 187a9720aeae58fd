import AudioFiles
import Desk
import Foundation
import Prompts
import Recordings
import Testing

/// A person's voice in the place of the engine's.
struct PersonalRecordingTests {
    private func clip(_ name: String, _ recordings: DeskRecordings) throws -> Clip {
        try #require(recordings.clips(named: name, in: .french).first)
    }

    private func tone(_ seconds: Double, amplitude: Double) -> Recording {
        let quiet = [Int16](repeating: 0, count: 4_000)
        let samples = (0..<Int(seconds * 8_000)).map { Int16(amplitude * sin(Double($0) * 0.4)) }
        return Recording(samples: quiet + samples + quiet)
    }

    @Test(
        "It is trimmed, set to the loudness of all prompts, and kept as a person's", arguments: [200.0, 2_000, 30_000])
    func keeping(amplitude: Double) async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        let recordings = try desk.recordings()
        let report = try recordings.keep(
            tone(1.5, amplitude: amplitude), for: try clip("goodbye", recordings), named: "take.wav")
        #expect(abs(report.level.loudness + 23) < 0.3)
        #expect(try desk.state("goodbye") == .recorded)
        let kept = try AudioFile.read(desk.path + "/prompts/fr/goodbye.wav", named: "goodbye.wav")
        #expect((1_500...1_600).contains(kept.duration.milliseconds))
        #expect(try await desk.build("goodbye", force: true).built == 0)
    }

    @Test("One that takes longer than the proof of the longest call assumes is refused, and nothing changes")
    func tooLong() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        let before = try desk.bytes("prompts/fr/goodbye.wav")
        let recordings = try desk.recordings()
        let clip = try clip("goodbye", recordings)
        let problem = #expect(throws: Problem.self) {
            try recordings.keep(tone(20, amplitude: 2_000), for: clip, named: "take.wav")
        }
        #expect(problem?.message.contains("more than the") == true)
        #expect(try desk.bytes("prompts/fr/goodbye.wav") == before)
        #expect(try desk.state("goodbye") == .current)
    }

    @Test("One that is clipped is refused, however softly it would be kept")
    func clipped() throws {
        let desk = try DeskCopy()
        let recordings = try desk.recordings()
        let clip = try clip("goodbye", recordings)
        let square = (0..<12_000).map { $0 / 8 % 2 == 0 ? Int16.max : .min }
        let problem = #expect(throws: Problem.self) {
            try recordings.keep(Recording(samples: square), for: clip, named: "take.wav")
        }
        #expect(problem?.message.hasPrefix("the recording is clipped") == true)
    }

    @Test("Silence is refused")
    func silence() throws {
        let desk = try DeskCopy()
        let recordings = try desk.recordings()
        let clip = try clip("goodbye", recordings)
        #expect(throws: Problem.self) {
            try recordings.keep(
                Recording(samples: Array(repeating: 0, count: 8_000)), for: clip, named: "take.wav")
        }
        #expect(try desk.state("goodbye") == .missing)
    }
}
