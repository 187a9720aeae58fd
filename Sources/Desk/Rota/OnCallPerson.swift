/// A person who can be rung.
public struct OnCallPerson: Hashable, Sendable {
    /// A short name, unique in the rota, for example `alice`.
    public var id: String { facts.value.id }
    /// The person's name.
    public var name: String { facts.value.name }
    /// Where the person is rung.
    public var phone: PhoneNumber { facts.value.phone }
    /// The SIP address at which the person is rung instead, without a trunk.
    public var sip: String? { facts.value.sip }
    /// The language in which the person hears the whisper.
    public var language: Language? { facts.value.language }

    /// Makes a person.
    public init(id: String, name: String, phone: PhoneNumber, sip: String? = nil, language: Language? = nil) {
        facts = Shared(Facts(id: id, name: name, phone: phone, sip: sip, language: language))
    }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let id: String
        let name: String
        let phone: PhoneNumber
        let sip: String?
        let language: Language?
    }
}
