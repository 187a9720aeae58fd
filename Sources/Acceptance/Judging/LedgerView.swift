import CallFlow
import CallTests
import Desk
import Ledger

extension ObservedCall {
    /// What the ledger of a desk knows of a call.
    public init(_ details: CallDetails) {
        self.init()
        let call = details.call
        verdict = call.decision?.verdict.kind ?? .abandoned
        reasons = call.decision?.verdict.reasons ?? []
        connectedTo = Maybe(call.connectedTo)
        charge = Maybe(details.charge?.proposal.amount)
        client = Maybe(call.decision?.client?.description)
        contact = Maybe(call.decision?.contact)
        ticket = Maybe(call.decision?.ticket)
        heard = call.ending?.heard
        duration = call.ending?.duration
        assessment = call.ending.flatMap { Self.outcomes($0.assessment) }
        var (steps, attempts, ledger): ([String], [Expectation.Attempt], [LogCategory]) = ([], [], [])
        for event in details.events {
            guard let payload = CanonicalJSON(parsing: event.payload) else { continue }
            switch event.kind {
            case "step": if let name = payload.word("name") { steps.append(name) }
            case "attempt":
                if let person = payload.word("person"), let result = payload.word("result").flatMap(HuntResult.init) {
                    attempts.append(.init(target: person, result: result))
                }
            case "log": if let category = payload.word("category").flatMap(LogCategory.init) { ledger.append(category) }
            case "hangup": ended = payload.word("cause").flatMap(HangupCause.init).map { .byDesk($0) }
            case "caller-hung-up": ended = .byCaller
            default: break
            }
        }
        (self.steps, self.attempts, self.ledger) = (steps, attempts, ledger)
    }

    private static func outcomes(_ assessment: String) -> [String: String]? {
        guard case .array(let entries)? = CanonicalJSON(parsing: assessment) else { return nil }
        var outcomes: [String: String] = [:]
        for entry in entries {
            if let name = entry.word("precondition") { outcomes[name] = entry.word("outcome") }
        }
        return outcomes
    }
}

extension CanonicalJSON {
    fileprivate func word(_ name: String) -> String? { if case .string(let text)? = self[name] { text } else { nil } }
}
