import Desk
import DeskFolder
import Foundation

/// Settings that were read, and where each comes from.
public struct LoadedSettings: Hashable, Sendable {
    /// The settings.
    public let values: ServerSettings
    /// Where those were made that are not defaults, by name.
    let origins: [String: SettingOrigin]

    /// Where the value of a setting comes from.
    public func origin(of name: String) -> SettingOrigin { origins[name] ?? .standard }
}

/// Reads the settings of a server from its flags, environment variables and file.
///
/// A flag wins over a variable, a variable over the file, the file over the default. Everything that is wrong is told
/// at once.
public struct SettingsLoader {
    private var sources: SettingSources
    private let environment: [String: String]
    private var values = ServerSettings()
    private var origins: [String: SettingOrigin] = [:]
    private var problems: [SettingProblem] = []

    /// Reads settings.
    ///
    /// The file is `server.yaml` in the desk's folder if it is there, or whatever `--settings` or `VOICEDESK_SETTINGS`
    /// names. It is no part of `desk.yaml`, because it belongs to a machine, while a desk is the same on all of them.
    /// - Parameters:
    ///   - arguments: the flags of settings, with their values, and no other arguments.
    ///   - environment: the environment variables.
    ///   - desk: the desk's folder.
    public static func load(
        arguments: [String] = [], environment: [String: String] = [:], desk: String = "."
    ) throws(SettingProblems) -> LoadedSettings {
        var loader = SettingsLoader(arguments: arguments, environment: environment)
        loader.problems += FlagCheck.problems(in: arguments) + VariableCheck.problems(in: environment)
        loader.readFile(desk: desk)
        for setting in Setting.all { loader.read(setting) }
        let origins = loader.origins
        loader.problems += SettingChecks.settle(&loader.values) { origins[$0] ?? .standard }
        if !loader.problems.isEmpty { throw SettingProblems(loader.problems) }
        return LoadedSettings(values: loader.values, origins: loader.origins)
    }

    private init(arguments: [String], environment: [String: String]) {
        sources = SettingSources(arguments: arguments, environment: environment)
        self.environment = environment
    }

    private mutating func readFile(desk: String) {
        let usual = desk.isEmpty || desk == "." ? SettingsFile.name : "\(desk)/\(SettingsFile.name)"
        let named = lookUp(SettingSources.fileKey)
        guard named != nil || FileManager.default.fileExists(atPath: usual) else { return }
        do throws(Problem) {
            let file = try SettingsFile.load(at: named?.texts.joined(separator: ",") ?? usual)
            check(file)
            sources.add(file)
        } catch {
            // What is wrong within the file is told with its place; that there is none, with who named it.
            let isMissing = error.place == SourcePlace(file: error.place.file) && named != nil
            let origin = isMissing ? named?.origin ?? .standard : .file(error.place)
            let message = isMissing ? "'\(error.place.file)' cannot be used: \(error.message)" : error.message
            problems.append(
                SettingProblem(origin, message, mend: isMissing ? "name a settings file in YAML" : error.mend))
        }
    }

    private mutating func check(_ file: SettingsFile) {
        let known = Set(Setting.all.map(\.key))
        var seen: Set<[String]> = []
        for entry in file.entries {
            let name = entry.key.joined(separator: ".")
            if !known.contains(entry.key) {
                problems.append(
                    SettingProblem(
                        .file(entry.place), "there is no setting '\(SettingProblem.short(name))'",
                        mend: NearestName.suggestion(for: name, among: Setting.all.map(\.name))))
            } else if !seen.insert(entry.key).inserted {
                problems.append(
                    SettingProblem(.file(entry.place), "'\(name)' is written twice", mend: "keep one of the two"))
            }
        }
    }

    private mutating func lookUp(_ key: [String]) -> (texts: [String], origin: SettingOrigin)? {
        do {
            return try sources.values(key)
        } catch {
            problems.append(
                SettingProblem(.standard, "'\(key.joined(separator: "."))' cannot be read", mend: "\(error)"))
            return nil
        }
    }

    private mutating func read(_ setting: Setting) {
        guard let (found, origin) = lookUp(setting.key) else { return }
        origins[setting.name] = origin
        // Some sources cut at commas: of a setting with one value they are a part of it.
        let text = found.joined(separator: ",")
        let texts = setting.isList ? SettingText.items(text) : [text]
        if setting.take(texts, &values) { return }
        let message = text.isEmpty ? "there is no value" : "'\(SettingProblem.short(text))' cannot be used"
        problems.append(SettingProblem(origin, message, mend: "give \(setting.expected)"))
    }
}

extension SettingProblem {
    /// The beginning of a text, on one line.
    static func short(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return line.count > 60 ? line.prefix(57) + "…" : line
    }
}
