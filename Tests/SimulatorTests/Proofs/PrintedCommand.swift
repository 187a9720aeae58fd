import CallFlow
import Calls
import Desk
import DeskFolder
import Prompts
import Simulator
import Testing

/// A `simulate` command as it is printed below a violation, read back as the command line reads it.
struct PrintedCommand {
    private var options: [String: String] = [:]
    private let world: String

    init(_ text: String) throws {
        let parts = text.split(separator: " <<'WORLD'\n", maxSplits: 1)
        try #require(parts.count == 2 && parts[1].hasSuffix("WORLD"))
        world = String(parts[1].dropLast("WORLD".count))
        var words = Self.words(parts[0])
        try #require(words.starts(with: ["voicedesk", "simulate"]))
        words.removeFirst(2)
        try #require(words.count.isMultiple(of: 2))
        for index in stride(from: 0, to: words.count, by: 2) { options[words[index]] = words[index + 1] }
        try #require(options["--world"] == "-")
    }

    func run(in folder: DeskFolder, _ flow: ProvedFlow) throws -> CallReport {
        let hasher = KeyedPasscodeHasher.ephemeral()
        let number = try #require(options["--number"].flatMap { NumberRole(rawValue: $0) })
        let at = try #require(options["--at"].flatMap { Timestamp.parse($0) })
        var behaviour = ScriptedBehaviour()
        try behaviour.readKeys(options["--keys"] ?? "")
        try behaviour.readTechnicians(options["--technicians"] ?? "")
        try behaviour.readUnavailable((options["--unavailable"] ?? "").split(separator: ",").map(String.init))
        let world = try WorldFile.read(world, file: "<stdin>", policy: folder.policy, hasher: hasher)
        #expect(world.at == at)
        var call = ScriptedCall(
            flow.context, rota: folder.rota, facts: WorldFacts(world, hasher: hasher),
            renderer: PromptRenderer(folder.catalogue, zone: folder.policy.zone),
            file: CaseFile(number: number, from: options["--from"].flatMap { PhoneNumber($0) }, startedAt: at),
            behaviour: behaviour)
        return try call.run()
    }

    /// The words of a shell's command line, with single quotes only.
    private static func words(_ line: Substring) -> [String] {
        var words: [String] = []
        var isQuoted = false
        var word: String?
        for character in line {
            switch character {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
