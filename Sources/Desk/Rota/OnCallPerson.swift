/// A person who can be rung.
public struct OnCallPerson: Hashable, Sendable {
    /// A short name, unique in the rota, for example `alice`.
    public let id: String
    /// The person's name.
    public let name: String
    /// Where the person is rung.
    public let phone: PhoneNumber
    /// The language in which the person hears the whisper.
    public let language: Language?

    /// Makes a person.
    public init(id: String, name: String, phone: PhoneNumber, language: Language? = nil) {
        self.id = id
        self.name = name
        self.phone = phone
        self.language = language
    }
}
