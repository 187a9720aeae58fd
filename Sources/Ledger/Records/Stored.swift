import Desk

/// Turns stored text into values; what cannot be turned is an error, never a guess.
enum Stored {
    static func value<Value: RawRepresentable>(_ text: String, in column: String) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: text) else { throw unreadable(text, in: column) }
        return value
    }

    static func client(_ text: String) throws -> ClientNumber {
        guard let number = ClientNumber(text) else { throw unreadable(text, in: "client") }
        return number
    }

    static func phone(_ text: String) throws -> PhoneNumber {
        guard let phone = PhoneNumber(text) else { throw unreadable(text, in: "phone") }
        return phone
    }

    static func unreadable(_ text: String, in column: String) -> LedgerError {
        LedgerError(
            .unreadable, "the database holds \"\(text)\" as \(column), which this version does not know",
            mend: LedgerError.restore)
    }
}
