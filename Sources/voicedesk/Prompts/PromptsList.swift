import ArgumentParser
import AudioFiles
import Calls
import Desk
import DeskFolder
import Prompts
import Recordings
import Simulator

/// `voicedesk prompts list`.
struct PromptsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what the desk says: text, length, level, who uses it, what is missing.",
        discussion: """
            A prompt with values is spoken from several recordings, which are listed one by one; the level is in LUFS. The state of a \
            recording is current (a speech engine made it of this text), recorded (a person did), missing, outdated (its text or the settings changed), \
            unlisted (nobody knows who made it) or recorded-otherwise (a person made it of another text).

            EXAMPLES
              voicedesk prompts list
              voicedesk prompts list --missing --pieces
              voicedesk prompts list price-quote --json
            """)

    @OptionGroup var options: DeskOptions
    @OptionGroup var choice: ClipChoice
    @Flag(help: "List the pieces of which values are made, too.")
    var pieces = false
    @Flag(help: "List only what is missing, or does not speak its text.")
    var missing = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let recordings = try DeskRecordings(try options.load())
        var clips = try choice.named(in: recordings) ?? recordings.script.clips
        if choice.names.isEmpty, !pieces { clips.removeAll { $0.prompt == nil } }
        var items = try PromptInventory(recordings).items(clips)
        if missing { items.removeAll { $0.problem == nil && ($0.state == .current || $0.state == .recorded) } }
        if json {
            print(JSON.array(items.map(Self.json)).pretty())
            return
        }
        if items.isEmpty {
            print(missing ? "nothing is missing" : "nothing is listed")
            return
        }
        let header = ["NAME", "", "STATE", "LENGTH", "LEVEL", "SPOKEN IN", "TEXT"]
        for line in Output.table([header] + items.map(Self.row)).split(separator: "\n") { print(Output.fitted(line)) }
        for problem in items.compactMap(\.problem) { Output.error(problem.description) }
    }

    private static func row(_ item: PromptInventory.Item) -> [String] {
        let state = item.problem == nil ? item.state.rawValue : "broken"
        let isRight = item.problem == nil && (item.state == .current || item.state == .recorded)
        return [
            item.clip.name, item.clip.language.rawValue, isRight ? state : Output.styled(state, .red),
            item.duration.map { (Double($0.milliseconds) / 1000).inTenths + " s" } ?? "-",
            item.loudness.map(\.inTenths) ?? "-",
            item.clip.prompt == nil ? "values" : item.users.isEmpty ? "unused" : item.users.joined(separator: ","),
            item.clip.text,
        ]
    }

    private static func json(_ item: PromptInventory.Item) -> JSON {
        .object([
            ("name", .string(item.clip.name)), ("language", .string(item.clip.language.rawValue)),
            ("prompt", .optional(item.clip.prompt)), ("file", .string(item.clip.path)),
            ("text", .string(item.clip.text)), ("note", .optional(item.clip.note)),
            ("state", .string(item.state.rawValue)),
            ("duration_ms", item.duration.map { .int(Int(clamping: $0.milliseconds)) } ?? .null),
            ("loudness_lufs", item.loudness.map { .number($0.inTenths) } ?? .null),
            ("peak_dbfs", item.peak.map { .number($0.inTenths) } ?? .null),
            ("flows", .array(item.users.map(JSON.string))), ("problem", .optional(item.problem?.description)),
        ])
    }
}
