import CallFlow
import Desk

/// Turns shapes into JSON Schema.
enum SchemaWriter {
    /// The members of the schema of a shape.
    static func members(_ shape: Shape) -> [(String, JSONValue)] {
        switch shape {
        case .text(let kind): return members(kind)
        case .list(let item, let count):
            return [
                ("type", .string("array")), ("items", .object(members(item))), ("minItems", .integer(count.lowerBound)),
                ("maxItems", .integer(count.upperBound)),
            ]
        case .table(let key, let value, let count):
            return [
                ("type", .string("object")), ("propertyNames", .object(members(key))),
                ("additionalProperties", .object(members(value))), ("minProperties", .integer(count.lowerBound)),
                ("maxProperties", .integer(count.upperBound)),
            ]
        case .record(let record): return members(record)
        case .either(let kind, let other):
            return [("anyOf", .array([.object(members(kind)), .object(members(other))]))]
        }
    }

    private static func members(_ record: RecordShape) -> [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [
            ("type", .string("object")), ("additionalProperties", .boolean(false)),
            ("properties", .object(record.fields.map { ($0.name, property($0)) })),
        ]
        let required = record.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        if !record.oneOf.isEmpty {
            members.append(("oneOf", .array(record.oneOf.map { .object([("required", .array([.string($0)]))]) })))
        }
        return members
    }

    /// A field; one that may be left out may also be null.
    private static func property(_ field: FieldShape) -> JSONValue {
        let note = ("description", JSONValue.string(field.note))
        let own = members(field.shape)
        if field.isRequired { return .object([note] + own) }
        return .object([note, ("anyOf", .array([.object(own), .object([("type", .string("null"))])]))])
    }

    private static func members(_ kind: TextKind) -> [(String, JSONValue)] {
        switch kind {
        case .choice(let words): return [("enum", .array(words.map(word)))]
        case .boolean: return [("type", .string("boolean"))]
        case .integer(let range):
            return [
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]
        case .amount:
            return [("type", .string("number")), ("exclusiveMinimum", .integer(0)), ("maximum", .integer(1_000_000))]
        case .expression: return [("type", .array([.string("string"), .string("boolean")]))]
        case .text: return text("\\S", longest: TextKind.textLength)
        case .name: return text("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")
        case .identifier: return text("^\\S{1,64}$")
        case .duration: return text("^(?=.)([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$", longest: 32)
        case .date: return text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        case .timeOfDay: return text("^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
        case .timestamp:
            return text(
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
            )
        case .phone: return text("^[+][0-9 .-]{3,40}$")
        case .clientNumber: return text("^[0-9]{\(ClientNumber.length)}$")
        case .contactCode: return text("^[0-9]{\(Contact.codeLength)}$")
        case .key: return text("^[0-9*#]$")
        case .keys: return text("^[0-9*#]{1,2}$")
        case .currency: return text("^[A-Z]{3}$")
        case .passcode: return text("^.{\(Passcode.length),\(TextKind.nameLength)}$")
        case .destination: return text("^(sips?|tel):[!-;=?-~]+$", longest: 256)
        case .fact: return text("^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)?$")
        case .telephony(let kind): return text(kind.pattern)
        case .billing(let kind): return kind.schema
        }
    }

    private static func text(_ pattern: String, longest: Int? = nil) -> [(String, JSONValue)] {
        [("type", .string("string")), ("pattern", .string(pattern))]
            + (longest.map { [("maxLength", .integer($0))] } ?? [])
    }

    /// `true` and `false` without quotes are Booleans for whoever reads YAML into JSON.
    private static func word(_ word: String) -> JSONValue {
        switch word {
        case "true": .boolean(true)
        case "false": .boolean(false)
        default: .string(word)
        }
    }
}
