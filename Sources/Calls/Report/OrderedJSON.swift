/// A JSON value whose objects keep the order of their keys: reports are read by people too.
public indirect enum JSON: Hashable, Sendable, CustomStringConvertible {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// A number as it is to be written, for example `350.00`.
    case number(String)
    /// Text.
    case string(String)
    /// A list.
    case array([JSON])
    /// Names and values, in order.
    case object([(String, JSON)])

    /// Text, or `null`.
    public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    /// The value on one line.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .number(let text): text
        case .string(let text): Self.quoted(text)
        case .array(let items): "[" + items.map(\.description).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.0) + ":" + $0.1.description }.joined(separator: ",") + "}"
        }
    }

    /// The value on several lines; short lists and objects stay on one.
    public func pretty(indent: String = "") -> String {
        let line = description
        if indent.utf8.count + line.utf8.count <= 100 { return Self.spaced(self) }
        let inner = indent + "  "
        switch self {
        case .array(let items):
            return "[\n" + items.map { inner + $0.pretty(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            return "{\n"
                + members.map { inner + Self.quoted($0.0) + ": " + $0.1.pretty(indent: inner) }.joined(separator: ",\n")
                + "\n\(indent)}"
        default: return line
        }
    }

    private static func spaced(_ value: JSON) -> String {
        switch value {
        case .array(let items): "[" + items.map(spaced).joined(separator: ", ") + "]"
        case .object(let members):
            members.isEmpty
                ? "{}" : "{ " + members.map { quoted($0.0) + ": " + spaced($0.1) }.joined(separator: ", ") + " }"
        default: value.description
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Equal if they are written alike.
    public static func == (left: JSON, right: JSON) -> Bool { left.description == right.description }

    /// Hashes what is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
