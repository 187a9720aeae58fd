import ArgumentParser
import CallFlow
import Desk
import DeskFolder
import Prompts
import Recordings

/// `voicedesk prompts`: what the desk says, as sound.
struct PromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "Make, list, hear and replace the recordings of what the desk says.",
        discussion: """
            A prompt is spoken from recordings in prompts/: its words, and between them the pieces of which values are made. \
            'build' makes them with a speech engine; 'record' puts a person's voice in their place, phrase by phrase.

            EXAMPLES
              voicedesk prompts build
              voicedesk prompts list --missing
              voicedesk prompts play ticket-found --value ticket=T-8812
              voicedesk prompts record goodbye --language fr --from goodbye.flac
            """,
        subcommands: [PromptsBuild.self, PromptsList.self, PromptsPlay.self, PromptsRecord.self])
}

/// The recordings that a command is about.
struct ClipChoice: ParsableArguments {
    @Argument(help: "Prompts (hold), parts of one (ticket-found.2) or pieces (number-21).")
    var names: [String] = []
    @Option(help: "One language only: fr or en.", completion: .list(Language.allCases.map(\.rawValue)))
    var language: String?

    /// The language, if one was chosen.
    func chosenLanguage(_ desk: DeskFolder) throws -> Language? {
        guard let language else { return nil }
        if let chosen = Language(rawValue: language), desk.policy.languages.contains(chosen) { return chosen }
        throw Unusable(
            "--language: the desk does not speak '\(language)'",
            mend: "use \(desk.policy.languages.map(\.rawValue).joined(separator: " or "))")
    }

    /// The recordings that were named; nothing if none was.
    func named(in recordings: DeskRecordings) throws -> [Clip]? {
        let language = try chosenLanguage(recordings.desk)
        if names.isEmpty { return language.map { chosen in recordings.script.clips.filter { $0.language == chosen } } }
        return try names.flatMap { name in
            let clips = recordings.clips(named: name, in: language)
            if clips.isEmpty, recordings.desk.catalogue.prompts[name] != nil {
                throw Unusable(
                    "'\(name)' has no recording of its own: all of it is values",
                    mend: "hear it with 'voicedesk prompts play \(name)'")
            }
            if clips.isEmpty {
                throw Unusable(
                    "nothing that the desk says is called '\(name)'", mend: "see 'voicedesk prompts list --pieces'")
            }
            return clips
        }
    }
}
