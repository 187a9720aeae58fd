import AudioFiles
import CallFlow
import CallTests
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Media
import Prompts
import RTP
import RTPTransport
import SIP
import SIPTransport
import Synchronization
import Telephones

/// Runs stories as real calls over SIP, many at once, and names what went wrong on the way.
///
/// Where this process hosts the desk, every story has clients and telephones of its own and its own time (``Casting``,
/// ``StoryClock``), so that they do not change one another; stories with known incidents or stores that do not answer get a desk of
/// their own. At a desk that runs elsewhere stories are run as they are written.
public struct SwitchboardRun: Sendable {
    private let desk: DeskFolder
    private let plan: SwitchboardPlan
    private let voice: PromptVoice
    private let hasher: any PasscodeHasher
    private let logger: Logger
    private let ready: StoryDesk
    private let terms: DeskTerms
    private let shelf: PromptShelf

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - voice: the desk's recordings, by which prompts are recognised.
    ///   - hasher: the one with which the stories' passcodes were hashed; for a hosted desk ``SharedPasscodes``.
    public init(
        _ desk: DeskFolder, plan: SwitchboardPlan, voice: PromptVoice, hasher: any PasscodeHasher, logger: Logger
    ) {
        self.desk = desk
        self.plan = plan
        self.voice = voice
        self.hasher = hasher
        self.logger = logger
        ready = StoryDesk(desk, hasher: hasher, voice: voice)
        terms = DeskTerms(desk)
        shelf = PromptShelf(desk, voice: voice)
    }

    /// Runs stories.
    ///
    /// - Parameter progress: is told how many stories are over of how many.
    /// - Returns: the results, in the order of the stories.
    /// - Throws: where nothing can be listened on, or the hosted desk does not start.
    public func run(
        _ stories: [Story], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> SuiteResult {
        let clock = ContinuousClock()
        let began = clock.now
        let register = RegisterSlot()
        let callers = try await PhoneBank.open(
            PhoneBankSettings(at: plan.callers, over: plan.via.transport, audio: plan.audio), logger: logger
        ) { _ in .refuse(.notFound) }
        var technicians: PhoneBank?
        if let endpoint = plan.technicians {
            var settings = PhoneBankSettings(at: endpoint, over: plan.via.transport)
            settings.media.portRange = 55_000...59_999
            technicians = try await PhoneBank.open(settings, logger: logger) { register.receive($0) }
        }
        let done = Mutex(0)
        var results: [String: StoryResult] = [:]
        do {
            for wave in waves(stories) {
                let part = try await run(wave, callers, technicians, register) {
                    progress(
                        done.withLock { done in
                            done += 1; return done
                        }, stories.count)
                }
                for result in part { results[result.story.name] = result }
            }
        } catch {
            await callers.shutdown()
            await technicians?.shutdown()
            throw error
        }
        await callers.shutdown()
        await technicians?.shutdown()
        let ordered = stories.map { results[$0.name] ?? StoryResult(story: $0, skipped: "it was not run") }
        return SuiteResult(results: ordered, runs: stories.count, elapsed: began.duration(to: clock.now))
    }

    /// How much later things may happen on a line: a call is set up, a prompt that begins is recognised.
    private static let lineLag = Duration.seconds(4)

    // MARK: Waves

    /// Stories that can be run at one desk.
    private struct Wave {
        var stories: [Story]
        var bulletins: [Bulletin] = []
        var unavailable: Set<Store> = []
    }

    private func waves(_ stories: [Story]) -> [Wave] {
        guard plan.host != nil else { return [Wave(stories: stories)] }
        var waves: [Wave] = []
        for story in stories {
            let world = story.world.world
            if let index = waves.firstIndex(where: {
                $0.bulletins == world.bulletins && $0.unavailable == world.unavailable
            }) {
                waves[index].stories.append(story)
            } else {
                waves.append(Wave(stories: [story], bulletins: world.bulletins, unavailable: world.unavailable))
            }
        }
        return waves
    }

    /// Why a story cannot be run over SIP.
    private func obstacle(_ story: Story) -> String? {
        let failing = Set(story.calls.flatMap { $0.unavailable + $0.failsAfter.keys })
        if let first = failing.sorted().first { return "a real desk's '\(first)' does not fail on request" }
        if plan.host == nil, story.calls.contains(where: { if case .at = $0.moment { false } else { true } }) {
            return "a desk that runs elsewhere cannot be told the time: host it with --host-desk"
        }
        let result = StoryRun.run(story, at: ready)
        if let failure = result.failures.first {
            return "at the pace of the recordings it comes out otherwise: \(failure.words)"
        }
        if let failure = StoryRun.run(story, at: ready, lag: Self.lineLag).failures.first {
            return "it hangs on seconds, which a line does not keep: \(failure.words)"
        }
        let length = result.duration
        if length > plan.longest {
            return
                "it takes \(DurationText.format(length)), longer than \(DurationText.format(plan.longest)) (--longest)"
        }
        return nil
    }

    private func run(
        _ wave: Wave, _ callers: PhoneBank, _ technicians: PhoneBank?, _ slot: RegisterSlot,
        told: @escaping @Sendable () -> Void
    ) async throws -> [StoryResult] {
        var results: [StoryResult] = []
        var stories: [CastStory] = []
        var casting = Casting(wave.stories, hasher: hasher)
        for story in wave.stories {
            if let obstacle = obstacle(story) {
                results.append(StoryResult(story: story, skipped: obstacle))
                told()
            } else if plan.host == nil {
                stories.append(CastStory(asWritten: story))
            } else if let cast = casting.cast(story) {
                stories.append(cast)
            } else {
                results.append(StoryResult(story: story, skipped: "there are no more client numbers"))
                told()
            }
        }
        guard !stories.isEmpty else { return results }
        let clock = StoryClock()
        let hosted = try await host(stories, wave, technicians, clock)
        let people = desk.rota.people + desk.policy.standby
        let register = TechnicianRegister(
            people: Dictionary(people.map { ($0.phone.description, $0.id) }, uniquingKeysWith: { first, _ in first }),
            keys: TechnicianKeys(anyProgram))
        slot.register = register
        let stage = StoryStage(
            plan: plan, desk: desk, ready: ready, shelf: shelf, callers: callers, register: register,
            clock: hosted == nil ? nil : clock, ledger: hosted?.ledger ?? plan.ledger)
        let played = await stage.play(stories, told: told)
        try await hosted?.end()
        let strangers = hosted.map { Self.strangers(in: $0.ledger, played) } ?? []
        results += played.map { judge($0, ledger: hosted?.ledger ?? plan.ledger, strangers: strangers) }
        hosted?.remove()
        return results
    }

    private func host(
        _ stories: [CastStory], _ wave: Wave, _ technicians: PhoneBank?, _ clock: StoryClock
    ) async throws -> HostedDesk? {
        guard let endpoint = plan.host else { return nil }
        let worlds = stories.map(\.story.world.world)
        let world = World(
            clients: worlds.flatMap(\.clients), tickets: worlds.flatMap(\.tickets), calls: worlds.flatMap(\.calls),
            passcodeFailures: worlds.flatMap(\.passcodeFailures), bulletins: wave.bulletins,
            unavailable: wave.unavailable)
        var trunks = plan.trunks
        if trunks.isEmpty, let end = technicians?.listeners.first?.endpoint {
            var trunk = Trunk(
                name: "technicians", proxy: .init(host: end.address.hostText, port: end.port),
                domain: end.address.hostText, user: "desk")
            trunk.proxy.transport = plan.via.transport
            trunk.keepalive = nil
            trunks = [trunk]
        }
        return try await HostedDesk.start(
            desk, world: world,
            plan: .init(
                transport: plan.via.transport, endpoint: endpoint, trunks: trunks, ports: 40_000...49_999,
                calls: max(plan.atOnce, 10)), clock: clock, voice: voice, hasher: hasher, logger: logger)
    }

    /// A flow of the desk, for the keys of its technicians.
    private var anyProgram: FlowProgram? {
        NumberRole.allCases.lazy.compactMap { ready.contexts[$0]?.program }.first
    }

    // MARK: Judging

    /// From which numbers calls came to a hosted desk that no story placed as such: those of callers whose number was lost on
    /// the way.
    ///
    /// Nothing while answered calls may be missing for another reason.
    private static func strangers(in ledger: Ledger, _ played: [StoryStage.Played]) -> [PhoneNumber?] {
        let calls = played.flatMap(\.calls)
        let missing = calls.count { $0.ledgerID == nil && $0.record.moments.answered != nil }
        let known = Set(calls.compactMap(\.ledgerID))
        let callers = Set(calls.compactMap(\.caller))
        let all = (try? ledger.calls(limit: LedgerLimits.listedRows)) ?? []
        let strange = all.map(\.header).filter { header in
            !known.contains(header.id) && header.from.map { !callers.contains($0) } ?? true
        }
        return strange.count < missing ? [] : strange.map(\.from)
    }

    private func judge(
        _ played: StoryStage.Played, ledger: Ledger?, strangers: [PhoneNumber?]
    ) -> StoryResult {
        let story = played.cast.original.name
        return StoryResult(
            story: played.cast.original,
            calls: played.calls.map { judge($0, of: story, ledger: ledger, strangers: strangers) })
    }

    private func judge(
        _ call: StoryStage.PlayedCall, of story: String, ledger: Ledger?, strangers: [PhoneNumber?]
    ) -> StoryResult.Call {
        let details = ledger.flatMap { record(of: call, in: $0) }
        let judge = LineJudge(
            .init(
                call: call.call, caller: call.caller, record: call.record, findings: call.findings,
                expected: call.expected, details: details, hasLedger: ledger != nil, strangers: strangers,
                offeredEvents: plan.audio.telephoneEventPayloadType != nil),
            desk: ready, terms: terms, limits: plan.terms)
        var observed = details.map { ObservedCall($0) } ?? ObservedCall()
        // What counts is what reached the caller's ear, not what the desk has played.
        observed.heard = call.findings.heardToTheirEnd
        observed.duration = call.record.duration ?? observed.duration
        var line = LineFigures(call.record, call.findings, keys: plan.keys)
        let result = StoryResult.Call(call.call, observed: observed, failures: judge.failures, line: line)
        line.recording = keep(call, of: story, failed: !result.failures.isEmpty)
        return StoryResult.Call(call.call, observed: observed, failures: judge.failures, line: line)
    }

    /// The ledger's record of a call: no two calls of a run come from the same number, but for those that withhold it.
    private func record(of call: StoryStage.PlayedCall, in ledger: Ledger) -> CallDetails? {
        guard let id = call.ledgerID else { return nil }
        return try? ledger.call(id)
    }

    /// Writes what was heard as a WAV file.
    private func keep(_ call: StoryStage.PlayedCall, of story: String, failed: Bool) -> String? {
        guard let folder = plan.recordings, failed || plan.keepsAll, !call.record.sound.bytes.isEmpty else {
            return nil
        }
        let name = story.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "." }
        let path = "\(folder)/\(String(name))-\(call.index + 1).wav"
        let law = call.record.sound.law
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try AudioFile.write(
                AudioFiles.Recording(samples: call.record.sound.bytes.map(law.decode)), to: path, named: path)
            return path
        } catch {
            logger.error("what was heard cannot be kept: \(error)")
            return nil
        }
    }
}

/// Where the technicians of the wave at hand are.
private final class RegisterSlot: Sendable {
    private let current = Mutex<TechnicianRegister?>(nil)

    var register: TechnicianRegister? {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    func receive(_ invitation: Invitation) -> Reception {
        register?.receive(invitation) ?? .refuse(.temporarilyUnavailable)
    }
}
