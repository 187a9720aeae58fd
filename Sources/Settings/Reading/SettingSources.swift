import Configuration
import Desk
import DeskFolder

/// The sources of settings, the strongest first: flags, environment variables, the settings file.
struct SettingSources {
    /// The name of the setting that names the file.
    static let fileKey = ["settings"]

    private let flags: CommandLineArgumentsProvider
    private let variables: KeyMappingProvider<EnvironmentVariablesProvider>
    private var file = InMemoryProvider(name: "settings file", values: [:])
    private var places: [[String]: SourcePlace] = [:]

    init(arguments: [String], environment: [String: String]) {
        // The provider takes the first argument for the program's name.
        flags = CommandLineArgumentsProvider(arguments: ["voicedesk"] + arguments)
        // A variable that is set to nothing, as `docker compose` does, is one that is not set.
        variables = EnvironmentVariablesProvider(environmentVariables: environment.filter { !$0.value.isEmpty })
            .prefixKeys(with: ConfigKey([Setting.variablePrefix.lowercased()]))
    }

    /// Adds the settings of a file.
    mutating func add(_ file: SettingsFile) {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for entry in file.entries {
            values[AbsoluteConfigKey(entry.key)] = ConfigValue(.stringArray(entry.values), isSecret: false)
            places[entry.key] = entry.place
        }
        self.file = InMemoryProvider(name: "settings file", values: values)
    }

    /// The values of a setting and where they were written; nothing if nobody has set it.
    func values(_ key: [String]) throws -> (texts: [String], origin: SettingOrigin)? {
        if let (texts, flag) = try look(key, in: flags) { return (texts, .flag(flag)) }
        if let (texts, variable) = try look(key, in: variables) { return (texts, .variable(variable)) }
        guard let (texts, _) = try look(key, in: file), let place = places[key] else { return nil }
        return (texts, .file(place))
    }

    /// The values in one source, and how it calls the setting.
    private func look(_ key: [String], in provider: any ConfigProvider) throws -> ([String], String)? {
        let found = try provider.value(forKey: AbsoluteConfigKey(key), type: .stringArray)
        guard case .stringArray(let texts)? = found.value?.content else { return nil }
        return (texts, found.encodedKey)
    }
}
