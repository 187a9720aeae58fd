import Glibc

/// `load VOICEDESK DESK [--only PART,…] [--runs N] [--disk FOLDER]`: measures a server as a whole.
let usage =
    "usage: load VOICEDESK DESK [--only start,short,flood,emergency,sound,pacing,verdict] [--runs N] [--rate N] [--seconds N] [--disk FOLDER] [--set NAME=VALUE]"
do {
    var arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String) throws -> String? {
        guard let index = arguments.firstIndex(of: name) else { return nil }
        guard index + 1 < arguments.count else { throw Unusable(usage) }
        defer { arguments.removeSubrange(index...(index + 1)) }
        return arguments[index + 1]
    }
    let only = try option("--only")?.split(separator: ",").map(String.init)
    let runs = try option("--runs").flatMap { Int($0) } ?? 3
    let rate = try option("--rate").flatMap { Double($0) } ?? 1_500
    let seconds = try option("--seconds").flatMap { Double($0) } ?? 60
    let disk = try option("--disk") ?? "/var/tmp"
    var settings: [String] = []
    while let setting = try option("--set") { settings.append(setting) }
    guard arguments.count == 2, runs > 0, rate >= 1, seconds >= 2 else { throw Unusable(usage) }
    let bench = Bench(program: arguments[0], desk: arguments[1], disk: disk, runs: runs, settings: settings)
    let parts: [(String, (inout Table) throws -> Void)] = [
        ("start", StartFigures(bench: bench).measure), ("short", ShortCallFigures(bench: bench).measure),
        ("flood", FloodFigures(bench: bench, rate: rate, seconds: seconds).measure),
        ("emergency", EmergencyFigures(bench: bench).measure),
        ("sound", SoundFigures(bench: bench).measure), ("pacing", SoundFigures(bench: bench).pacing),
        ("verdict", VerdictFigures(bench: bench).measure),
    ]
    var table = Table()
    for (name, measure) in parts where only?.contains(name) ?? true { try measure(&table) }
    print(table.failures == 0 ? "\nEvery goal is held." : "\n\(table.failures) goals are not held.")
    exit(table.isInvalid ? 2 : table.failures == 0 ? 0 : 1)
} catch {
    print("load: \(error)")
    exit(2)
}
