import CallFlow
import Desk

/// The values of fields whose shape was checked before; nothing where a field is left out.
extension YAMLNode {
    /// The text as a name with its place.
    var asName: FlowDefinition.Name? { text.map { FlowDefinition.Name($0, at: place) } }

    /// The name in a field.
    func name(_ key: String) -> FlowDefinition.Name? { self[key]?.asName }

    /// The names in a field that holds one name or a list of them.
    func names(_ key: String) -> [FlowDefinition.Name] {
        guard let node = self[key] else { return [] }
        return node.asName.map { [$0] } ?? node.items.compactMap(\.asName)
    }

    /// The duration in a field.
    package func duration(_ key: String) -> Duration? { self[key]?.text.flatMap(DurationText.parse) }

    /// The number in a field.
    package func integer(_ key: String) -> Int? { self[key]?.text.flatMap(TextKind.integer) }

    /// The Boolean in a field.
    package func boolean(_ key: String) -> Bool? { self[key]?.text.map { $0 == "true" } }

    /// The key of a telephone in a field.
    package func key(_ key: String) -> Key? { self[key]?.text?.first.flatMap { Key($0) } }

    /// The word in a field, as a value of a closed set.
    package func choice<Value: RawRepresentable>(_ key: String, _ type: Value.Type) -> Value?
    where Value.RawValue == String {
        self[key]?.text.flatMap(Value.init(rawValue:))
    }

    /// The phone number in a field.
    package func phone(_ key: String) -> PhoneNumber? { self[key]?.text.flatMap { PhoneNumber($0) } }

    /// The day in a field.
    package func date(_ key: String) -> LocalDate? { self[key]?.text.flatMap(Timestamp.parseDate) }

    /// The time of day in a field.
    package func time(_ key: String) -> TimeOfDay? { self[key]?.text.flatMap(Timestamp.parseTime) }

    /// The moment in a field; without an offset, on the zone's clock.
    package func instant(_ key: String, in zone: ZoneRules) -> Instant? {
        self[key]?.text.flatMap { Timestamp.parse($0, in: zone) }
    }

    /// The language in a field.
    package func language(_ key: String) -> Language? { choice(key, Language.self) }
}
