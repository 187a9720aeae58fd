import AudioFiles
import CallFlow
import Desk
import DeskFolder
import Foundation
import Prompts
import RTP
import Recordings
import Testing

/// The voice of a desk, from its files.
struct VoiceLoaderTests {
    /// The shipped recordings, so that single ones can be spoilt.
    private func copyWithSound() throws -> DeskCopy {
        let desk = try DeskCopy()
        for name in ["fr", "en", "recordings.json"] {
            try FileManager.default.copyItem(
                atPath: "\(DeskCopy.shipped)/prompts/\(name)", toPath: "\(desk.path)/prompts/\(name)")
        }
        return desk
    }

    private func samples(_ list: Playlist, _ store: FrameStore) -> [Int16] {
        var playback = Playback(list)
        var samples: [Int16] = []
        while let frame = playback.next() { samples += store.bytes(of: frame, .aLaw).map(G711.aLaw.decode) }
        return samples
    }

    @Test("The shipped voice loads whole, and takes two bytes a sample")
    func shipped() throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        let (voice, report) = try VoiceLoader(recordings).load()
        #expect(report.recordings > 900)
        #expect(report.lawBytes == voice.store.byteCount)
        #expect(Double(report.memory) <= 2.2 * Double(report.lawBytes))
    }

    @Test("A prompt without values sounds as its file does, after A-law")
    func prompt() throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        let voice = try VoiceLoader(recordings).load().voice
        let file = try AudioFile.read("\(DeskCopy.shipped)/prompts/fr/goodbye.wav", named: "goodbye.wav").samples
        let list = voice.playlist([Utterance(prompt: "goodbye", language: .french)], at: Instant(seconds: 0))
        let heard = samples(list, voice.store)
        #expect(heard.starts(with: file.map { G711.aLaw.decode(G711.aLaw.encode($0)) }))
        #expect(heard.dropFirst(file.count).allSatisfy { abs($0) <= 8 })
    }

    @Test("The price is spoken from its recordings, in order")
    func price() throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        let voice = try VoiceLoader(recordings).load().voice
        let utterance = Utterance(
            prompt: "price-quote", language: .french, values: [.price: .money(Money(cents: 35_000))])
        let heard = samples(voice.playlist([utterance], at: Instant(seconds: 0)), voice.store)
        var position = 0
        for name in ["price-quote", "pieces/hundred-3", "pieces/euros-50", "pieces/excluding-tax"] {
            let clip = try AudioFile.read("\(DeskCopy.shipped)/prompts/fr/\(name).wav", named: name).samples
            let decoded = clip.map { G711.aLaw.decode(G711.aLaw.encode($0)) }
            let found = try #require(
                stride(from: position, through: heard.count - decoded.count, by: 160).first {
                    heard[$0..<$0 + decoded.count].elementsEqual(decoded)
                }, "\(name) is not heard after \(position)")
            position = (found + decoded.count + 159) / 160 * 160
        }
    }

    @Test("A missing or broken recording of a flow in use stops the desk, and names prompt, file and flow")
    func missing() throws {
        let desk = try copyWithSound()
        try FileManager.default.removeItem(atPath: desk.path + "/prompts/fr/hold.wav")
        try Data("RIFF".utf8).write(to: URL(filePath: desk.path + "/prompts/en/goodbye.wav"))
        try FileManager.default.removeItem(atPath: desk.path + "/prompts/fr/pieces/number-7.wav")
        let recordings = try desk.recordings()
        let problems = try #require(#expect(throws: Problems.self) { try VoiceLoader(recordings).load() }).all
        #expect(problems.count == 3)
        let texts = problems.map(\.description).joined(separator: "\n")
        #expect(texts.contains("/prompts/fr/hold.wav"))
        #expect(texts.contains("'hold' in 'fr'"))
        #expect(texts.contains("the flow connect, managerial, standby speaks it"))
        #expect(texts.contains("'goodbye' in 'en'"))
        #expect(texts.contains("'pieces/number-7' in 'fr'"))
    }

    @Test("A recording of another text, or one that is too long, stops the desk, too")
    func stale() throws {
        let desk = try copyWithSound()
        try desk.edit("prompts/catalogue.yaml", "Merci de votre appel. Au revoir.", "Merci. Au revoir.")
        try desk.put("prompts/fr/connecting.wav", samples: 80_000)
        let recordings = try desk.recordings()
        let problems = try #require(#expect(throws: Problems.self) { try VoiceLoader(recordings).load() })
        #expect(problems.all.count == 2)
        #expect(problems.description.contains("'goodbye' in 'fr': it was made of another text, or by other settings"))
        #expect(problems.description.contains("'connecting' in 'fr': the recording lasts 10000 ms, more than the"))
    }

    @Test("A title takes no more memory than its sound, and one that is too long is told")
    func titleMemory() async throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        var voice = try VoiceLoader(recordings).load().voice
        let long = String(repeating: "97 ", count: 38)
        let problems = await PhraseMaker(recordings, timeLimit: .seconds(60)).add(["Coupure réseau", long], to: &voice)
        #expect(Double(voice.store.capacity) <= 2.2 * Double(voice.store.byteCount))
        #expect(problems.count == 2, "one for each language")
        #expect(problems.allSatisfy { $0.message.hasSuffix("ms to speak") })
    }

    @Test("A prompt that no flow speaks may be missing")
    func unused() throws {
        let desk = try copyWithSound()
        try desk.edit(
            "prompts/catalogue.yaml", "prompts:\n", "prompts:\n  spare: { fr: Rien du tout, en: Nothing at all }\n")
        _ = try VoiceLoader(try desk.recordings()).load()
    }

    @Test("A prompt in use that names a person cannot be spoken, and says what to name instead")
    func names() throws {
        let desk = try copyWithSound()
        try desk.edit(
            "prompts/catalogue.yaml", "fr: \"Merci de votre appel. Au revoir.\"", "fr: \"Merci, {contact_name}.\"")
        try desk.edit(
            "prompts/catalogue.yaml", "en: \"Thank you for calling. Goodbye.\"", "en: \"Thanks, {contact_name}.\"")
        let recordings = try desk.recordings()
        let problems = try #require(#expect(throws: Problems.self) { try VoiceLoader(recordings).load() })
        #expect(problems.description.contains("names {contact_name}, of which there is no recording"))
    }

    @Test("A bulletin's title is spoken if it was recorded before the call, and replaced if not")
    func titles() async throws {
        let recordings = try DeskRecordings(try .load(at: DeskCopy.shipped))
        var voice = try VoiceLoader(recordings).load().voice
        let title = "Coupure réseau salle 2"
        let utterance = Utterance(prompt: "bulletin-active", language: .french, values: [.bulletin: .text(title)])
        let now = Instant(seconds: 0)
        let without = voice.playlist([utterance], at: now)
        let problems = await PhraseMaker(recordings, timeLimit: .seconds(60)).add([title], to: &voice)
        #expect(problems.isEmpty)
        let with = voice.playlist([utterance], at: now)
        #expect(with != without)
        #expect(with.duration > .seconds(6))
        #expect(with.runs.contains { $0.first >= without.runs.map { $0.first + $0.count }.max() ?? 0 })
    }
}
