import Desk
import DeskFolder
import Ledger

/// Makes a desk agent's drill of a recorded call, without anything that could tell who the people of the call are.
public enum FromCall {
    /// The text of the scenario's file; it is proved before it is handed out.
    ///
    /// Client numbers, names, phones, ticket ids, services and titles are replaced, each by the same everywhere. All times
    /// are moved alike, to the same time of the same day of a week in March 2026; they stay where they are only if the
    /// rules would decide otherwise there, as in the night of a clock change.
    /// - Throws: a ``FromCallError`` if the record does not do, ``Problems`` if the scenario could not be played.
    public static func scenario(_ details: CallDetails, name: String, desk: DrillDesk) throws -> String {
        let call = try CallExtract(details)
        let here = DisguisedWorld(call, delta: .zero, policy: desk.policy, hasher: desk.hasher)
        let judgement = here.judgement(desk)
        try agree(call, judgement)
        let moved = DisguisedWorld(
            call, delta: delta(call.startedAt, desk.policy.zone), policy: desk.policy, hasher: desk.hasher)
        let there = moved.judgement(desk)
        let isSame = there.decision == judgement.decision && there.reasons == judgement.reasons
        let draft = ScenarioDraft(
            isSame ? moved : here, isSame ? there : judgement, insists: call.insisted, policy: desk.policy)
        let text = draft.text
        _ = try ScenarioFile.read(text, file: "\(name).yaml", desk: desk)
        return text
    }

    /// By how much a moment is moved so that it has the same time of the same weekday in the week from 2026-03-09.
    private static func delta(_ start: Instant, _ zone: ZoneRules) -> Duration {
        guard let monday = LocalDate(year: 2026, month: 3, day: 9) else { return .zero }
        var local = zone.local(start)
        let days = Weekday.allCases.firstIndex(of: local.date.weekday) ?? 0
        local.date = monday.adding(days: days)
        return start.duration(to: zone.instant(of: local).advanced(by: .milliseconds(start.milliseconds % 1000)))
    }

    /// Makes sure that the rules still say what is on record.
    private static func agree(_ call: CallExtract, _ judgement: Judgement) throws(FromCallError) {
        guard let verdict = call.verdict else { return }
        let now = judgement.reasons.map(\.rawValue).joined(separator: ", ")
        let recorded = "\(verdict.kind.rawValue) \(verdict.reasons.map(\.rawValue).joined(separator: ", "))"
        switch verdict.kind {
        case .abandoned: return
        case .refused, .abusive:
            if verdict.reasons.allSatisfy(judgement.reasons.contains) { return }
        case .admitted: if judgement.decision != .refuse { return }
        }
        throw .disagrees(recorded: recorded, now: now.isEmpty ? "admitted" : "refused \(now)")
    }
}

extension DisguisedWorld {
    func judgement(_ desk: DrillDesk) -> Judgement {
        Judgement(
            of: truth, at: start, facts: WorldFacts(world, hasher: desk.hasher), rota: desk.rota, policy: desk.policy)
    }
}
