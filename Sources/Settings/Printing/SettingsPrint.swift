import DeskFolder
import Foundation

extension LoadedSettings {
    /// One line of what is printed.
    struct Row: Hashable, Codable {
        let name: String
        /// Nothing where there is none.
        let value: String?
        let unit: String
        /// `flag`, `environment`, `file` or `default`.
        let source: String
        /// The flag, the variable or the place.
        let origin: String

        private enum CodingKeys: String, CodingKey { case name, value, unit, source, origin }

        /// A setting without a value is written as null, not left out.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(value, forKey: .value)
            try container.encode(unit, forKey: .unit)
            try container.encode(source, forKey: .source)
            try container.encode(origin, forKey: .origin)
        }
    }

    /// Every setting with its value and where that comes from, aligned, one a line; passwords are masked.
    ///
    /// - Parameter telephony: the desk's, to be printed too.
    public func text(with telephony: Telephony? = nil) -> String {
        let rows = rows(with: telephony)
        let lines = rows.map { row in
            let value = row.value.map { row.unit.isEmpty ? $0 : "\($0) \(row.unit)" }
            return (row.name, value ?? "-", row.origin)
        }
        let first = lines.map(\.0.count).max() ?? 0
        let second = min(lines.map(\.1.count).max() ?? 0, Self.widestValue)
        return lines.map { name, value, origin in
            Self.padded(name, to: first) + "  " + Self.padded(value, to: second) + "  " + origin + "\n"
        }.joined()
    }

    /// The same as JSON: a list of objects with `name`, `value` (text or null), `unit`, `source` and `origin`.
    ///
    /// - Parameter telephony: the desk's, to be printed too.
    public func json(with telephony: Telephony? = nil) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(rows(with: telephony)), as: UTF8.self) + "\n"
    }

    func rows(with telephony: Telephony?) -> [Row] {
        let rows = Setting.all.map { setting in
            let origin = origin(of: setting.name)
            return Row(
                name: setting.name, value: setting.show(values), unit: setting.unit, source: origin.kind,
                origin: origin.description)
        }
        return rows + (telephony.map(TelephonyRows.rows) ?? [])
    }

    /// Longer values push the column after them to the right.
    private static let widestValue = 40

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
