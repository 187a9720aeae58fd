import CallFlow
import Desk

/// A story whose clients, tickets and telephones are its own, so that it can run at one desk with hundreds of others.
public struct CastStory: Sendable {
    /// The story with the names that it was given.
    public let story: Story
    /// The story as it is written.
    public let original: Story
    /// The number from which each call is placed, in the order of the calls; nothing for one that withholds it.
    public let callers: [PhoneNumber?]

    /// A story that is run as it is written.
    public init(asWritten story: Story) {
        self.story = story
        original = story
        callers = story.calls.map(\.from)
    }

    init(story: Story, original: Story, callers: [PhoneNumber?]) {
        self.story = story
        self.original = original
        self.callers = callers
    }
}

/// Gives stories clients, tickets and telephones that no other story has.
///
/// A caller keeps what makes them who they are: a contact's phone becomes another phone of the same contact. Numbers of telephones
/// are those that are reserved for fiction in France (ARCEP: 06 39 98 xx xx).
public struct Casting {
    /// How many stories can be cast at once: there are only so many client numbers, and so many telephones.
    public static let mostCalls = 10_000

    private var nextClient = 10_000
    private var nextTicket = 1
    private var nextPhone = 0
    private let reserved: Set<String>
    private let hasher: any PasscodeHasher

    /// Casts stories.
    ///
    /// - Parameters:
    ///   - stories: all that are to be cast: what their callers key by chance is given to nobody.
    ///   - hasher: one that hashes passcodes alike for all clients, as they are given other numbers.
    public init(_ stories: [Story], hasher: any PasscodeHasher) {
        var reserved: Set<String> = []
        for story in stories {
            for client in story.world.world.clients { reserved.insert(client.number.description) }
            for case .press(let keys) in story.calls.flatMap(\.actions).map(\.kind) {
                reserved.insert(keys.map(\.description).joined())
            }
        }
        self.reserved = reserved
        self.hasher = hasher
    }

    /// Casts one story; nothing once there are no more numbers.
    public mutating func cast(_ story: Story) -> CastStory? {
        var names = Names()
        for client in story.world.world.clients {
            guard let number = freeClient() else { return nil }
            names.clients[client.number] = number
        }
        for ticket in story.world.world.tickets { names.tickets[ticket.id] = freeTicket(like: ticket.id) }
        var callers: [PhoneNumber?] = []
        for call in story.calls {
            guard let from = call.from else {
                callers.append(nil)
                continue
            }
            guard let phone = freePhone() else { return nil }
            names.phones[from, default: []].append(phone)
            callers.append(phone)
        }
        let cast = Story(
            name: story.name, title: story.title, rules: story.rules,
            world: StoryWorld(name: story.world.name, world: names.cast(story.world.world)),
            calls: zip(story.calls, callers).map { names.cast($0, from: $1) }, place: story.place)
        return CastStory(story: cast, original: story, callers: callers)
    }

    private mutating func freeClient() -> ClientNumber? {
        while nextClient <= 99_999 {
            let text = String(nextClient)
            nextClient += 1
            if !reserved.contains(text), let number = ClientNumber(text) { return number }
        }
        return nil
    }

    /// An identifier that reads like another: the letters before its digits, and other digits.
    private mutating func freeTicket(like id: String) -> String {
        let digits = String(nextTicket)
        nextTicket += 1
        let prefix = id.prefix { !$0.isNumber }
        return prefix + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private mutating func freePhone() -> PhoneNumber? {
        guard nextPhone < Self.mostCalls else { return nil }
        let digits = String(nextPhone)
        nextPhone += 1
        return PhoneNumber("+3363998" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    }
}

/// What everybody and everything in a story is called now.
private struct Names {
    var clients: [ClientNumber: ClientNumber] = [:]
    var tickets: [String: String] = [:]
    var phones: [PhoneNumber: [PhoneNumber]] = [:]

    // MARK: Facts

    func cast(_ world: World) -> World {
        World(
            at: world.at, clients: world.clients.map(cast), tickets: world.tickets.map(cast),
            calls: world.calls.map(cast),
            passcodeFailures: world.passcodeFailures.map { .init(client: cast($0.client), at: $0.at) },
            bulletins: world.bulletins, unavailable: world.unavailable)
    }

    private func cast(_ number: ClientNumber) -> ClientNumber { clients[number] ?? number }

    private func cast(_ client: Client) -> Client {
        Client(
            number: cast(client.number), name: client.name, contract: client.contract, services: client.services,
            contacts: client.contacts.map { contact in
                Contact(
                    code: contact.code, name: contact.name, phones: contact.phones.flatMap { phones[$0] ?? [] },
                    isTechnical: contact.isTechnical, passcode: contact.passcode, language: contact.language)
            })
    }

    private func cast(_ ticket: Ticket) -> Ticket {
        Ticket(
            id: tickets[ticket.id] ?? ticket.id, client: cast(ticket.client), channel: ticket.channel,
            service: ticket.service, priority: ticket.priority, qualification: ticket.qualification,
            opened: ticket.opened, responded: ticket.responded, closed: ticket.closed)
    }

    private func cast(_ call: EarlierCall) -> EarlierCall {
        EarlierCall(
            number: call.number, client: cast(call.client), ticket: call.ticket.map { tickets[$0] ?? $0 }, at: call.at,
            connectedTo: call.connectedTo, verdict: call.verdict)
    }

    // MARK: Calls

    func cast(_ call: StoryCall, from phone: PhoneNumber?) -> StoryCall {
        var expected = call.expected
        expected.client = expected.client.map { Expected(value: cast($0.value, word), place: $0.place) }
        expected.ticket = expected.ticket.map { Expected(value: cast($0.value, word), place: $0.place) }
        return StoryCall(
            number: call.number, moment: call.moment, from: phone, technicians: call.technicians,
            unavailable: call.unavailable, failsAfter: call.failsAfter,
            actions: call.actions.map { CallerAction(kind: cast($0.kind), place: $0.place) }, expected: expected,
            place: call.place)
    }

    private func cast(_ value: Maybe<String>, _ word: (String) -> String) -> Maybe<String> {
        if case .some(let text) = value { .some(word(text)) } else { value }
    }

    private func word(_ text: String) -> String {
        ClientNumber(text).flatMap { clients[$0]?.description } ?? tickets[text] ?? text
    }

    private func cast(_ kind: CallerAction.Kind) -> CallerAction.Kind {
        switch kind {
        case .press(let keys): .press(cast(keys))
        case .hear(.text(let text), let extent, let patience): .hear(.text(cast(text)), until: extent, within: patience)
        default: kind
        }
    }

    /// A client number at the beginning of what is keyed.
    private func cast(_ keys: [Key]) -> [Key] {
        let first = keys.prefix(ClientNumber.length).map(\.description).joined()
        guard let number = ClientNumber(first).flatMap({ clients[$0] }) else { return keys }
        return number.description.compactMap { Key($0) } + keys.dropFirst(ClientNumber.length)
    }

    /// Names in a text that is heard.
    private func cast(_ text: String) -> String {
        var text = text
        for (old, new) in tickets { text = text.replacing(old, with: new) }
        for (old, new) in clients { text = text.replacing(old.description, with: new.description) }
        return text
    }
}
