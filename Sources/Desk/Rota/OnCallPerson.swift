/// A person who can be rung.
public struct OnCallPerson: Hashable, Sendable {
    /// A short name, unique in the rota, for example `alice`.
    public var id: String { facts.id }
    /// The person's name.
    public var name: String { facts.name }
    /// Where the person is rung.
    public var phone: PhoneNumber { facts.phone }
    /// The language in which the person hears the whisper.
    public var language: Language? { facts.language }

    /// Makes a person.
    public init(id: String, name: String, phone: PhoneNumber, language: Language? = nil) {
        facts = Facts(
            id: id, name: name, phone: phone, language: language)
    }

    private let facts: Facts

    /// The fields, once for all copies: a call hands them on many times.
    private final class Facts: Hashable, Sendable {
        let id: String
        let name: String
        let phone: PhoneNumber
        let language: Language?

        init(id: String, name: String, phone: PhoneNumber, language: Language?) {
            self.id = id
            self.name = name
            self.phone = phone
            self.language = language
        }

        static func == (left: Facts, right: Facts) -> Bool {
            left === right
                || left.id == right.id && left.name == right.name && left.phone == right.phone
                    && left.language == right.language
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(id)
            hasher.combine(name)
            hasher.combine(phone)
            hasher.combine(language)
        }
    }
}
