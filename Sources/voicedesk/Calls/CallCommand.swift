import ArgumentParser
import AudioPlayer
import CallFlow
import Desk
import DeskFolder
import Ledger
import Prompts
import Recordings
import Simulator

/// `voicedesk call`: be the caller in this terminal.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Be the caller in this terminal.",
        discussion: """
            The keys 0-9, * and # are the telephone's; Ctrl-C hangs up. When a technician is rung you hold that phone too: \
            a accepts, d declines, b is busy, l lets it ring. The call is recorded in the ledger. With --audio the prompts are heard \
            as a telephone carries them, and so are your keys.

            EXAMPLES
              voicedesk call emergency --world evening --from +33612345678
              voicedesk call managerial --at 2026-03-10T21:00 --fast
              voicedesk call emergency --world evening --audio
              voicedesk call +33290920555 --database /var/lib/voicedesk/ledger.sqlite
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The number to call: emergency, managerial, or a telephone number of the desk.")
    var number: String
    @Option(help: ArgumentHelp("Your number; anonymous if left out.", valueName: "phone"))
    var from: String?
    @Option(help: ArgumentHelp("When the call begins; the world's time, or now.", valueName: "time"))
    var at: String?
    @Option(
        help: ArgumentHelp(
            "Load these facts into the ledger if it has none: a file, or the name of a world.", valueName: "world"))
    var world: String?
    @Flag(help: "Show prompts at once instead of at speaking pace.")
    var fast = false
    @Flag(help: "Hear the prompts, and your keys, through the sound card.")
    var audio = false
    @Option(
        help: ArgumentHelp("The sound device of --audio; see 'voicedesk prompts play --devices'.", valueName: "device"))
    var audioDevice: String = "default"
    @Flag(help: "The call is an exercise: it is never billed.")
    var drill = false

    func validate() throws {
        if audio, fast { throw ValidationError("--audio speaks at its own pace: leave out --fast") }
        if !audio, audioDevice != "default" { throw ValidationError("--audio-device is for --audio: add it") }
    }

    func run() async throws {
        let desk = try options.loadChecked()
        let role = try Reading.number(number, in: desk.policy)
        guard let context = desk.context(for: role), let dialled = desk.policy.number(role) else {
            throw Unusable("no flow answers '\(number)'", mend: "name one under 'numbers' in desk.yaml")
        }
        let phone = try Reading.phone(from)
        let recordings = audio ? try DeskRecordings(desk) : nil
        var voice = try recordings.map { try VoiceLoader($0).load().voice }
        guard Terminal.isPresent else {
            throw Unusable("'call' needs a terminal", mend: "run it in one, or use 'voicedesk simulate'")
        }
        let ledger = try ledgerOptions.open()
        let hasher = try ledgerOptions.hasher()
        var start = try at.map { try Reading.instant($0, option: "--at", in: desk.policy.zone) }
        var unavailable: Set<Store> = []
        if let name = world {
            let (text, path) = try Reading.worldText(name, desk: desk)
            let facts = try WorldFile.read(text, file: path, policy: desk.policy, hasher: hasher)
            _ = try ledger.load(facts, named: name, hash: WorldFile.hash(text))
            start = start ?? facts.at
            unavailable = facts.unavailable
        }
        let file = CaseFile(number: role, from: phone, startedAt: start ?? SystemTime.now, isDrill: drill)
        let complaints = Complaints()
        if let recordings, let plain = voice {
            voice = nil
            voice = await Self.withTitles(plain, recordings, ledger, at: file.startedAt, complaints)
        }
        guard let terminal = Terminal() else {
            throw Unusable("this terminal cannot be used", mend: "run 'call' in another")
        }
        defer { terminal.close() }
        let id = Self.newID(at: file.startedAt, in: desk.policy.zone)
        let journal = try LedgerJournal(
            ledger,
            CallHeader(
                id: id, number: role, dialled: dialled.phone, from: phone, startedAt: file.startedAt,
                flow: context.program.name, flowHash: context.program.hash, policyHash: desk.policyHash,
                deskHash: try ledger.keep(
                    desk.texts.map { DeskText(path: $0.key, text: $0.value) }, at: SystemTime.now),
                source: .terminal, isDrill: drill, language: desk.policy.defaultLanguage))
        let facts = LedgerFacts(ledger, hasher: hasher, unavailable: unavailable) { store, error in
            complaints.add("\(store.rawValue) cannot be read: \(error.message)")
        }
        let renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        let (speaker, line) = Self.speaker(renderer, voice, device: audioDevice, isFast: fast, complaints)
        var call = InteractiveCall(
            context, rota: desk.rota, facts: facts, file: file, terminal: terminal, speaker: speaker, journal: journal,
            complaints: complaints)
        let report = call.run()
        let sound = line?.close()
        terminal.close()
        try ledger.close()
        Transcript(renderer: renderer, zone: desk.policy.zone, startedAt: file.startedAt).writeSummary(report)
        let place = ledgerOptions.database == "voicedesk.sqlite" ? "" : " --database \(ledgerOptions.database)"
        if let sound, sound.underruns + sound.missedTicks > 0 {
            print("the sound faltered: \(sound.underruns) underruns, \(sound.missedTicks) frames late")
        }
        print("recorded as \(id): voicedesk ledger show \(id)\(place)")
    }

    /// Adds the titles of active bulletins to a voice; if they cannot be read or spoken, the call goes on without them.
    private static func withTitles(
        _ voice: PromptVoice, _ recordings: DeskRecordings, _ ledger: Ledger, at now: Instant, _ complaints: Complaints
    ) async -> PromptVoice {
        var voice = voice
        do {
            let titles = try ledger.bulletins(activeAt: now).map(\.title)
            for problem in await PhraseMaker(recordings).add(titles, to: &voice) {
                complaints.add("not heard: \(problem.place.file): \(problem.message)")
            }
        } catch {
            complaints.add("the titles of bulletins are not heard: \(error)")
        }
        return voice
    }

    /// Text, and sound where there is a voice and a device; without a device the call goes on in text.
    private static func speaker(
        _ renderer: PromptRenderer, _ voice: PromptVoice?, device: String, isFast: Bool, _ complaints: Complaints
    ) -> (Speaker, LiveLine?) {
        guard let voice else { return (Speaker(renderer, isFast: isFast), nil) }
        let caller = CallerLine(voice)
        do throws(SoundDeviceError) {
            let line = try LiveLine(device: device) {
                caller.next(into: &$0)
            } onFailure: { error in
                caller.lose()
                complaints.add("the sound is lost, the call goes on in text: \(error)")
            }
            return (Speaker(renderer, voice: voice, line: caller), line)
        } catch {
            complaints.add("the call goes on in text: \(error)")
            return (Speaker(renderer, isFast: isFast), nil)
        }
    }

    /// A readable id that no other call has: the local time and four random digits.
    private static func newID(at now: Instant, in zone: ZoneRules) -> String {
        let local = zone.local(now)
        let day = Timestamp.format(local.date).replacing("-", with: "")
        let time = Timestamp.format(local.time, withSeconds: true).replacing(":", with: "")
        let random = String(UInt16.random(in: 0...UInt16.max), radix: 16)
        return "C-\(day)-\(time)-" + String(repeating: "0", count: 4 - random.utf8.count) + random
    }
}
