/// The procedure as data: every amount, hour, duration and number that the rules use.
public struct Policy: Hashable, Sendable {
    /// A number that the desk answers.
    public struct Number: Hashable, Sendable {
        /// Which of the procedure's numbers it is.
        public let role: NumberRole
        /// The number that people dial.
        public let phone: PhoneNumber
        /// The flow that answers it.
        public let flow: String

        /// Makes a number.
        public init(role: NumberRole, phone: PhoneNumber, flow: String) {
            self.role = role
            self.phone = phone
            self.flow = flow
        }
    }

    /// What follows when a caller insists after a refusal and heard the price.
    public enum Insisting: String, CaseIterable, Hashable, Sendable {
        /// The call is billed and wakes nobody.
        case refuseAndBill = "refuse-and-bill"
        /// The call is billed and connected.
        case routeAndBill = "route-and-bill"
    }

    /// The provider's name.
    public var provider: String
    /// The desk's time zone.
    public var zone: ZoneRules
    /// The languages in which the desk speaks, the default first.
    public var languages: [Language]
    /// The numbers that the desk answers.
    public var numbers: [Number]
    /// Support and on-call hours (R8).
    public var hours: SupportHours
    /// The channels through which a ticket counts (R4).
    public var channels: [Channel]
    /// The contracts by name (R5).
    public var contracts: [String: Contract]
    /// The contract of a client for whom none is named.
    public var defaultContract: Contract
    /// How passcodes are tried (R3).
    public var passcode: PasscodePolicy
    /// The numbers for which the passcode is asked (R3).
    public var passcodeRequiredFor: Set<NumberRole> {
        didSet { passcodeRoles = NumberRoles(passcodeRequiredFor) }
    }
    /// The same as bits: the rules ask at every assessment.
    private var passcodeRoles: NumberRoles
    /// How long ago the emergency number may have been used for the same ticket (R7).
    public var orderWindow: Duration
    /// The dated tariffs (R10).
    public var tariffs: [Tariff]
    /// What follows when the caller insists.
    public var insisting: Insisting
    /// Whether a store that does not answer connects the caller (design rule 4).
    public var failsOpen: Bool
    /// The people who are rung when the rota cannot be read or has nobody.
    public var standby: [OnCallPerson]

    /// Makes a policy.
    public init(
        provider: String, zone: ZoneRules, languages: [Language] = [.french], numbers: [Number], hours: SupportHours,
        channels: [Channel], contracts: [String: Contract] = [:], defaultContract: Contract,
        passcode: PasscodePolicy = PasscodePolicy(), passcodeRequiredFor: Set<NumberRole> = [],
        orderWindow: Duration = .hours(24), tariffs: [Tariff], insisting: Insisting = .refuseAndBill,
        failsOpen: Bool = true, standby: [OnCallPerson] = []
    ) {
        self.provider = provider
        self.zone = zone
        self.languages = languages
        self.numbers = numbers
        self.hours = hours
        self.channels = channels
        self.contracts = contracts
        self.defaultContract = defaultContract
        self.passcode = passcode
        self.passcodeRequiredFor = passcodeRequiredFor
        passcodeRoles = NumberRoles(passcodeRequiredFor)
        self.orderWindow = orderWindow
        self.tariffs = tariffs
        self.insisting = insisting
        self.failsOpen = failsOpen
        self.standby = standby
    }

    /// Whether the passcode is asked on that number.
    func requiresPasscode(for number: NumberRole) -> Bool { passcodeRoles.has(number) }

    /// A set of numbers as bits.
    private struct NumberRoles: Hashable, Sendable {
        private var emergency = false
        private var managerial = false

        init(_ roles: Set<NumberRole>) {
            emergency = roles.contains(.emergency)
            managerial = roles.contains(.managerial)
        }

        func has(_ role: NumberRole) -> Bool { role == .emergency ? emergency : managerial }
    }

    /// The language of a caller of whom nothing is known.
    public var defaultLanguage: Language { languages.first ?? .french }

    /// The language for a contact who wants to hear one, or for nobody in particular.
    public func language(for wanted: Language?) -> Language {
        wanted.flatMap { languages.contains($0) ? $0 : nil } ?? defaultLanguage
    }

    /// The number with that role.
    public func number(_ role: NumberRole) -> Number? { numbers.first { $0.role == role } }

    /// The number that answers when `phone` is dialled.
    public func number(dialled phone: PhoneNumber) -> Number? { numbers.first { $0.phone == phone } }

    /// The rules of a channel; a channel that the policy does not name never counts.
    public func channel(_ name: ChannelName) -> Channel? { channels.first { $0.name == name } }

    /// The contract of a client.
    public func contract(of client: Client) -> Contract {
        client.contract.flatMap { contracts[$0] } ?? defaultContract
    }

    /// The tariff of a number at an instant.
    public func tariff(for number: NumberRole, at now: Instant) -> Tariff? {
        tariffs.first { $0.number == number && $0.isInForce(at: now) }
    }
}
