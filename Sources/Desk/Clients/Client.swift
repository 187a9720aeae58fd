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
    public let code: String
    /// The person's name.
    public let name: String
    /// The phones by which the person is recognised.
    public let phones: [PhoneNumber]
    /// Whether the person is listed as a technical contact.
    public let isTechnical: Bool
    /// The keyed hash of the passcode, if the person has one.
    public let passcode: PasscodeHash?
    /// The language that the person wants to hear.
    public let language: Language?

    /// Makes a contact.
    public init(
        code: String, name: String, phones: [PhoneNumber], isTechnical: Bool, passcode: PasscodeHash? = nil,
        language: Language? = nil
    ) {
        self.code = code
        self.name = name
        self.phones = phones
        self.isTechnical = isTechnical
        self.passcode = passcode
        self.language = language
    }
}

/// A client of the provider.
public struct Client: Hashable, Sendable {
    /// The five-digit number.
    public let number: ClientNumber
    /// The client's name.
    public let name: String
    /// The name of the contract, which sets the response guarantee; the policy's default if there is none.
    public let contract: String?
    /// The client's services.
    public let services: [Service]
    /// The people who are listed.
    public let contacts: [Contact]

    /// Makes a client.
    public init(
        number: ClientNumber, name: String, contract: String? = nil, services: [Service] = [], contacts: [Contact] = []
    ) {
        self.number = number
        self.name = name
        self.contract = contract
        self.services = services
        self.contacts = contacts
    }

    /// The service of that name, if the client has it.
    public func service(named name: String) -> Service? { services.first { $0.name == name } }
}
