import CallLedger
import Desk
import Ledger

/// Why a recorded call cannot become a drill.
public enum FromCallError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The call is not over, or was interrupted.
    case notFinished
    /// Personal data of the call was erased.
    case erased
    /// The record lacks facts, or is older than facts on record.
    case incomplete(String)
    /// The rules, asked again, do not say what is on record.
    case disagrees(recorded: String, now: String)

    /// What is wrong and what can be done.
    public var description: String {
        switch self {
        case .notFinished: "the call is not finished: choose one that is"
        case .erased: "the call's data was erased: choose another"
        case .incomplete(let what): "the record lacks \(what): choose a call that was recorded with its facts"
        case .disagrees(let recorded, let now):
            "the record says '\(recorded)', the rules of this desk say '\(now)': use the desk that answered the call (--desk)"
        }
    }
}

/// What of a recorded call a drill needs: the facts that its checks rest on, what the caller declared, how it ended.
struct CallExtract {
    let number: NumberRole
    let from: PhoneNumber?
    let startedAt: Instant
    let facts: ConsultedFacts
    /// The client number that was keyed.
    let client: ClientNumber?
    /// The contact code that was keyed.
    let contact: String?
    let passcodeIsRight: Bool
    let isUrgent: Bool
    let isSerious: Bool
    let nature: Truth.Nature
    let testedSites: Bool
    let unavailable: Set<Store>
    /// Whether the caller insisted after a refusal.
    let insisted: Bool
    let verdict: Verdict?

    /// Stands for any passcode that a contact has.
    static let anyPasscode = PasscodeHash(bytes: [1])

    init(_ details: CallDetails) throws(FromCallError) {
        guard details.call.erasedAt == nil else { throw .erased }
        guard details.call.state == .finished, let ending = details.call.ending else { throw .notFinished }
        let reading = try Self.read(details.events)
        let header = details.call.header
        (number, from, startedAt) = (header.number, header.from, header.startedAt)
        (facts, unavailable) = (reading.facts, reading.unavailable)
        client = facts.client?.number
        contact = reading.contactCode
        passcodeIsRight = reading.passcodeIsRight
        let outcomes = Self.outcomes(ending.assessment)
        isUrgent = outcomes["urgency"] != "no"
        isSerious = outcomes["seriousness"] != "no"
        nature =
            switch outcomes["nature"] {
            case "network": .network
            case "other": .other
            default: .dedicated
            }
        testedSites = outcomes["sites-tested"] == "yes"
        insisted = details.call.decision?.verdict.kind == .abusive
        verdict = details.call.decision?.verdict
    }

    /// The outcome of each precondition; the evidence beside it is left where it is.
    private static func outcomes(_ assessment: String) -> [String: String] {
        var outcomes: [String: String] = [:]
        for entry in CanonicalJSON(parsing: assessment)?.items ?? [] {
            guard let name = entry["precondition"]?.string else { continue }
            outcomes[name] = entry["outcome"]?.string
        }
        return outcomes
    }

    private struct Reading {
        var facts = ConsultedFacts(askedAt: .distantPast)
        var contactCode: String?
        var passcodeIsRight = true
        var unavailable: Set<Store> = []
    }

    private static func read(_ events: [RecordedEvent]) throws(FromCallError) -> Reading {
        var reading = Reading()
        var hasFacts = false
        var keyed: String?
        for event in events {
            guard let payload = CanonicalJSON(parsing: event.payload) else {
                throw .incomplete("a readable event \(event.seq)")
            }
            switch event.kind {
            case "collected": keyed = payload["keys"]?.string
            case "chain-found":
                if payload["people"] == .null { reading.unavailable.insert(.rota) }
            case "checked":
                note(payload, keyed, in: &reading)
                guard let json = payload["facts"] else { continue }
                hasFacts = true
                try take(json, into: &reading)
            default: continue
            }
        }
        // A call without a client number asks no store for anything.
        guard hasFacts || !reading.unavailable.isEmpty || events.contains(where: { $0.payload.contains("missing") })
        else { throw .incomplete("facts") }
        return reading
    }

    private static func take(_ json: CanonicalJSON, into reading: inout Reading) throws(FromCallError) {
        let news: FactReading.Reading
        do throws(FactReadingError) {
            news = try FactReading(of: reading.facts.client?.number, passcode: anyPasscode)
                .facts(json, askedAt: .distantPast)
        } catch {
            throw .incomplete("readable facts (\(error.description))")
        }
        guard news.omitted == 0 else { throw .incomplete("facts, which did not fit its record") }
        reading.facts.take(news.facts)
    }

    /// What a check found, as far as a drill needs it.
    private static func note(_ payload: CanonicalJSON, _ keyed: String?, in reading: inout Reading) {
        let outcome = payload["outcome"]?.string
        guard let topic = payload["topic"]?.string.flatMap({ Topic(name: $0) }) else { return }
        if topic == .contact { reading.contactCode = keyed }
        if topic == .passcode { reading.passcodeIsRight = outcome == "verified" }
        guard outcome == TopicOutcome.unavailable.rawValue, let store = topic.store else { return }
        reading.unavailable.insert(store)
    }
}

extension Topic {
    /// The store that answers its check.
    fileprivate var store: Store? {
        switch self {
        case .client: .clients
        case .caller, .contact: .contacts
        case .bulletin: .bulletins
        case .order, .passcode: .calls
        case .ticket, .guarantee, .service: .tickets
        case .hours, .tariff, .urgency, .seriousness, .nature, .sites: nil
        }
    }
}
