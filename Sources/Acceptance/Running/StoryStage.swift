import CallTests
import Desk
import DeskFolder
import Ledger
import SIP
import Telephones

/// Plays stories as real calls, so many at once, and brings back what happened.
struct StoryStage: Sendable {
    let plan: SwitchboardPlan
    let desk: DeskFolder
    let ready: StoryDesk
    let shelf: PromptShelf
    let callers: PhoneBank
    let register: TechnicianRegister
    /// The hosted desk's clock; nothing for a desk that cannot be told the time.
    let clock: StoryClock?
    let ledger: Ledger?

    /// A story that was played.
    struct Played: Sendable {
        let cast: CastStory
        let calls: [PlayedCall]
    }

    /// A call that was placed.
    struct PlayedCall: Sendable {
        let call: StoryCall
        let index: Int
        let caller: PhoneNumber?
        let record: PhoneRecord
        let findings: CallerPhone.Findings
        let expected: [Twin.TimedPrompt]
        /// The call's id in the ledger, if it was found there.
        let ledgerID: String?
    }

    /// How long is waited for a call's end to be written.
    private static let patience = Duration.seconds(5)

    /// Plays stories, the longest first; those whose callers withhold their number one after the other beside them, as nobody
    /// could tell them apart.
    func play(_ stories: [CastStory], told: @escaping @Sendable () -> Void) async -> [Played] {
        let twins = stories.map { Rehearsed(cast: $0, twin: Twin($0.story, at: ready)) }
            .sorted { $0.twin.result.duration > $1.twin.result.duration }
        let limit = clock == nil ? 1 : max(1, min(plan.atOnce, SwitchboardPlan.mostAtOnce))
        guard limit > 1 else { return await play(twins, atOnce: 1, told: told) }
        async let anonymous = play(twins.filter { $0.cast.callers.contains(nil) }, atOnce: 1, told: told)
        let named = await play(twins.filter { !$0.cast.callers.contains(nil) }, atOnce: limit - 1, told: told)
        return await named + anonymous
    }

    /// A story with what it is like in process.
    private struct Rehearsed: Sendable {
        let cast: CastStory
        let twin: Twin
    }

    private func play(_ stories: [Rehearsed], atOnce: Int, told: @escaping @Sendable () -> Void) async -> [Played] {
        await withTaskGroup(of: Played.self) { group in
            var played: [Played] = []
            var waiting = stories[...]
            var running = 0
            while running > 0 || !waiting.isEmpty {
                while running < atOnce, let next = waiting.popFirst() {
                    group.addTask { await play(next.cast, next.twin) }
                    running += 1
                }
                guard let result = await group.next() else { break }
                running -= 1
                played.append(result)
                told()
            }
            return played
        }
    }

    private func play(_ cast: CastStory, _ twin: Twin) async -> Played {
        var calls: [PlayedCall] = []
        var lastEnd: Instant?
        for (index, call) in cast.story.calls.enumerated() {
            let caller = cast.callers[index]
            let now =
                switch call.moment {
                case .at(let instant): max(instant, lastEnd ?? instant)
                case .after(let gap): (lastEnd ?? Instant(seconds: 0)).advanced(by: gap)
                }
            clock?.set(now, for: caller)
            register.begin(caller, call, of: cast.original.name)
            let expected = twin.utterances.indices.contains(index) ? twin.utterances[index] : []
            let placed = await place(call, from: caller, expected: expected)
            lastEnd = clock?.now(for: caller)
            let id = await ledgerID(of: call, from: caller, since: now)
            register.end(caller)
            calls.append(
                PlayedCall(
                    call: call, index: index, caller: caller, record: placed.record, findings: placed.findings,
                    expected: expected, ledgerID: id))
        }
        return Played(cast: cast, calls: calls)
    }

    private func place(
        _ call: StoryCall, from caller: PhoneNumber?, expected: [Twin.TimedPrompt]
    ) async -> (record: PhoneRecord, findings: CallerPhone.Findings) {
        let number =
            plan.dial[call.number] ?? desk.policy.number(call.number)?.phone.description ?? call.number.rawValue
        let (book, titles) = shelf.book(for: expected)
        let notebook = CallerPhone.Notebook()
        let script = CallerPhone(
            call.actions, ear: CallerEar(book, titles: titles), method: plan.keys, speech: .voice(), notebook: notebook)
        var target = URI(user: number, host: plan.via.host, port: plan.via.port)
        if plan.via.transport != .udp { target.parameters["transport"] = plan.via.transport.rawValue.lowercased() }
        var placing = CallPlan(
            to: target, from: .init(user: caller?.description ?? "anonymous"), audio: plan.audio, account: plan.account)
        placing.limits.answer = plan.answerLimit
        if caller == nil { placing.caller.host = "anonymous.invalid" }
        if plan.assertsIdentity { placing.assertedIdentity = caller?.description }
        let record = await callers.place(placing, script: script)
        return (record, notebook.value)
    }

    /// Finds the call in the ledger, once its end is written.
    ///
    /// - Parameter since: when it was placed, by the desk's clock.
    private func ledgerID(of call: StoryCall, from caller: PhoneNumber?, since: Instant) async -> String? {
        guard let ledger else { return nil }
        let waiting = ContinuousClock()
        let limit = waiting.now.advanced(by: Self.patience)
        var found: RecordedCall?
        while waiting.now < limit {
            let margin = Duration.seconds(10)
            // Callers who withhold their number are told apart by the time of their call.
            found = (try? ledger.calls(limit: LedgerLimits.listedRows))?
                .filter { $0.header.from == caller && $0.header.startedAt >= since.advanced(by: .zero - margin) }
                .min { since.duration(to: $0.header.startedAt) < since.duration(to: $1.header.startedAt) }
            if found?.state == .finished { break }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return found?.header.id
    }
}
