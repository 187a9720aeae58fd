import Desk

/// Reads the values of fields, and notes what is wrong with them.
struct FieldReading {
    var problems = ProblemList()

    /// A text that may not be empty and fits on one line.
    mutating func name(_ field: CSVField, _ column: String) -> String? {
        if field.text.isEmpty {
            problems.add(field.place, "\(column) is empty", mend: "write one")
            return nil
        }
        return optionalName(field, column)
    }

    /// A text that fits on one line; nothing if it is empty or wrong.
    mutating func optionalName(_ field: CSVField, _ column: String) -> String? {
        if field.text.isEmpty { return nil }
        if field.text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            problems.add(
                field.place, "\(column) \(field.text.shown) holds a line break or tab", mend: "write it on one line")
            return nil
        }
        if field.text.count > LedgerLimits.nameLength {
            problems.add(
                field.place, "\(column) has \(field.text.count) characters",
                mend: "use at most \(LedgerLimits.nameLength)")
            return nil
        }
        return field.text
    }

    mutating func clientNumber(_ field: CSVField) -> ClientNumber? {
        if let number = ClientNumber(field.text) { return number }
        problems.add(
            field.place, "client_number \(field.text.shown) is not five digits",
            mend: "write all five; format the column as text to keep leading zeros")
        return nil
    }

    /// One of an enumeration's words.
    mutating func word<Value: RawRepresentable & CaseIterable>(_ field: CSVField, _ column: String) -> Value?
    where Value.RawValue == String {
        if let value = Value(rawValue: field.text) { return value }
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        problems.add(field.place, "\(column) \(field.text.shown) is unknown", mend: "write one of \(words)")
        return nil
    }

    mutating func yesOrNo(_ field: CSVField, _ column: String) -> Bool? {
        switch field.text.lowercased() {
        case "yes", "true", "oui", "1": return true
        case "no", "false", "non", "0": return false
        default:
            problems.add(field.place, "\(column) \(field.text.shown) is unknown", mend: "write yes or no")
            return nil
        }
    }

    mutating func instant(_ field: CSVField, _ column: String, zone: ZoneRules) -> Instant? {
        if let instant = Timestamp.parse(field.text, in: zone) { return instant }
        problems.add(
            field.place, "\(column) \(field.text.shown) is not a time",
            mend: "write it as 2026-03-10T20:30:00+01:00, or without the offset for \(zone.identifier)")
        return nil
    }
}
