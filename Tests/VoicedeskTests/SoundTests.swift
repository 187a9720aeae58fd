import AudioFiles
import Foundation
import RTP
import Testing

/// `voicedesk call --audio` in a real terminal, on ALSA's file plugin.
@Suite(.serialized) struct SoundTests {
    /// What a telephone makes of a recording of the shipped desk.
    private func heard(_ name: String) throws -> [Int16] {
        let path = "\(Program.root)/prompts/fr/\(name).wav"
        return try AudioFile.read(path, named: name).samples.map { G711.aLaw.decode(G711.aLaw.encode($0)) }
    }

    /// Where a sound begins within another; nothing if it is not in it, sample by sample.
    private func position(of sound: ArraySlice<Int16>, in call: [Int16]) -> Int? {
        guard let first = sound.first(where: { abs($0) > 500 }), let offset = sound.firstIndex(of: first),
            call.count >= sound.count
        else { return nil }
        let lead = offset - sound.startIndex
        return (0...(call.count - sound.count)).first {
            call[$0 + lead] == first && call[$0..<$0 + sound.count].elementsEqual(sound)
        }
    }

    private func recorder(_ folder: TemporaryFolder) throws -> String {
        try folder.write(
            """
            pcm.recorder {
                type file
                file "\(folder.file("call.wav"))"
                format "wav"
                slave.pcm { type null }
            }

            """, to: "asound.conf")
    }

    private func call(_ arguments: String, _ folder: TemporaryFolder) throws -> TerminalSession {
        try TerminalSession(
            "ALSA_CONFIG_PATH='\(try recorder(folder))' '\(Program.path)' call emergency --world evening "
                + "--from +33612345678 --database '\(folder.file("ledger.sqlite"))' --audio \(arguments)")
    }

    @Test(
        "A whole call is heard: its prompts sample by sample, the price, the keys; a key cuts a prompt within 60 ms of its tone"
    )
    func wholeCall() throws {
        let folder = try TemporaryFolder()
        let terminal = try call("--audio-device recorder", folder)
        try terminal.wait(for: "numéro client")
        try terminal.press("1")
        // A second key would end the tone of the first.
        try terminal.wait(for: "2 s left")
        try terminal.press("2", "3", "4", "5")
        try terminal.wait(for: "urgente ?")
        try terminal.press("2")
        try terminal.wait(for: "appuyez sur 9")
        try terminal.press("C-c")
        try terminal.wait(for: "ended with 0")
        let samples = try AudioFile.read(folder.file("call.wav"), named: "call.wav").samples

        let welcome = try heard("welcome-emergency")
        let begin = try #require(position(of: welcome[...], in: samples), "the welcome is not heard whole")
        #expect(begin < 8_000)
        // The tone of the key that was pressed sounds over the beginning of what follows it.
        let tail = Tone.keyLength * 2
        #expect(position(of: try heard("refused-not-urgent").dropFirst(tail), in: samples) != nil)
        var last = begin
        for name in [
            "price-quote", "pieces/hundred-3", "pieces/euros-50", "pieces/excluding-tax",
        ] {
            let found = try #require(position(of: try heard(name)[...], in: samples), "\(name) is not heard whole")
            #expect(found > last, "\(name) is heard too early")
            last = found
        }

        // The first key sounds while the question is asked, and cuts it.
        var tone = try #require(Tone(key: "1", attenuation: 10))
        let pure = (0..<Tone.keyLength).compactMap { _ in tone.next() }
        let question = try #require(position(of: try heard("ask-client-number").prefix(1_600), in: samples))
        let cut = 480
        let onset = try #require(
            (question..<samples.count - pure.count).first {
                samples[$0 + cut..<$0 + pure.count].elementsEqual(pure[cut...])
            }, "60 ms after the key, more than its tone is heard")
        #expect(onset > question + 1_600)
        let rest = samples[(onset + pure.count)..<(onset + pure.count + 400)]
        #expect(rest.allSatisfy { $0 == 0 }, "the question goes on after the key")
    }

    @Test("Without a device the call goes on in text, and says why")
    func noDevice() throws {
        let folder = try TemporaryFolder()
        let terminal = try call("--audio-device no-such-device", folder)
        try terminal.wait(for: "! the call goes on in text: no-such-device:")
        try terminal.wait(for: "numéro client")
        try terminal.press("C-c")
        try terminal.wait(for: "ended with 0")
    }

    @Test("A device that is lost in the call does not touch it")
    func lostDevice() throws {
        let folder = try TemporaryFolder()
        let config = try folder.write(
            "pcm.full {\n type file\n file \"/dev/full\"\n format \"raw\"\n slave.pcm { type null }\n}\n",
            to: "full.conf")
        let terminal = try TerminalSession(
            "ALSA_CONFIG_PATH='\(config)' '\(Program.path)' call emergency --world evening --from +33612345678 "
                + "--database '\(folder.file("ledger.sqlite"))' --audio --audio-device full")
        try terminal.wait(for: "! the sound is lost, the call goes on in text: full:")
        try terminal.wait(for: "numéro client")
        try terminal.press("1", "2", "3", "4", "5")
        try terminal.wait(for: "[12345]")
        try terminal.press("C-c")
        try terminal.wait(for: "ended with 0")
    }

    @Test("A desk that lacks a recording of a flow in use does not start with sound")
    func missingRecording() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Program.root + "/prompts", toPath: folder.file("prompts"))
        for name in ["desk.yaml", "rota.yaml", "callflows", "worlds"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(name), withDestinationPath: "\(Program.root)/\(name)")
        }
        try FileManager.default.removeItem(atPath: folder.file("prompts/fr/hold.wav"))
        let terminal = try TerminalSession(
            "'\(Program.path)' call emergency --desk '\(folder.path)' --world evening --audio "
                + "--database '\(folder.file("ledger.sqlite"))'")
        let screen = try terminal.wait(for: "ended with 2").replacing("\n", with: "")
        #expect(screen.contains("prompts/fr/hold.wav"))
        #expect(screen.contains("'hold' in 'fr'"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("ledger.sqlite")))
    }
}
