/// What kind of service a client has; only dedicated ones and the network justify an emergency call (rule R6).
public enum ServiceKind: String, CaseIterable, Hashable, Sendable {
    case dedicatedServer = "dedicated-server"
    case dedicatedService = "dedicated-service"
    case transit
    case shared
    case domain

    /// Whether the urgent procedure is open to this kind ("uniquement pour les serveurs ou services dédiés").
    public var isDedicated: Bool {
        switch self {
        case .dedicatedServer, .dedicatedService, .transit: true
        case .shared, .domain: false
        }
    }
}

/// A service that a client has.
public struct Service: Hashable, Sendable {
    /// The service's name, for example `srv-web-01`.
    public let name: String
    /// What kind of service it is.
    public let kind: ServiceKind

    /// Makes a service.
    public init(name: String, kind: ServiceKind) {
        self.name = name
        self.kind = kind
    }
}

/// A person listed for a client; only a technical contact may act (rule R2).
public struct Contact: Hashable, Sendable {
    /// How many digits a contact code has.
    public static let codeLength = 2

    /// The two digits by which the person is chosen when their phone is not recognised.
    public var code: String { facts.value.code }
    /// The person's name.
    public var name: String { facts.value.name }
    /// The phones by which the person is recognised.
    public var phones: [PhoneNumber] { facts.value.phones }
    /// Whether the person is listed as a technical contact.
    public var isTechnical: Bool { facts.value.isTechnical }
    /// The keyed hash of the passcode, if the person has one.
    public var passcode: PasscodeHash? { facts.value.passcode }
    /// The language that the person wants to hear.
    public var language: Language? { facts.value.language }

    /// Makes a contact.
    public init(
        code: String, name: String, phones: [PhoneNumber], isTechnical: Bool, passcode: PasscodeHash? = nil,
        language: Language? = nil
    ) {
        facts = Shared(
            Facts(
                code: code, name: name, phones: phones, isTechnical: isTechnical, passcode: passcode, language: language
            ))
    }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let code: String
        let name: String
        let phones: [PhoneNumber]
        let isTechnical: Bool
        let passcode: PasscodeHash?
        let language: Language?
    }
}

/// A client of the provider.
public struct Client: Hashable, Sendable {
    /// The five-digit number.
    public var number: ClientNumber { facts.value.number }
    /// The client's name.
    public var name: String { facts.value.name }
    /// The name of the contract, which sets the response guarantee; the policy's default if there is none.
    public var contract: String? { facts.value.contract }
    /// The client's services.
    public var services: [Service] { facts.value.services }
    /// The people who are listed.
    public var contacts: [Contact] { facts.value.contacts }

    /// Makes a client.
    public init(
        number: ClientNumber, name: String, contract: String? = nil, services: [Service] = [], contacts: [Contact] = []
    ) {
        facts = Shared(
            Facts(
                number: number, name: name, contract: contract, services: services, contacts: contacts))
    }

    /// The service of that name, if the client has it.
    public func service(named name: String) -> Service? { services.first { $0.name == name } }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let number: ClientNumber
        let name: String
        let contract: String?
        let services: [Service]
        let contacts: [Contact]
    }
}
