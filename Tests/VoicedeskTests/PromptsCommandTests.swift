import AudioFiles
import Foundation
import Testing

/// `voicedesk prompts`, as a user types it.
struct PromptsCommandTests {
    /// The shipped desk with recordings of its own.
    private func desk() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Program.root + "/prompts", toPath: folder.file("prompts"))
        for name in ["desk.yaml", "rota.yaml", "callflows", "worlds"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(name), withDestinationPath: "\(Program.root)/\(name)")
        }
        return folder
    }

    @Test func theListTellsTextLengthLevelAndUse() throws {
        let run = try Program.run(["prompts", "list", "ticket-found", "number-71", "--language", "fr"])
        #expect(run.status == 0, "\(run.errors)")
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("NAME "))
        #expect(lines[1].hasPrefix("ticket-found.1    fr  current  "))
        #expect(lines[1].hasSuffix("-23.0  grounds    Votre ticket"))
        #expect(lines[3].hasSuffix("values     soixante et onze"))
        let json = try Program.run(["prompts", "list", "goodbye", "--json"])
        let items = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(items.map { $0["language"] as? String } == ["fr", "en"])
        #expect(items.allSatisfy { $0["flows"] as? [String] == ["emergency", "managerial"] })
    }

    @Test func nothingIsMissingInTheShippedDesk() throws {
        let run = try Program.run(["prompts", "list", "--missing", "--pieces"])
        #expect(run.output == "nothing is missing\n")
        #expect(run.status == 0)
    }

    @Test func aPromptWithValuesIsWrittenToAFile() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("heard.wav")
        let run = try Program.run([
            "prompts", "play", "ticket-found", "--value", "ticket=T-9471", "--value", "opened=19:02", "--to",
            file,
        ])
        #expect(run.status == 0, "\(run.errors)")
        let sound = try AudioFile.load(file, named: file)
        #expect(sound.format.isPrompt)
        #expect(sound.recording.duration > .seconds(4))
        #expect(run.output == "Votre ticket T-9471 est sans réponse depuis 19 h 02.\n")
    }

    @Test func aSingleRecordingIsPlayedAsItStandsInItsFile() throws {
        let folder = try TemporaryFolder()
        let config = try folder.write(
            "pcm.raw { type file\n file \"\(folder.file("out.raw"))\"\n format \"raw\"\n slave.pcm { type null } }\n",
            to: "asound.conf")
        let run = try Program.run(
            ["prompts", "play", "goodbye", "--audio-device", "raw"], environment: ["ALSA_CONFIG_PATH": config])
        #expect(run.status == 0, "\(run.errors)")
        let bytes = try #require(FileManager.default.contents(atPath: folder.file("out.raw")))
        let wav = try #require(FileManager.default.contents(atPath: Program.root + "/prompts/fr/goodbye.wav"))
        #expect(bytes.prefix(wav.count - 44) == wav.dropFirst(44))
        #expect(bytes.dropFirst(wav.count - 44).allSatisfy { $0 == 0 })
    }

    @Test func aPersonsRecordingTakesThePlaceOfTheEnginesAndStays() throws {
        let desk = try desk()
        let take = desk.file("take.wav")
        try FileManager.default.copyItem(atPath: Program.root + "/prompts/fr/connecting.wav", toPath: take)
        let here = ["--desk", desk.path]
        let run = try Program.run(["prompts", "record", "goodbye", "--language", "fr", "--from", take] + here)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("prompts/fr/goodbye.wav: gain "))
        let build = try Program.run(["prompts", "build", "goodbye", "--force"] + here)
        #expect(build.output == "1 made, 0 right already, 1 recorded by a person\n")
        let list = try Program.run(["prompts", "list", "goodbye", "--language", "fr"] + here)
        #expect(list.output.contains("\ngoodbye  fr  recorded  "))
        let check = try Program.run(["prompts", "build", "--check"] + here)
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test func theCheckFailsOnAMissingRecording() throws {
        let desk = try desk()
        try FileManager.default.removeItem(atPath: desk.file("prompts/en/hold.wav"))
        let run = try Program.run(["prompts", "build", "--check", "--desk", desk.path])
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.errors.contains(
                "prompts/en/hold.wav:1:1: the recording of 'hold' in 'en' is missing: run 'voicedesk prompts build'"))
    }

    @Test func theProofMissesARecordingOfAPromptAndAPieceOfItsValues() throws {
        let desk = try desk()
        try FileManager.default.removeItem(atPath: desk.file("prompts/fr/hold.wav"))
        let prompt = try Program.run(["flow", "prove", "emergency", "--desk", desk.path])
        #expect(prompt.status == 1)
        #expect(prompt.output.contains("fails  prompts-complete: every prompt exists in every language of the desk"))
        #expect(prompt.output.contains("prompt 'hold' has no recording in 'fr'"))
        let other = try self.desk()
        try FileManager.default.removeItem(atPath: other.file("prompts/en/pieces/number-7.wav"))
        let piece = try Program.run(["flow", "prove", "emergency", "--desk", other.path])
        #expect(piece.status == 1)
        #expect(piece.output.contains("has no recording in 'en'"))
    }

    @Test func theCheckTellsWhatADeskWithSoundTakes() throws {
        let run = try Program.run(["prompts", "build", "--check", "--json"])
        #expect(run.status == 0)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect((report["problems"] as? [Any])?.isEmpty == true)
        let loaded = try #require(report["loaded"] as? [String: Any])
        let (memory, law) = (try #require(loaded["memory_bytes"] as? Int), try #require(loaded["law_bytes"] as? Int))
        #expect(Double(memory) <= 2.2 * Double(law))
        #expect(law > 10_000_000)
    }

    @Test(arguments: [
        (["prompts", "play"], "name what is to be heard"),
        (["prompts", "play", "nothing"], "nothing that the desk says is called 'nothing': see"),
        (["prompts", "play", "hold", "--language", "de"], "the desk does not speak 'de': use fr or en"),
        (["prompts", "play", "price-quote", "--value", "price=much"], "'much' is no amount: write it like"),
        (["prompts", "play", "hold", "--value", "price=350"], "nothing that is played names {price}: leave it out"),
        (["prompts", "play", "hold", "--to", "x.mp3"], "'x.mp3' is no name of a WAV file"),
        (["prompts", "play", "price-quote", "--value", "prize=1"], "there is no value 'prize': use one of"),
        (["prompts", "play", "hold", "--audio-device", "no-such-device"], "voicedesk: no-such-device: "),
        (
            ["prompts", "record", "ticket-found", "--from", "x.wav"],
            "one file cannot be 4 recordings: name one of them"
        ),
        (
            ["prompts", "record", "goodbye", "--language", "fr", "--from", "no-such.wav"],
            "no-such.wav:1:1: there is no such file"
        ),
        (["prompts", "build", "--check", "--force"], "--check looks at all recordings"),
        (["prompts", "build", "--jobs", "0"], "--jobs: 0 is not from 1 to 64"),
        (["call", "emergency", "--audio", "--fast"], "--audio speaks at its own pace"),
    ])
    func mistakesAreToldWithTheirMend(arguments: [String], message: String) throws {
        let run = try Program.run(arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
    }
}
