import AudioFiles
import Desk
import DeskFolder
import Foundation
import Prompts
import Recordings
import Testing

/// `prompts build --check`.
struct PromptCheckTests {
    /// What is said of one recording.
    private func findings(_ desk: DeskCopy, _ file: String) throws -> [String] {
        try PromptCheck(try desk.recordings()).run { _, _ in }.filter { $0.place.file.hasSuffix(file) }.map(\.message)
    }

    @Test("The shipped desk has nothing to complain of")
    func shipped() throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        #expect(recordings.script.clips.count > 900)
        let problems = try PromptCheck(recordings).run { _, _ in }
        #expect(problems.map(\.description) == [])
    }

    @Test("A desk without recordings misses every one of them")
    func missing() throws {
        let recordings = try DeskCopy().recordings()
        let problems = try PromptCheck(recordings).run { _, _ in }
        #expect(problems.count == recordings.script.clips.count)
        #expect(problems.allSatisfy { $0.message.hasSuffix("is missing") })
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let amplitude: Double
        let samples: Int
        let message: String
        var testDescription: String { message }
    }

    @Test(
        "Length and level are checked",
        arguments: [
            Fault(amplitude: 20_000, samples: 8_000, message: "the loudness is"),
            Fault(amplitude: 200, samples: 8_000, message: "the loudness is"),
            Fault(amplitude: 32_700, samples: 8_000, message: "the peak is at"),
            Fault(amplitude: 0, samples: 8_000, message: "the recording is silent"),
            Fault(amplitude: 2_900, samples: 300, message: "less than the"),
            Fault(amplitude: 2_900, samples: 80_000, message: "more than the"),
        ])
    func faults(fault: Fault) throws {
        let desk = try DeskCopy()
        try desk.put("prompts/fr/goodbye.wav", amplitude: fault.amplitude, samples: fault.samples)
        try desk.adopt("goodbye")
        let findings = try findings(desk, "fr/goodbye.wav")
        #expect(findings.contains { $0.contains(fault.message) }, "\(findings)")
    }

    @Test("A recording in another format, cut short, or not listed is told")
    func files() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye", "connecting")
        try desk.put("prompts/fr/hold.wav", amplitude: 3_000)
        #expect(try findings(desk, "fr/hold.wav") == ["nobody knows who made this recording, and of which text"])
        // Half of the file.
        let half = try desk.bytes("prompts/fr/goodbye.wav").prefix(9_000)
        try half.write(to: URL(filePath: desk.path + "/prompts/fr/goodbye.wav"))
        try desk.adopt("goodbye")
        let cut = try findings(desk, "fr/goodbye.wav")
        #expect(cut.count == 1)
        #expect(cut.first?.contains("cut") == true || cut.first?.contains("truncated") == true, "\(cut)")
    }

    @Test("A prompt of which nothing can be heard is told")
    func silent() async throws {
        let desk = try DeskCopy()
        try desk.edit("prompts/catalogue.yaml", "fr: \"Merci de votre appel. Au revoir.\"", "fr: \"...\"")
        let problems = try PromptCheck(try desk.recordings()).run { _, _ in }
        #expect(problems.contains { $0.message == "the prompt 'goodbye' has nothing to say in 'fr'" })
    }

    @Test("A recording that nothing speaks any more is told")
    func leftOver() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        try desk.edit("prompts/catalogue.yaml", "  goodbye:", "  farewell:")
        for file in ["emergency", "managerial"] {
            try desk.edit("callflows/\(file).yaml", "goodbye", "farewell")
        }
        #expect(try findings(desk, "fr/goodbye.wav") == ["nothing speaks this recording any more"])
    }
}
