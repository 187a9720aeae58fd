import Desk
import DeskFolder
import SIP

/// One setting: how it is called, what it may be, and where its value goes.
public struct Setting: Sendable {
    /// The path of its name: `["limit", "calls-per-source"]`.
    public let key: [String]
    /// The unit of its number; empty where it has none or names it itself.
    public let unit: String
    /// What is expected, in words.
    public let expected: String
    /// What it is for.
    public let note: String
    /// Whether it takes several values.
    let isList: Bool
    /// Puts the values in; false if they are not what is expected.
    let take: @Sendable ([String], inout ServerSettings) -> Bool
    /// The value as it would be written; nothing where there is none.
    let show: @Sendable (ServerSettings) -> String?

    /// The name with dots: `limit.calls-per-source`.
    public var name: String { key.joined(separator: ".") }
    /// The flag: `--limit-calls-per-source`.
    public var flag: String { "--" + key.joined(separator: "-") }
    /// The environment variable: `VOICEDESK_LIMIT_CALLS_PER_SOURCE`.
    public var variable: String {
        "\(Setting.variablePrefix)_" + key.joined(separator: "_").replacing("-", with: "_").uppercased()
    }
    /// The default as it would be written.
    public var standard: String? { show(ServerSettings()) }

    /// What every environment variable begins with.
    static let variablePrefix = "VOICEDESK"

    private init(
        _ name: String, unit: String = "", expected: String, note: String, isList: Bool = false,
        take: @escaping @Sendable ([String], inout ServerSettings) -> Bool,
        show: @escaping @Sendable (ServerSettings) -> String?
    ) {
        key = name.split(separator: ".").map(String.init)
        self.unit = unit
        self.expected = expected
        self.note = note
        self.isList = isList
        self.take = take
        self.show = show
    }
}

/// Where a value is kept.
typealias Field<Value> = any WritableKeyPath<ServerSettings, Value> & Sendable

extension Setting {
    /// One value that is read from a text and written as one.
    private static func single<Value>(
        _ name: String, _ field: Field<Value>, unit: String = "", expected: String, _ note: String,
        read: @escaping @Sendable (String) -> Value?, show: @escaping @Sendable (Value) -> String?
    ) -> Setting {
        Setting(
            name, unit: unit, expected: expected, note: note,
            take: { texts, settings in
                guard texts.count == 1, let value = read(texts[0]) else { return false }
                settings[keyPath: field] = value
                return true
            },
            show: { show($0[keyPath: field]) })
    }

    /// A whole number.
    static func count(
        _ name: String, _ field: Field<Int>, _ range: ClosedRange<Int>, unit: String, _ note: String
    ) -> Setting {
        single(
            name, field, unit: unit, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", note,
            read: { text in SettingText.number(text).flatMap { range.contains($0) ? $0 : nil } }, show: { String($0) })
    }

    /// A duration.
    static func duration(
        _ name: String, _ field: Field<Duration>, _ range: ClosedRange<Duration>, _ note: String
    ) -> Setting {
        let (shortest, longest) = (DurationText.format(range.lowerBound), DurationText.format(range.upperBound))
        return single(
            name, field, expected: "a duration from \(shortest) to \(longest), such as 500ms, 10s or 1h30m", note,
            read: { text in DurationText.parse(text).flatMap { range.contains($0) ? $0 : nil } },
            show: { DurationText.format($0) })
    }

    /// A file that is always used.
    static func file(_ name: String, _ field: Field<String>, _ note: String) -> Setting {
        single(
            name, field, expected: "a file", note, read: { SettingText.isPath($0) ? $0 : nil }, show: { $0 })
    }

    /// A file that may be left out.
    static func file(
        _ name: String, _ field: Field<String?>, _ note: String
    ) -> Setting {
        single(
            name, field, expected: "a file", note, read: { SettingText.isPath($0) ? .some($0) : nil }, show: { $0 })
    }

    /// One word of a closed set.
    static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ field: Field<Value>, _ note: String
    ) -> Setting where Value.RawValue == String {
        let words = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return single(
            name, field, expected: "one of \(words)", note, read: { Value(rawValue: $0) }, show: { $0.rawValue })
    }

    /// An address with a port, or `off` where that is allowed.
    static func endpoint(_ name: String, _ field: Field<Endpoint?>, canBeOff: Bool, _ note: String) -> Setting {
        single(
            name, field,
            expected: "an address and a port, such as 127.0.0.1:8080 or [::1]:8080" + (canBeOff ? ", or 'off'" : ""),
            note,
            read: { text in
                if canBeOff, text == "off" { return .some(nil) }
                return SettingText.endpoint(text).map { .some($0) }
            }, show: { $0.map(\.description) ?? (canBeOff ? "off" : nil) })
    }

    /// A range of ports.
    static func ports(_ name: String, _ field: Field<ClosedRange<UInt16>>, _ note: String) -> Setting {
        single(
            name, field, expected: "the first and the last port, such as 30000-39999", note,
            read: { SettingText.ports($0) }, show: { "\($0.lowerBound)-\($0.upperBound)" })
    }

    /// Several values of one kind.
    static func list<Value>(
        _ name: String, _ field: Field<[Value]>, expected: String, _ note: String,
        read: @escaping @Sendable (String) -> [Value]?, show: @escaping @Sendable (Value) -> String
    ) -> Setting {
        Setting(
            name, expected: expected, note: note, isList: true,
            take: { texts, settings in
                var values: [Value] = []
                for text in texts {
                    guard let some = read(text) else { return false }
                    values += some
                }
                guard !values.isEmpty, values.count <= SettingText.listLength else { return false }
                settings[keyPath: field] = values
                return true
            },
            show: { settings in
                let texts = settings[keyPath: field].map(show)
                return texts.isEmpty ? nil : texts.joined(separator: ",")
            })
    }
}
