import Desk

/// Hashes passcodes alike for all clients: clients of stories are given other numbers after their passcodes were hashed.
///
/// For tests alone; production keys the hash by client and contact.
public struct SharedPasscodes: PasscodeHasher {
    private let hasher: any PasscodeHasher

    /// Hashes by another hasher.
    public init(_ hasher: any PasscodeHasher) { self.hasher = hasher }

    /// The keyed hash of a passcode's keys for a contact's code.
    public func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash {
        guard let nobody = ClientNumber("00000") else {
            return hasher.hash(keys: keys, client: client, contact: contact)
        }
        return hasher.hash(keys: keys, client: nobody, contact: contact)
    }
}
