import Desk
import Foundation
import Testing

@testable import Recordings

/// The program that speaks, when it does not end.
struct SpeechEngineTests {
    /// Whether a process with these words is there.
    private static func isRunning(_ words: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { process in
            FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map { $0 == Data(words.utf8) } ?? false
        }
    }

    @Test("A program that hangs is stopped, and told as late", .timeLimit(.minutes(5)))
    func hanging() async throws {
        let mark = "6\(UInt32.random(in: 1_000_000...9_999_999))"
        // The shell's child is to end, too.
        var engine = SpeechEngine(
            command: ["/bin/sh", "-c", "sleep \(mark); true"], language: .french, folder: ".")
        engine.timeLimit = .milliseconds(200)
        let problem = await #expect(throws: Problem.self) { try await engine.speak("Bonjour", named: "x.wav") }
        #expect(problem?.message == "the program '/bin/sh' took longer than 200 ms")
        #expect(try !Self.isRunning("sleep\u{0}\(mark)\u{0}"))
    }

    @Test("A desk without a program for a language says so")
    func none() async {
        let engine = SpeechEngine(command: [], language: .english, folder: ".")
        let problem = await #expect(throws: Problem.self) { try await engine.speak("Hello", named: "x.wav") }
        #expect(problem?.message == "no program speaks 'en'")
    }
}
