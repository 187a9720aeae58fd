import CallFlow
import Desk
import DeskFolder
import Foundation
import Prompts

/// The recordings of a desk: which there should be, and the folder in which they are.
public struct DeskRecordings: Sendable {
    /// The desk.
    public let desk: DeskFolder
    /// Everything that is to be recorded.
    public let script: VoiceScript
    /// The folder `prompts` of the desk.
    public let folder: String

    /// Reads what a desk says; the sound itself is not read.
    ///
    /// - Throws: everything that is wrong with the catalogue of pieces.
    public init(_ desk: DeskFolder) throws(Problems) {
        self.desk = desk
        folder = desk.path.isEmpty || desk.path == "." ? "prompts" : "\(desk.path)/prompts"
        script = VoiceScript(
            desk.catalogue, pieces: try desk.pieces(), languages: desk.policy.languages,
            provider: PromptScript.Provider(name: desk.provider.name, spoken: desk.provider.spoken))
    }

    /// The file of a recording, as the user knows it.
    public func path(of clip: Clip) -> String { "\(folder)/\(clip.path)" }

    /// The program that speaks a language.
    func engine(for language: Language) -> SpeechEngine {
        SpeechEngine(command: desk.speech.command(for: language), language: language, folder: desk.path)
    }

    /// The flows that speak each prompt, by the prompt's id and in order of their names.
    public var users: [String: [String]] {
        var users: [String: Set<String>] = [:]
        for program in desk.programs.values {
            for step in program.steps {
                let flow = step.place.file.split(separator: "/").last.map { String($0.prefix { $0 != "." }) }
                for prompt in step.prompts { users[prompt, default: []].insert(flow ?? program.name) }
            }
        }
        return users.mapValues { $0.sorted() }
    }

    /// The prompts of which a recording is missing, or a piece of a value that they speak, and in which languages.
    public var unrecorded: [String: Set<Language>] {
        var unrecorded: [String: Set<Language>] = [:]
        var withoutPieces: Set<Language> = []
        for clip in script.clips where !FileManager.default.fileExists(atPath: path(of: clip)) {
            if let prompt = clip.prompt {
                unrecorded[prompt, default: []].insert(clip.language)
            } else {
                withoutPieces.insert(clip.language)
            }
        }
        for language in withoutPieces {
            for prompt in desk.catalogue.prompts.keys where script.script(of: prompt, in: language)?.hasValues == true {
                unrecorded[prompt, default: []].insert(language)
            }
        }
        return unrecorded
    }

    /// Finds the recordings that somebody names: a prompt with all its parts, one part, or a piece.
    ///
    /// - Parameter language: only in this language; in all if none is given.
    public func clips(named name: String, in language: Language?) -> [Clip] {
        script.clips.filter { clip in
            (language.map { clip.language == $0 } ?? true)
                && (clip.name == name || clip.prompt == name || clip.name == "pieces/\(name)")
        }
    }
}
