import CallFlow
import Calls
import Desk
import DeskFolder
import Ledger
import Prompts

/// A charge that a made-up call proposed, for whoever decides on charges.
public struct ProposedCharge: Hashable, Sendable {
    /// The call's id.
    public let call: String
    /// Who is to be charged.
    public let client: ClientNumber?
    /// How much, excluding tax.
    public let amount: Money
    /// What for.
    public let reasons: [Reason]
    /// When it was proposed.
    public let at: Instant
}

/// Makes up a month of a provider and writes it into an empty ledger.
///
/// Every call runs through the real machines against the facts as they stood at its time. The same desk and parameters
/// give the same calls: ids, times and verdicts.
public struct SampleMonth {
    /// Decides on the charges that the month proposed, once all of its calls are written.
    public typealias Decisions = (Ledger, [ProposedCharge], inout SeededNumbers) throws -> Void

    private let desk: DeskFolder
    private let parameters: MonthParameters
    private let hasher: any PasscodeHasher

    /// Prepares a month.
    public init(_ desk: DeskFolder, _ parameters: MonthParameters, hasher: any PasscodeHasher) {
        self.desk = desk
        self.parameters = parameters
        self.hasher = hasher
    }

    /// Makes up the month.
    ///
    /// - Parameters:
    ///   - progress: is told how many calls are over, of how many.
    ///   - decide: what becomes of the charges; they stay proposed without it.
    /// - Throws: a ``MonthError`` for a ledger that has calls, and what is wrong with the ledger.
    public func write(
        into ledger: Ledger, progress: (_ done: Int, _ count: Int) -> Void = { _, _ in },
        decide: Decisions = { _, _, _ in }
    ) throws -> MonthSummary {
        guard try ledger.callCount() == 0 else {
            throw MonthError("\(ledger.path) holds calls already", mend: "name a new file with --database")
        }
        let plan = try MonthPlan(parameters, policy: desk.policy, rota: desk.rota, hasher: hasher)
        let clients = plan.clients.map(\.client)
        _ = try ledger.load(
            World(clients: clients, tickets: plan.tickets, bulletins: plan.bulletins),
            named: "month \(parameters.year)-\(parameters.month), seed \(parameters.seed)",
            hash: "sample \(parameters)")
        let texts = desk.texts.map { DeskText(path: $0.key, text: $0.value) }
        let deskHash = try ledger.keep(texts, at: plan.start)
        var run = MonthRun(desk, plan, deskHash: deskHash, hasher: hasher, seed: parameters.seed)
        let writing = MonthWriting(ledger)
        defer { writing.close() }
        for (index, call) in plan.calls.enumerated() {
            try run.place(call, index, writing)
            progress(index + 1, plan.calls.count)
        }
        writing.close()
        try writing.check()
        var random = SeededNumbers(seed: parameters.seed &+ 1)
        try decide(ledger, run.charges, &random)
        return run.summary
    }
}

/// The month as it goes.
private struct MonthRun {
    private let desk: DeskFolder
    private let plan: MonthPlan
    private let renderer: PromptRenderer
    private let contexts: [NumberRole: FlowContext]
    private let deskHash: String
    private var world: LivingWorld
    private var random: SeededNumbers
    private(set) var summary: MonthSummary
    private(set) var charges: [ProposedCharge] = []

    init(_ desk: DeskFolder, _ plan: MonthPlan, deskHash: String, hasher: any PasscodeHasher, seed: UInt64) {
        self.desk = desk
        self.deskHash = deskHash
        self.plan = plan
        renderer = PromptRenderer(desk.catalogue, zone: desk.policy.zone)
        contexts = desk.programs.mapValues { FlowContext(program: $0, policy: desk.policy) }
        let clients = plan.clients.map(\.client)
        world = LivingWorld(
            clients: clients, tickets: plan.tickets, bulletins: plan.bulletins, hasher: hasher, now: plan.start)
        random = SeededNumbers(seed: ~seed)
        summary = MonthSummary(clients: clients, tickets: plan.tickets, bulletins: plan.bulletins.count, desk.policy)
    }

    mutating func place(_ call: PlannedCall, _ index: Int, _ writing: MonthWriting) throws {
        guard let context = contexts[call.number], let number = desk.policy.number(call.number) else { return }
        let id = newID(at: call.at)
        world.now = call.at
        world.unavailable = plan.outages.filter { $0.time.contains(call.at) }.reduce(into: []) {
            $0.formUnion($1.stores)
        }
        let file = CaseFile(number: call.number, from: call.from, startedAt: call.at, isDrill: call.isDrill)
        var failures: [(ClientNumber, Instant)] = []
        let draft = CallDraft(
            CallHeader(
                id: id, number: call.number, dialled: number.phone, from: call.from, startedAt: call.at,
                flow: context.program.name, flowHash: context.program.hash, policyHash: desk.policyHash,
                deskHash: deskHash, source: .simulated, isDrill: call.isDrill, language: desk.policy.defaultLanguage)
        ) { changes in
            for case .append(_, _, let failure?) in changes { failures.append((failure.client, failure.at)) }
            try writing.write(changes, of: index)
        }
        var scripted = ScriptedCall(
            context, rota: desk.rota, facts: world, renderer: renderer, file: file, behaviour: call.behaviour,
            journal: draft)
        let report = try scripted.run()
        for (client, at) in failures { world.addFailure(of: client, at: at) }
        let endedAt = call.at.advanced(by: report.duration)
        if let client = report.client, !call.isDrill {
            world.add(
                EarlierCall(
                    number: call.number, client: client, ticket: report.ticket, at: call.at,
                    connectedTo: report.connectedTo, verdict: report.verdict.kind), endedAt: endedAt)
        }
        summary.add(report, isDrill: call.isDrill)
        if let charge = report.charge {
            charges.append(
                ProposedCharge(
                    call: id, client: report.client, amount: charge.amount, reasons: charge.reasons, at: endedAt))
        }
    }

    /// Readable, and of the seed like everything else.
    private mutating func newID(at now: Instant) -> String {
        let local = desk.policy.zone.local(now)
        let day = Timestamp.format(local.date).replacing("-", with: "")
        let time = Timestamp.format(local.time, withSeconds: true).replacing(":", with: "")
        let chance = String(UInt32(truncatingIfNeeded: random.next()), radix: 16)
        return "C-\(day)-\(time)-" + String(repeating: "0", count: 8 - chance.utf8.count) + chance
    }
}
