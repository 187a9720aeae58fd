import CallFlow
import Calls
import Desk
import Simulator
import Testing

/// What must come of a story's call.
struct Expected: Sendable {
    var verdict: VerdictKind
    var reasons: [Reason] = []
    /// `350.00 EUR`, or nothing.
    var charge: String?
    var connectedTo: String?
    /// `alice=busy, bruno=answered`; not looked at if left out.
    var attempts: String?
    var client: String?
    var contact: String?
    var ticket: String?
    var period: Period?
    /// What was keyed, as the report shows it.
    var keys: String?
    /// The language once the caller is recognised.
    var language = Language.french
    /// The languages in which the people who picked up were spoken to.
    var whispers: [Language]?
    /// The prompts that the first person who picked up heard.
    var whispered: [String]?
    /// Why a technician's mark was not billed.
    var obstacle: BillingObstacle?
    var hears: [String] = []
    var neverHears: [String] = []

    /// Every condition holds, and this person took the call.
    static func connected(to person: String) -> Expected { Expected(verdict: .admitted, connectedTo: person) }

    /// Every condition holds, and nobody took the call.
    static let unreached = Expected(verdict: .admitted)

    /// The desk could not know, and this person took the call.
    static func failedOpen(to person: String?) -> Expected {
        Expected(verdict: .admitted, reasons: [.deskUnavailable], connectedTo: person)
    }

    static func refused(_ reasons: Reason...) -> Expected { Expected(verdict: .refused, reasons: reasons) }

    /// The caller insisted after the price.
    static func abusive(_ reasons: Reason..., charge: String?) -> Expected {
        Expected(verdict: .abusive, reasons: reasons, charge: charge)
    }

    static func abandoned(_ reasons: Reason...) -> Expected { Expected(verdict: .abandoned, reasons: reasons) }

    /// The same with more that must hold.
    func with(_ change: (inout Expected) -> Void) -> Expected {
        var copy = self
        change(&copy)
        return copy
    }

    func hearing(_ prompts: String...) -> Expected { with { $0.hears += prompts } }

    func neverHearing(_ prompts: String...) -> Expected { with { $0.neverHears += prompts } }

    func attempting(_ attempts: String) -> Expected { with { $0.attempts = attempts } }

    func keyed(_ keys: String) -> Expected { with { $0.keys = keys } }

    func about(_ ticket: String) -> Expected { with { $0.ticket = ticket } }

    func by(_ client: String, _ contact: String? = nil) -> Expected {
        with { ($0.client, $0.contact) = (client, contact) }
    }

    func inPeriod(_ period: Period) -> Expected { with { $0.period = period } }

    func speaking(_ language: Language) -> Expected { with { $0.language = language } }

    func whispering(_ languages: Language...) -> Expected { with { $0.whispers = languages } }

    func whispering(_ prompts: String...) -> Expected { with { $0.whispered = prompts } }

    func notBilled(_ obstacle: BillingObstacle) -> Expected { with { $0.obstacle = obstacle } }

    func check(_ run: StoryRun) {
        let report = run.report
        #expect(report.verdict.kind == verdict)
        #expect(report.verdict.reasons == reasons)
        #expect(report.charge?.amount.description == charge)
        #expect(report.connectedTo == connectedTo)
        let made = report.attempts.map { "\($0.target)=\($0.result.rawValue)" }.joined(separator: ", ")
        if let attempts { #expect(made == attempts) }
        if let client {
            #expect(report.client?.description == client)
            #expect(report.contact == contact)
        }
        if let ticket { #expect(report.ticket == ticket) }
        if let period { #expect(report.period == period) }
        if let keys { #expect(report.keys.joined(separator: " ") == keys) }
        if let whispers { #expect(run.whisperLanguages == whispers) }
        if let whispered { #expect(run.whispers.first == whispered) }
        if run.isMarked { #expect(run.obstacle == obstacle) }
        #expect(run.languagesOnceRecognised.isSubset(of: [language]))
        for prompt in hears { #expect(report.heard.contains(prompt), "\(prompt) must be heard") }
        for prompt in neverHears { #expect(!report.heard.contains(prompt), "\(prompt) must not be heard") }
    }
}

extension StoryRun {
    /// The prompts that people who picked up heard, in order.
    var whispers: [[String]] {
        effects.compactMap { if case .whisper(_, let utterances) = $0 { utterances.map(\.prompt) } else { nil } }
    }

    /// Why a mark was not billed, if it was not.
    var obstacle: BillingObstacle? {
        effects.compactMap { effect -> BillingObstacle? in
            guard case .log(let entry) = effect, case .refuse(let obstacle) = entry.billing else { return nil }
            return obstacle
        }.last
    }

    /// The languages in which people who picked up were spoken to, in order.
    var whisperLanguages: [Language] {
        effects.compactMap { if case .whisper(_, let utterances) = $0 { utterances.first?.language } else { nil } }
    }

    /// The languages that the caller heard after being recognised as a contact.
    var languagesOnceRecognised: Set<Language> {
        var isRecognised = false
        var languages: Set<Language> = []
        for (_, happening) in happenings {
            switch happening {
            case .event(.checked(_, .caller(.technical)), hidesKeys: _),
                .event(.checked(_, .contact(.technical)), hidesKeys: _):
                isRecognised = true
            case .effect(.play(_, let utterances, _)):
                if isRecognised { languages.formUnion(utterances.map(\.language)) }
            default: continue
            }
        }
        return languages
    }
}
