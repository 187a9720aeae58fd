import Desk

/// An invented client, with the passwords that only its contacts know.
struct SampleClient: Sendable {
    let client: Client
    /// The passcode's keys of each contact who has one, by code.
    let passcodes: [String: String]

    /// The contacts who may act.
    var technical: [Contact] { client.contacts.filter(\.isTechnical) }
    /// The contacts who may not.
    var others: [Contact] { client.contacts.filter { !$0.isTechnical } }
    /// The services that justify an emergency call.
    var dedicated: [Service] { client.services.filter(\.kind.isDedicated) }
    /// The others.
    var ordinary: [Service] { client.services.filter { !$0.kind.isDedicated } }

    /// Invents clients.
    ///
    /// Telephone numbers are from the range that the French regulator keeps for fiction (06 39 98).
    static func invent(
        _ count: Int, policy: Policy, hasher: any PasscodeHasher, _ random: inout SeededNumbers
    ) -> [SampleClient] {
        var clients: [SampleClient] = []
        var taken: Set<ClientNumber> = []
        var phones = 0
        while clients.count < count {
            let digits = String(random.number(10_000...99_998))
            guard let number = ClientNumber(digits), taken.insert(number).inserted else { continue }
            clients.append(invent(number, clients.count, policy, hasher, &phones, &random))
        }
        return clients
    }

    private static func invent(
        _ number: ClientNumber, _ index: Int, _ policy: Policy, _ hasher: any PasscodeHasher, _ phones: inout Int,
        _ random: inout SeededNumbers
    ) -> SampleClient {
        let trade = SampleNames.trades[index % SampleNames.trades.count]
        let place = random.one(of: random.happens(percent: 50) ? SampleNames.places : SampleNames.surnames) ?? ""
        let slug = String(number.description.suffix(3))
        var services = [Service(name: "srv-\(slug)-01", kind: .dedicatedServer)]
        if random.happens(percent: 35) { services.append(Service(name: "srv-\(slug)-02", kind: .dedicatedServer)) }
        if random.happens(percent: 20) { services.append(Service(name: "mail-\(slug)", kind: .dedicatedService)) }
        if random.happens(percent: 8) { services.append(Service(name: "transit-\(slug)", kind: .transit)) }
        services.append(Service(name: "web-\(slug)", kind: .shared))
        services.append(Service(name: "client-\(number).example", kind: .domain))
        var passcodes: [String: String] = [:]
        var contacts: [Contact] = []
        for place in 0..<random.number(2...4) {
            let code = "0\(place + 1)"
            // The first is a technical contact, the second is not.
            let isTechnical = place == 0 || place > 1 && random.happens(percent: 60)
            let password = random.one(of: SampleNames.passwords) ?? "abc"
            let keys = isTechnical ? Passcode.keys(forPassword: password) : nil
            passcodes[code] = keys
            let digits = String(phones * 7919 % 10_000)
            phones += 1
            let phone = PhoneNumber("+3363998" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            let (first, last) = (random.one(of: SampleNames.firstNames), random.one(of: SampleNames.surnames))
            contacts.append(
                Contact(
                    code: code, name: "\(first ?? "") \(last ?? "")", phones: phone.map { [$0] } ?? [],
                    isTechnical: isTechnical,
                    passcode: keys.map { hasher.hash(keys: $0, client: number, contact: code) },
                    language: random.happens(percent: 6) ? .english : nil))
        }
        let contracts = policy.contracts.keys.sorted()
        let client = Client(
            number: number, name: "\(trade) \(place)",
            contract: random.happens(percent: 25) ? random.one(of: contracts) : nil, services: services,
            contacts: contacts)
        return SampleClient(client: client, passcodes: passcodes)
    }
}
