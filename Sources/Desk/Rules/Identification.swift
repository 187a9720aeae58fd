/// What is known of the client number that was keyed (rule R1).
public enum ClientFinding: Hashable, Sendable {
    /// It belongs to this client.
    case known(Client)
    /// No client has it.
    case unknown(ClientNumber)
    /// Nothing that could be a client number was keyed.
    case missing
    /// The clients could not be read.
    case unavailable
}

/// What is known of the person who calls (rule R2).
public enum ContactFinding: Hashable, Sendable {
    /// A technical contact of the client.
    case technical(Contact)
    /// A contact of the client who is not a technical one.
    case notTechnical(Contact)
    /// Nobody whom the client lists.
    case unknown
    /// The contacts could not be read.
    case unavailable
}

/// What came of a keyed passcode (rule R3).
public enum PasscodeFinding: Hashable, Sendable {
    /// It is the contact's.
    case verified
    /// It is not; `failures` counts the wrong entries in the policy's window, this one included.
    case wrong(failures: Int)
    /// Too many wrong entries; none is compared before `until`.
    case locked(until: Instant)
    /// It could not be compared.
    case unavailable
}

/// Rules R1 to R3: who calls.
public enum Identification {
    /// R1: the client of a number.
    public static func client(_ number: ClientNumber?, in store: some FactStore) -> ClientFinding {
        guard let number else { return .missing }
        return switch store.client(number) {
        case .answered(let client): client.map(ClientFinding.known) ?? .unknown(number)
        case .unavailable: .unavailable
        }
    }

    /// R2: the contact whose phone is calling.
    ///
    /// A withheld number belongs to nobody.
    public static func caller(_ phone: PhoneNumber?, of client: ClientNumber, in store: some FactStore)
        -> ContactFinding
    {
        contact(of: client, in: store) { contact in phone.map(contact.phones.contains) ?? false }
    }

    /// R2: the contact with the code that was keyed.
    public static func contact(code: String, of client: ClientNumber, in store: some FactStore) -> ContactFinding {
        contact(of: client, in: store) { $0.code == code }
    }

    private static func contact(
        of client: ClientNumber, in store: some FactStore, where matches: (Contact) -> Bool
    ) -> ContactFinding {
        guard let contacts = store.contacts(of: client).value else { return .unavailable }
        // Two people may share a phone: a technical contact is meant first.
        let found = contacts.filter(matches)
        if let technical = found.first(where: \.isTechnical) { return .technical(technical) }
        return found.first.map(ContactFinding.notTechnical) ?? .unknown
    }

    /// R3: whether the keyed passcode is the contact's, unless too many wrong ones came before.
    ///
    /// - Parameter failuresInCall: wrong entries of this same call; the store may know them already, or not yet.
    public static func passcode(
        keys: String, contact: Contact, client: ClientNumber, failuresInCall: [Instant], now: Instant,
        policy: PasscodePolicy, in store: some FactStore
    ) -> PasscodeFinding {
        let since = now.advanced(by: .zero - policy.window)
        guard case .answered(let earlier) = store.passcodeFailures(of: client, since: since),
            case .answered(let candidate) = store.hash(passcodeKeys: keys, client: client, contact: contact.code)
        else { return .unavailable }
        let known = earlier + failuresInCall.filter { !earlier.contains($0) }
        let failures = known.filter { $0 > since && $0 <= now }.sorted()
        if failures.count >= policy.failuresBeforeLock {
            let oldestThatCounts = failures[failures.count - policy.failuresBeforeLock]
            return .locked(until: oldestThatCounts.advanced(by: policy.window))
        }
        // Beyond the attempts of a call nothing is compared any more, whatever the flow asks.
        guard failuresInCall.count < policy.attemptsPerCall, let expected = contact.passcode,
            candidate.matches(expected)
        else {
            return .wrong(failures: failures.count + 1)
        }
        return .verified
    }
}
