import AudioFiles
import CallFlow
import Desk
import DeskFolder
import Prompts

/// Speaks free texts, such as the titles of bulletins, when the desk learns of them: before a call, never during one.
public struct PhraseMaker: Sendable {
    /// The most titles that are spoken at once.
    public static let limit = 100
    /// How many programs run at once.
    private static let jobs = 4

    private let recordings: DeskRecordings
    private let timeLimit: Duration

    /// Prepares.
    ///
    /// - Parameter timeLimit: how long one title may take in one language.
    public init(_ recordings: DeskRecordings, timeLimit: Duration = .seconds(5)) {
        self.recordings = recordings
        self.timeLimit = timeLimit
    }

    private typealias Made = (title: String, language: Language, result: Result<Recording, Problem>)

    /// Adds titles to a voice, in every language of the desk.
    ///
    /// - Returns: what could not be spoken; callers hear where to find the title instead.
    public func add(_ titles: [String], to voice: inout PromptVoice) async -> [Problem] {
        var problems = titles.dropFirst(Self.limit).map { title in
            Problem(
                SourcePlace(file: "'\(title)'"), "there are more than \(Self.limit) titles",
                mend: "end bulletins that are over")
        }
        let wanted = titles.prefix(Self.limit).flatMap { title in
            recordings.script.languages.compactMap { language in phrase(title, in: language).map { ($0, language) } }
        }
        let made = await ParallelWork.results(of: wanted, atOnce: Self.jobs) { title, language in
            Made(title, language, await speak(title, in: language))
        }
        for (title, language, result) in made {
            switch result {
            case .success(let recording): voice.add(recording.samples, for: title, in: language)
            case .failure(let problem): problems.append(problem)
            }
        }
        return Problems(problems).all
    }

    /// A title as it is looked for when it is spoken.
    private func phrase(_ title: String, in language: Language) -> String? {
        let speaker = ValueSpeaker(language: language, zone: recordings.desk.policy.zone, now: Instant(seconds: 0))
        guard case .phrase(let phrase)? = speaker.parts(.text(title), as: .bulletin).first else { return nil }
        return phrase
    }

    private func speak(_ title: String, in language: Language) async -> Result<Recording, Problem> {
        let name = "'\(title)'"
        var engine = recordings.engine(for: language)
        engine.timeLimit = timeLimit
        do throws(Problem) {
            let recording = try await engine.speak(title, named: name)
            guard recording.duration <= PromptVoice.longestPhrase else {
                throw Problem(
                    SourcePlace(file: name), "it takes \(recording.duration.milliseconds) ms to speak",
                    mend: "keep it under \(PromptVoice.longestPhrase.milliseconds) ms")
            }
            return .success(recording)
        } catch {
            return .failure(error)
        }
    }
}
