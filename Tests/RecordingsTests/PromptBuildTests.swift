import AudioFiles
import Desk
import Foundation
import Prompts
import Testing

@testable import Recordings

/// `prompts build`, with eSpeak NG and with programs that fail.
struct PromptBuildTests {
    @Test("A missing prompt is spoken by eSpeak NG, in the format and at the level of all prompts")
    func espeak() async throws {
        let desk = try DeskCopy()
        let summary = try await desk.build("ask-urgent")
        #expect(summary.built == 1)
        #expect(summary.problems.isEmpty)
        let file = "prompts/fr/ask-urgent.wav"
        let content = try AudioFile.load("\(desk.path)/\(file)", named: file)
        #expect(content.format.isPrompt)
        let level = try #require(AudioLevel(content.recording))
        #expect(abs(level.loudness + 23) < 0.3)
        #expect(level.peak <= -3)
        #expect((4_000...9_000).contains(content.recording.duration.milliseconds))
        #expect(try desk.state("ask-urgent") == .current)
    }

    @Test("A second build makes nothing, and a forced one makes the same bytes")
    func again() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        let bytes = try desk.bytes("prompts/fr/goodbye.wav")
        let second = try await desk.build("goodbye")
        #expect((second.built, second.kept) == (0, 1))
        let forced = try await desk.build("goodbye", force: true)
        #expect(forced.built == 1)
        #expect(try desk.bytes("prompts/fr/goodbye.wav") == bytes)
    }

    @Test("A changed text or program makes a recording anew, and only that one")
    func changes() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye", "connecting")
        try desk.edit("prompts/catalogue.yaml", "Merci de votre appel. Au revoir.", "Merci. Au revoir.")
        #expect(try desk.state("goodbye") == .outdated)
        #expect(try desk.state("connecting") == .current)
        let summary = try await desk.build("goodbye", "connecting")
        #expect((summary.built, summary.kept) == (1, 1))
        try desk.edit("desk.yaml", "-v, fr, -s, \"150\"", "-v, fr, -s, \"160\"")
        #expect(try desk.state("connecting") == .outdated)
    }

    @Test("A file that nobody knows is left alone, and a person says whose it is")
    func unlisted() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        try desk.put("prompts/fr/goodbye.wav")
        let bytes = try desk.bytes("prompts/fr/goodbye.wav")
        let summary = try await desk.build("goodbye", force: true)
        #expect((summary.built, summary.byPerson) == (0, 0))
        #expect(summary.problems.map(\.message) == ["nobody knows who made this recording, and of which text"])
        #expect(try desk.bytes("prompts/fr/goodbye.wav") == bytes)
        #expect(try desk.state("goodbye") == .unlisted)
    }

    @Test("What a person recorded is never overwritten, whatever changes")
    func persons() async throws {
        let desk = try DeskCopy()
        try desk.put("prompts/fr/goodbye.wav")
        try desk.adopt("goodbye")
        let bytes = try desk.bytes("prompts/fr/goodbye.wav")
        #expect(try desk.state("goodbye") == .recorded)
        let kept = try await desk.build("goodbye", force: true)
        #expect((kept.built, kept.byPerson) == (0, 1))
        try desk.edit("prompts/catalogue.yaml", "Merci de votre appel. Au revoir.", "Merci. Au revoir.")
        let stale = try await desk.build("goodbye", force: true)
        #expect(stale.built == 0)
        #expect(stale.problems.map(\.message) == ["a person recorded 'goodbye' before its text changed"])
        #expect(try desk.state("goodbye") == .recordedOtherwise)
        #expect(try desk.bytes("prompts/fr/goodbye.wav") == bytes)
    }

    @Test("A recording that a person makes while the engine still speaks is kept")
    func meanwhile() async throws {
        let desk = try DeskCopy()
        // The engine waits until the person is done.
        try desk.speakFrench(
            with:
                "cat >/dev/null; touch started; until [ -e done ]; do sleep 0.05; done; cat '\(DeskCopy.shipped)/prompts/fr/goodbye.wav'"
        )
        async let summary = desk.build("goodbye")
        while !FileManager.default.fileExists(atPath: desk.path + "/started") { await Task.yield() }
        try desk.put("prompts/fr/goodbye.wav")
        try desk.adopt("goodbye")
        let bytes = try desk.bytes("prompts/fr/goodbye.wav")
        try "".write(toFile: desk.path + "/done", atomically: true, encoding: .utf8)
        let result = try await summary
        #expect((result.built, result.byPerson) == (0, 1))
        #expect(try desk.bytes("prompts/fr/goodbye.wav") == bytes)
        #expect(try desk.state("goodbye") == .recorded)
    }

    @Test("Something that cannot be read is no gap to fill")
    func unreadable() async throws {
        let desk = try DeskCopy()
        try await desk.build("connecting")
        let folder = desk.path + "/prompts/fr/goodbye.wav"
        try FileManager.default.createDirectory(atPath: folder + "/inside", withIntermediateDirectories: true)
        let summary = try await desk.build("goodbye", force: true)
        #expect(summary.built == 0)
        #expect(summary.problems.map(\.message) == ["this is a folder, not a file"])
        #expect(FileManager.default.fileExists(atPath: folder + "/inside"))
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: "/no/such/disk/take.wav")
        #expect(try await desk.build("goodbye").problems.map(\.message) == ["there is no such file"])
    }

    @Test(
        "A build that fails after any of its steps leaves nothing that passes for a person's",
        arguments: RecordingBatch.Step.allCases)
    func cutOff(step: RecordingBatch.Step) async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye", "connecting")
        let recordings = try desk.recordings()
        let clips = ["goodbye", "connecting"].flatMap { recordings.clips(named: $0, in: .french) }
        let failing = PromptBuild(recordings, jobs: 1, force: true) { (reached) throws(Problem) in
            if reached == step {
                throw Problem(SourcePlace(file: "disk"), "it fails after \(step)", mend: "make room")
            }
        }
        let problem = await #expect(throws: Problem.self) { try await failing.run(only: clips) { _, _ in } }
        #expect(problem?.message == "it fails after \(step)")
        for name in ["goodbye", "connecting"] {
            let state = try desk.state(name)
            #expect(step == .drafted ? state == .current : state == .missing || state == .current, "\(name): \(state)")
        }
        _ = try await desk.build("goodbye", "connecting")
        #expect(try desk.state("goodbye") == .current)
        #expect(try desk.state("connecting") == .current)
    }

    @Test("A full build removes what an engine once made and nothing speaks any more, and keeps a person's")
    func leftOvers() async throws {
        let desk = try DeskCopy()
        try await desk.build("connecting", "goodbye")
        try desk.put("prompts/fr/hold.wav")
        try desk.adopt("hold")
        try desk.speakFrench(with: "cat >/dev/null; cat '\(Self.word)'")
        try desk.edit("desk.yaml", "languages: [fr, en] ", "languages: [fr] ")
        try desk.edit("prompts/catalogue.yaml", "  goodbye:", "  farewell:")
        for file in ["emergency", "managerial"] {
            try desk.edit("callflows/\(file).yaml", "goodbye", "farewell")
        }
        let recordings = try desk.recordings()
        let summary = try await PromptBuild(recordings, jobs: 2).run { _, _ in }
        #expect(summary.removed == ["fr/goodbye.wav"])
        #expect(summary.byPerson == 1)
        // A word is too short for most texts, and long enough for the others.
        #expect(summary.built > 50)
        #expect(summary.built + summary.problems.count == recordings.script.clips.count - 1)
        #expect(summary.problems.allSatisfy { $0.message.contains("that its text") })
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/prompts/fr/goodbye.wav"))
    }

    @Test("A lost index is told, as nobody would know who made the recordings")
    func lostIndex() async throws {
        let desk = try DeskCopy()
        try await desk.build("goodbye")
        try FileManager.default.removeItem(atPath: desk.path + "/prompts/recordings.json")
        let problem = await #expect(throws: Problem.self) { try await desk.build("goodbye") }
        #expect(problem?.message.contains("the index of recordings is missing") == true)
    }

    /// A short recording.
    private static let word = "\(DeskCopy.shipped)/prompts/fr/pieces/number-1.wav"

    struct Failure: Sendable, CustomTestStringConvertible {
        let script: String
        let message: String
        var testDescription: String { message }
    }

    @Test(
        "A program that fails is told, with what it said, and the others go on",
        arguments: [
            Failure(script: "cat >/dev/null; echo 'no such voice' >&2; exit 3", message: "failed (no such voice)"),
            Failure(script: "exit 1", message: "failed (it says nothing)"),
            Failure(script: "cat >/dev/null; echo hello", message: "sound"),
            Failure(script: "cat >/dev/null", message: "empty"),
            Failure(script: "kill -9 $$", message: "failed"),
            Failure(
                script: "cat >/dev/null; yes noise | head -c 100000 >&2; echo >&2; echo broken >&2; exit 1",
                message: "failed (broken)"),
            Failure(
                script: "cat >/dev/null; cat '\(DeskCopy.shipped)/prompts/fr/todo-no-ticket.wav'",
                message: "that its text may take"),
        ])
    func failures(failure: Failure) async throws {
        let desk = try DeskCopy()
        try desk.speakFrench(with: failure.script)
        let summary = try await desk.build("goodbye")
        #expect(summary.built == 0)
        let problem = try #require(summary.problems.first)
        #expect(problem.description.contains(failure.message), "\(problem)")
        #expect(problem.place.file.hasSuffix("prompts/fr/goodbye.wav"))
        #expect(try desk.state("goodbye") == .missing)
        #expect(try await desk.build("goodbye", language: .english).built == 1)
    }

    @Test("What a program says beside its sound does no harm, however much it is")
    func chatter() async throws {
        let desk = try DeskCopy()
        try desk.speakFrench(with: "yes noise | head -c 100000 >&2; espeak-ng --stdin --stdout -v fr -s 150")
        let summary = try await desk.build("goodbye")
        #expect(summary.problems.isEmpty)
        #expect(summary.built == 1)
    }

    @Test("A program that is not there is told with a mend")
    func noProgram() async throws {
        let desk = try DeskCopy()
        try desk.edit("desk.yaml", "fr: [espeak-ng,", "fr: [no-such-engine,")
        let problem = try #require(try await desk.build("goodbye").problems.first)
        #expect(problem.message.hasPrefix("the program 'no-such-engine' cannot be run"))
        #expect(problem.mend == "install it, or name another under 'speech' in desk.yaml")
    }

    @Test(
        "An index that leads out of the folder, or is broken, is refused",
        arguments: [
            ("{\"../../etc/passwd\": {\"by\":\"engine\",\"source\":\"\",\"audio\":\"\"}}", "is no path of a recording"),
            ("{\"fr/../x.wav\": {\"by\":\"engine\",\"source\":\"\",\"audio\":\"\"}}", "is no path of a recording"),
            ("{\"fr/x.wav\": {\"by\":\"nobody\",\"source\":\"\",\"audio\":\"\"}}", "is broken"),
            ("{", "is broken"),
        ])
    func brokenIndex(text: String, message: String) async throws {
        let desk = try DeskCopy()
        try text.write(toFile: desk.path + "/prompts/recordings.json", atomically: true, encoding: .utf8)
        let problem = await #expect(throws: Problem.self) { try await desk.build("goodbye") }
        #expect(problem?.message.contains(message) == true, "\(String(describing: problem))")
    }
}
