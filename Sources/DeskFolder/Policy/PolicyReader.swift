import CallFlow
import Desk

/// Turns `desk.yaml` into the policy.
struct PolicyReader {
    /// What the file says.
    struct Desk {
        var name: String
        var policy: Policy
        var provider: ProviderDetails
        var speech: SpeechSettings
        var telephony: Telephony
        var billing: BillingTerms
        var retention: Retention
        var readiness: ReadinessReader.Readiness
        /// The flow of each number and where it is named.
        var flows: [NumberRole: FlowDefinition.Name]
    }

    private let root: YAMLNode
    private var zone = ZoneRules.utc
    private var problems: [Problem] = []

    static func read(_ root: YAMLNode) -> (desk: Desk?, problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(PolicyShapes.desk), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var reader = PolicyReader(root: root)
        let desk = reader.desk()
        return (reader.problems.isEmpty ? desk : nil, reader.problems)
    }

    private init(root: YAMLNode) { self.root = root }

    private mutating func report(_ place: SourcePlace?, _ message: String, _ mend: String) {
        problems.append(Problem(place ?? root.place, message, mend: mend))
    }

    private mutating func desk() -> Desk? {
        readZone()
        let numbers = numbers()
        let contracts = contracts()
        let (hours, tariffs, standby) = (hours(), tariffs(), standby())
        let telephony = TelephonyReader.read(root["telephony"])
        problems += telephony.problems
        let billing = BillingReader.billing(root["billing"])
        problems += billing.problems
        let languages = (root["languages"]?.items ?? []).compactMap { $0.text.flatMap(Language.init(rawValue:)) }
        if Set(languages).count != languages.count {
            report(root["languages"]?.place, "'languages' names one twice", "name each once, the default first")
        }
        let channels = (root["channels"]?.entries ?? []).compactMap { channel($0) }
        guard let name = root["desk"]?.text, let provider = ProviderDetails(root["provider"]), let hours,
            let standard = contracts.standard
        else { return nil }
        let passcode = root["passcode"]
        let roles = (passcode?["required_for"]?.items ?? []).compactMap { $0.text.flatMap(NumberRole.init(rawValue:)) }
        let defaults = PasscodePolicy()
        let policy = Policy(
            provider: provider.name, zone: zone, languages: languages.isEmpty ? [.french] : languages,
            numbers: numbers.map(\.number), hours: hours, channels: channels, contracts: contracts.all,
            defaultContract: standard,
            passcode: PasscodePolicy(
                attemptsPerCall: passcode?.integer("attempts") ?? defaults.attemptsPerCall,
                failuresBeforeLock: passcode?.integer("lock_after") ?? defaults.failuresBeforeLock,
                window: passcode?.duration("window") ?? defaults.window),
            passcodeRequiredFor: Set(roles), orderWindow: root["order"]?.duration("window") ?? .hours(24),
            tariffs: tariffs, insisting: root.choice("insisting", Policy.Insisting.self) ?? .refuseAndBill,
            failsOpen: root.boolean("fail_open") ?? true, standby: standby)
        if let node = root["provider"] { problems += provider.problems(in: node) }
        let retention = BillingReader.retention(
            root["retention"], passcodes: policy.passcode.window, order: policy.orderWindow)
        problems += retention.problems
        let readiness = ReadinessReader.read(root["drills"]?["readiness"])
        problems += readiness.problems
        let flows = Dictionary(numbers.map { ($0.number.role, $0.flow) }) { first, _ in first }
        let speech = SpeechSettings(root["speech"])
        return Desk(
            name: name, policy: policy, provider: provider, speech: speech, telephony: telephony.telephony,
            billing: billing.terms, retention: retention.retention, readiness: readiness.readiness, flows: flows)
    }

    private mutating func readZone() {
        guard let node = root["time_zone"], let name = node.text else { return }
        guard let rules = ZoneReader.zone(name) else {
            return report(
                node.place, "there is no time zone '\(name)'", "use a name of the tz database, such as Europe/Paris")
        }
        zone = rules
    }

    private mutating func numbers() -> [(number: Policy.Number, flow: FlowDefinition.Name)] {
        var numbers: [(number: Policy.Number, flow: FlowDefinition.Name)] = []
        for entry in root["numbers"]?.entries ?? [] {
            guard let role = NumberRole(rawValue: entry.key), let phone = entry.value.phone("phone"),
                let flow = entry.value.name("flow")
            else { continue }
            if let other = numbers.first(where: { $0.number.phone == phone }) {
                report(
                    entry.value["phone"]?.place, "the phone '\(phone)' is that of '\(other.number.role.rawValue)' too",
                    "give each number its own")
            }
            numbers.append((Policy.Number(role: role, phone: phone, flow: flow.text), flow))
        }
        return numbers
    }

    private mutating func hours() -> SupportHours? {
        guard let node = root["hours"], let window = node["support"], let opens = window.time("from"),
            let closes = window.time("until")
        else { return nil }
        let days = (node["days"]?.items ?? []).compactMap { $0.text.flatMap(Weekday.init(rawValue:)) }
        let holidays = (node["holidays"]?.items ?? []).compactMap { $0.text.flatMap(Timestamp.parseDate) }
        let hours = SupportHours(
            opens: opens, closes: closes, weekdays: Set(days.isEmpty ? Weekday.allCases : days), holidays: Set(holidays)
        )
        if hours == nil {
            report(
                window["until"]?.place,
                "support ends at \(Timestamp.format(closes)), not after it begins at \(Timestamp.format(opens))",
                "let 'until' be later than 'from' on the same day")
        }
        return hours
    }

    private func channel(_ entry: YAMLNode.Entry) -> Channel? {
        ChannelName(rawValue: entry.key).map { name in
            Channel(
                name: name, ended: entry.value.date("ended").map(zone.start),
                isReadDuringSupportHours: entry.value["read_during"] != nil)
        }
    }

    private mutating func contracts() -> (all: [String: Contract], standard: Contract?) {
        var all: [String: Contract] = [:]
        var standard: Contract?
        for entry in root["contracts"]?.entries ?? [] {
            guard let response = entry.value.duration("response") else { continue }
            let clock = entry.value.choice("clock", Contract.Clock.self) ?? .aroundTheClock
            let contract = Contract(name: entry.key, response: response, clock: clock)
            all[entry.key] = contract
            guard entry.value.boolean("default") == true else { continue }
            if let standard {
                report(
                    entry.value["default"]?.place,
                    "'\(entry.key)' is a default contract, and '\(standard.name)' is one too",
                    "keep one 'default: true'")
            }
            standard = contract
        }
        if standard == nil {
            report(root["contracts"]?.place, "no contract is the default", "add 'default: true' to one")
        }
        return (all, standard)
    }

    private mutating func tariffs() -> [Tariff] {
        var tariffs: [Tariff] = []
        for node in root["tariffs"]?.items ?? [] {
            guard let number = node.choice("number", NumberRole.self), let from = node.date("from"),
                let cents = node["amount"]?.text.flatMap(AmountText.cents)
            else { continue }
            let until = node.date("until")
            if let until, until <= from {
                report(
                    node["until"]?.place,
                    "the tariff ends on \(Timestamp.format(until)), not after its first day \(Timestamp.format(from))",
                    "choose a later day, or leave 'until' out")
                continue
            }
            let tariff = Tariff(
                number: number, amount: Money(cents: cents, currency: node["currency"]?.text ?? "EUR"),
                from: zone.start(of: from), until: until.map(zone.start))
            if tariffs.contains(where: { Self.overlap($0, tariff) }) {
                report(
                    node["from"]?.place, "two tariffs of '\(number.rawValue)' hold on \(Timestamp.format(from))",
                    "end the earlier one with 'until' on the day on which this one begins")
            }
            tariffs.append(tariff)
        }
        return tariffs
    }

    private static func overlap(_ left: Tariff, _ right: Tariff) -> Bool {
        left.number == right.number && left.from < right.until ?? .distantFuture
            && right.from < left.until ?? .distantFuture
    }

    private mutating func standby() -> [OnCallPerson] {
        var people: [OnCallPerson] = []
        for node in root["standby"]?.items ?? [] {
            guard let person = PeopleShapes.read(node) else { continue }
            if people.contains(where: { $0.id == person.id }) {
                report(node["id"]?.place, "the person '\(person.id)' is on standby twice", "name each person once")
            }
            people.append(person)
        }
        return people
    }
}
