import ArgumentParser
import Desk
import DeskFolder
import Ledger

/// `voicedesk billing dispute`.
struct BillingDisputeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute", abstract: "Open, answer, close and list the disputes of charges.",
        discussion: """
            While a charge is disputed it is neither confirmed nor invoiced. A dispute that is granted waives the charge; one that is
            invoiced already is to be credited then.

            EXAMPLES
              voicedesk billing dispute open 12 --reason "the ticket was opened by telephone" --by "client 12345"
              voicedesk billing dispute answer 12 --reason "the procedure names the portal"
              voicedesk billing dispute close 12 --outcome rejected --reason "no reply for 30 days"
              voicedesk billing dispute list
            """,
        subcommands: [DisputeOpen.self, DisputeAnswer.self, DisputeClose.self, DisputeList.self])
}

extension Dispute.Outcome: ExpressibleByArgument {}

/// What every step of a dispute takes.
struct DisputeStep: ParsableArguments {
    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions
    @Argument(help: "The charge.")
    var charge: Int64
    @Option(help: "What is said.")
    var reason: String
    @OptionGroup var actor: ActorOption
    @OptionGroup var moment: MomentOption

    func prepare() throws -> (ledger: Ledger, now: Instant) {
        (try ledgerOptions.openExisting(), try moment.read(in: try options.load().policy.zone))
    }
}

/// `voicedesk billing dispute open`.
struct DisputeOpen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Note that a client disputes a charge.")
    @OptionGroup var step: DisputeStep

    func run() throws {
        let (ledger, now) = try step.prepare()
        try ledger.openDispute(charge: step.charge, by: step.actor.name, reason: step.reason, at: now)
        print("charge \(step.charge) is disputed")
    }
}

/// `voicedesk billing dispute answer`.
struct DisputeAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Note what the client was answered.")
    @OptionGroup var step: DisputeStep

    func run() throws {
        let (ledger, now) = try step.prepare()
        try ledger.answerDispute(charge: step.charge, by: step.actor.name, answer: step.reason, at: now)
        print("the dispute of charge \(step.charge) is answered")
    }
}

/// `voicedesk billing dispute close`.
struct DisputeClose: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "End a dispute.")
    @OptionGroup var step: DisputeStep
    @Option(help: "How it ends: granted, rejected or withdrawn.")
    var outcome: Dispute.Outcome

    func run() throws {
        let (ledger, now) = try step.prepare()
        try ledger.closeDispute(
            charge: step.charge, outcome, by: step.actor.name, reason: step.reason, at: now)
        let charge = try ledger.charge(step.charge)
        print("the dispute is \(outcome.rawValue); charge \(charge.id) is \(charge.status.rawValue)")
        if outcome == .granted, charge.status == .invoiced {
            print("credit it: voicedesk billing credit \(charge.id) --reason …")
        }
    }
}

/// `voicedesk billing dispute list`.
struct DisputeList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the disputes that are open.")
    @OptionGroup var options: DeskOptions
    @OptionGroup var ledgerOptions: LedgerOptions

    func run() throws {
        let zone = try options.load().policy.zone
        let disputes = try ledgerOptions.openExisting().openDisputes()
        if disputes.isEmpty { return print("no dispute is open") }
        let rows = disputes.map { dispute in
            [
                String(dispute.charge), Timestamp.format(dispute.opened.at, in: zone), dispute.opened.actor,
                dispute.opened.reason, dispute.answered.map { "\($0.actor): \($0.reason)" } ?? "not answered",
            ]
        }
        print(Output.table([["charge", "opened", "by", "reason", "answer"]] + rows))
    }
}
