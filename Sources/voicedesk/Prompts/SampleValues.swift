import CallFlow
import Desk
import DeskFolder

/// Values for prompts that are heard outside a call: what the user gives, what the policy knows, and examples for the rest.
struct SampleValues {
    private let policy: Policy
    private let now: Instant
    private var given: [SpokenValueName: SpokenValue] = [:]

    /// Reads `name=value` pairs.
    init(_ pairs: [String], policy: Policy, now: Instant) throws {
        self.policy = policy
        self.now = now
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Unusable("--value: '\(pair)' is no name and value", mend: "write it like ticket=T-8812")
            }
            guard let name = SpokenValueName(rawValue: parts[0]) else {
                let names = SpokenValueName.allCases.map(\.rawValue).joined(separator: ", ")
                throw Unusable("--value: there is no value '\(parts[0])'", mend: "use one of \(names)")
            }
            given[name] = try read(parts[1], as: name)
        }
    }

    /// The values that were given.
    var names: Set<SpokenValueName> { Set(given.keys) }

    /// The title that was given for a bulletin.
    var title: String? { if case .text(let title)? = given[.bulletin] { title } else { nil } }

    /// The values of a prompt.
    func values(of prompt: Prompt) -> SpokenValues {
        var values = SpokenValues()
        for name in prompt.values { values[name] = given[name] ?? example(name) }
        return values
    }

    private func example(_ name: SpokenValueName) -> SpokenValue? {
        switch name {
        case .clientNumber: .digits("12345")
        case .ticket: .digits("T-8812")
        case .opened: .instant(now.advanced(by: .minutes(-90)))
        case .deadline: .instant(now.advanced(by: .minutes(30)))
        case .lockedUntil: .instant(now.advanced(by: .hours(24)))
        case .price: (policy.tariff(for: .emergency, at: now) ?? policy.tariffs.first).map { .money($0.amount) }
        case .guarantee: .duration(policy.defaultContract.response)
        case .emergencyNumber: policy.number(.emergency).map { .phone($0.phone) }
        case .managerialNumber: policy.number(.managerial).map { .phone($0.phone) }
        case .supportOpens: .time(policy.hours.opens)
        case .supportCloses: .time(policy.hours.closes)
        case .provider: .text(policy.provider)
        case .clientName, .contactName, .bulletin: nil
        }
    }

    private func read(_ text: String, as name: SpokenValueName) throws -> SpokenValue {
        switch name {
        case .provider, .clientName, .contactName, .bulletin: return .text(text)
        case .clientNumber, .ticket: return .digits(text)
        case .opened, .deadline, .lockedUntil:
            if let time = Timestamp.parseTime(text) {
                let today = LocalDateTime(date: policy.zone.local(now).date, time: time)
                return .instant(policy.zone.instant(of: today))
            }
            return .instant(try Reading.instant(text, option: "--value \(name.rawValue)", in: policy.zone))
        case .price:
            let parts = text.split(separator: " ").map(String.init)
            if let cents = parts.first.flatMap(AmountText.cents), parts.count <= 2 {
                return .money(Money(cents: cents, currency: parts.count == 2 ? parts[1] : "EUR"))
            }
            throw Unusable("--value price: '\(text)' is no amount", mend: "write it like '350.00 EUR'")
        case .emergencyNumber, .managerialNumber:
            if let phone = PhoneNumber(text) { return .phone(phone) }
            throw Unusable("--value \(name.rawValue): '\(text)' is no number", mend: "write it like +33290920555")
        case .supportOpens, .supportCloses:
            if let time = Timestamp.parseTime(text) { return .time(time) }
            throw Unusable("--value \(name.rawValue): '\(text)' is no time of day", mend: "write it like 08:00")
        case .guarantee:
            if let duration = DurationText.parse(text) { return .duration(duration) }
            throw Unusable("--value guarantee: '\(text)' is no duration", mend: "write it like 1h or 45m")
        }
    }
}
