import ArgumentParser
import AudioFiles
import AudioPlayer
import CallFlow
import Desk
import DeskFolder
import Prompts
import RTP
import Recordings

/// `voicedesk prompts play`.
struct PromptsPlay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play", abstract: "Hear prompts and pieces.",
        discussion: """
            A single recording is played as it is in its file. A prompt with values is put together as in a call, and sounds as A-law \
            carries it; values that are not given are examples. What is heard is printed.

            EXAMPLES
              voicedesk prompts play welcome-emergency
              voicedesk prompts play ticket-found --language en --value ticket=T-8812 --value opened=19:02
              voicedesk prompts play price-quote --to price.wav
              voicedesk prompts play --devices
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: ClipChoice
    @Option(
        help: ArgumentHelp(
            "A value of the prompts, for example ticket=T-8812; again for more.", valueName: "name=value"))
    var value: [String] = []
    @Option(help: ArgumentHelp("Write a WAV file instead of playing.", valueName: "file"), completion: .file())
    var to: String?
    @Option(help: ArgumentHelp("The sound device.", valueName: "device"))
    var audioDevice: String = "default"
    @Flag(help: "List the sound devices.")
    var devices = false

    func validate() throws {
        if !devices, choice.names.isEmpty { throw ValidationError("name what is to be heard, for example 'hold'") }
        if let to, !to.lowercased().hasSuffix(".wav") {
            throw ValidationError("--to: '\(to)' is no name of a WAV file: let it end in .wav")
        }
    }

    func run() async throws {
        if devices { return try Self.listDevices() }
        let desk = try options.load()
        let recordings = try DeskRecordings(desk)
        let language = try choice.chosenLanguage(desk) ?? desk.policy.defaultLanguage
        let now = SystemTime.now
        let values = try SampleValues(value, policy: desk.policy, now: now)
        let spoken = choice.names.filter { recordings.script.script(of: $0, in: language)?.hasValues == true }
        let prompts = spoken.compactMap { desk.catalogue.prompts[$0] }
        if let unused = values.names.first(where: { name in !prompts.contains { $0.values.contains(name) } }) {
            throw Unusable(
                "--value: nothing that is played names {\(unused.rawValue)}",
                mend: "leave it out, or play a prompt with it")
        }
        var voice = spoken.isEmpty ? nil : try VoiceLoader(recordings).load(prompts: Set(spoken)).voice
        if let title = values.title, var speaking = voice {
            let problems = await PhraseMaker(recordings).add([title], to: &speaking)
            if let problem = problems.first { throw problem }
            voice = speaking
        }
        let renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        var samples: [Int16] = []
        for name in choice.names {
            if let voice, spoken.contains(name), let prompt = desk.catalogue.prompts[name] {
                let utterance = Utterance(prompt: name, language: language, values: values.values(of: prompt))
                print(renderer.text(utterance, at: now))
                samples += Self.samples(of: voice.playlist([utterance], at: now), in: voice.store)
                continue
            }
            guard let clip = recordings.clips(named: name, in: language).first else {
                throw Unusable(
                    "nothing that the desk says is called '\(name)'", mend: "see 'voicedesk prompts list --pieces'")
            }
            print(clip.text)
            let path = recordings.path(of: clip)
            samples += try AudioFile.read(path, named: path).samples
        }
        if let to {
            try AudioFile.write(Recording(samples: samples), to: to, named: to)
        } else {
            let report = try Playout.play(samples, on: audioDevice)
            if report.underruns > 0 { Output.error("the device ran dry \(report.underruns) times") }
        }
    }

    private static func listDevices() throws {
        let rows = try SoundDevices.list().map { device in
            let uses = [device.plays ? "plays" : "", device.records ? "records" : ""].filter { !$0.isEmpty }
            return [device.name, uses.joined(separator: ", "), device.summary]
        }
        print(rows.isEmpty ? "there is no sound device" : Output.table(rows))
    }

    /// What a caller hears of a playlist, as A-law carries it.
    private static func samples(of list: Playlist, in store: FrameStore) -> [Int16] {
        var playback = Playback(list)
        var samples: [Int16] = []
        samples.reserveCapacity(list.frameCount * FrameStore.frameLength)
        while let frame = playback.next() { samples += store.bytes(of: frame, .aLaw).map(G711.aLaw.decode) }
        return samples
    }
}
