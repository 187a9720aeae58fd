import Desk
import Testing

/// The desk of the source procedure, with one client, in Paris.
struct Procedure {
    var policy: Policy
    let number: ClientNumber
    let marie: Contact
    let client: Client

    init() throws {
        number = try clientNumber("12345")
        marie = Contact(
            code: "01", name: "Marie Le Goff", phones: [try phone("+33612345678")], isTechnical: true,
            passcode: PlainHasher().hash(keys: "227", client: number, contact: "01"))
        client = Client(
            number: number, name: "Atelier Numérique",
            services: [
                Service(name: "srv-web-01", kind: .dedicatedServer), Service(name: "mail-01", kind: .shared),
                Service(name: "atelier.example", kind: .domain),
            ], contacts: [marie])
        policy = Policy(
            provider: "DRI", zone: .paris, languages: [.french, .english],
            numbers: [
                Policy.Number(role: .emergency, phone: try phone("+33290920555"), flow: "emergency"),
                Policy.Number(role: .managerial, phone: try phone("+33970710230"), flow: "managerial"),
            ],
            hours: try #require(SupportHours(opens: try time("08:00"), closes: try time("19:00"))),
            channels: [
                Channel(name: .portal),
                Channel(name: .email, ended: try paris("2018-06-01T00:00"), isReadDuringSupportHours: true),
            ],
            contracts: ["office": Contract(name: "office", clock: .supportHours)],
            defaultContract: Contract(name: "standard"), passcodeRequiredFor: [.managerial],
            tariffs: [
                Tariff(number: .emergency, amount: Money(cents: 350_00), from: try paris("2016-01-01T00:00")),
                Tariff(number: .managerial, amount: Money(cents: 450_00), from: try paris("2016-01-01T00:00")),
            ])
    }

    /// Support hours from Monday to Friday, without two holidays.
    func workingHours() throws -> SupportHours {
        try #require(
            SupportHours(
                opens: try time("08:00"), closes: try time("19:00"),
                weekdays: Set(Weekday.allCases).subtracting([.saturday, .sunday]),
                holidays: [try day("2026-05-01"), try day("2026-12-25")]))
    }

    /// The client with another contract.
    func client(on contract: String) -> Client {
        Client(
            number: number, name: client.name, contract: contract, services: client.services, contacts: client.contacts)
    }

    /// A ticket of the client.
    func ticket(
        _ id: String = "T-8812", channel: ChannelName = .portal, service: String? = "srv-web-01", opened: String,
        responded: String? = nil, closed: String? = nil
    ) throws -> Ticket {
        Ticket(
            id: id, client: number, channel: channel, service: service, opened: try paris(opened),
            responded: try responded.map(paris), closed: try closed.map(paris))
    }

    /// An earlier call of the client.
    func call(
        _ role: NumberRole = .emergency, ticket: String? = "T-8812", at: String, connectedTo: String? = nil,
        verdict: VerdictKind = .admitted
    ) throws -> EarlierCall {
        EarlierCall(
            number: role, client: number, ticket: ticket, at: try paris(at), connectedTo: connectedTo, verdict: verdict)
    }

    /// The facts: the client, and what is given.
    func facts(
        tickets: [Ticket] = [], calls: [EarlierCall] = [], failures: [Instant] = [], bulletins: [Bulletin] = [],
        unavailable: Set<Store> = []
    ) -> WorldFacts {
        WorldFacts(
            World(
                clients: [client], tickets: tickets, calls: calls,
                passcodeFailures: failures.map { World.PasscodeFailure(client: number, at: $0) }, bulletins: bulletins,
                unavailable: unavailable),
            hasher: PlainHasher())
    }

    /// The file of a call to a number.
    func file(_ role: NumberRole = .emergency, at: String = "2026-03-10T20:30", isDrill: Bool = false) throws
        -> CaseFile
    {
        CaseFile(number: role, from: marie.phones.first, startedAt: try paris(at), isDrill: isDrill)
    }
}

/// A hash that hides nothing, so that tests can say which passcode is meant.
struct PlainHasher: PasscodeHasher {
    func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash {
        PasscodeHash(bytes: Array("\(client)/\(contact)/\(keys)".utf8))
    }
}

/// Reads a client number.
func clientNumber(_ text: String) throws -> ClientNumber { try #require(ClientNumber(text), "\(text)") }

/// Reads a telephone number.
func phone(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(text), "\(text)") }
