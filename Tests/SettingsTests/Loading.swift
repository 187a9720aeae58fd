import Foundation

@testable import Settings

/// Loads settings, with the settings file in a folder of its own.
enum Loading {
    /// The desk's folder of a test that has no settings file.
    static let nowhere = "/nonexistent-desk"

    /// Settings of flags and variables alone.
    static func load(_ arguments: String..., environment: [String: String] = [:]) throws -> LoadedSettings {
        try SettingsLoader.load(arguments: arguments, environment: environment, desk: nowhere)
    }

    /// Settings with a file; problems name it `server.yaml`.
    static func load(
        file: String, _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> LoadedSettings {
        try withDesk(file) { try SettingsLoader.load(arguments: arguments, environment: environment, desk: $0) }
    }

    /// What is wrong with flags, variables and perhaps a file, one problem a line.
    static func problems(
        _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
    ) throws -> [String] {
        func load(_ desk: String) -> [String] {
            do throws(SettingProblems) {
                _ = try SettingsLoader.load(arguments: arguments, environment: environment, desk: desk)
                return []
            } catch {
                return error.all.map { $0.description.replacing(desk + "/", with: "") }
            }
        }
        guard let file else { return load(nowhere) }
        return try withDesk(file, load)
    }

    private static func withDesk<Value>(_ file: String, _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("voicedesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(file.utf8).write(to: folder.appendingPathComponent("server.yaml"))
        return try body(folder.path)
    }
}
