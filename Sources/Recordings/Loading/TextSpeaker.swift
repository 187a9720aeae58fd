import AudioFiles
import Desk
import DeskFolder

/// Speaks free texts with the desk's speech programs, before they are wanted: the lines of a drill on a telephone.
public struct TextSpeaker: Sendable {
    /// The most texts that are spoken at once.
    public static let limit = 500
    /// How many programs run at once.
    private static let jobs = 4

    private let recordings: DeskRecordings
    private let timeLimit: Duration

    /// Prepares.
    ///
    /// - Parameter timeLimit: how long one text may take.
    public init(_ recordings: DeskRecordings, timeLimit: Duration = .seconds(10)) {
        self.recordings = recordings
        self.timeLimit = timeLimit
    }

    /// Speaks texts.
    ///
    /// - Returns: 8 kHz, mono, as loud as the prompts, by the text.
    /// - Throws: every text that could not be spoken, and why.
    public func speak(_ texts: [String], in language: Language) async throws(Problems) -> [String: [Int16]] {
        guard texts.count <= Self.limit else {
            throw Problems([
                Problem(
                    SourcePlace(file: "'\(texts[Self.limit].prefix(40))'"), "there are \(texts.count) texts to speak",
                    mend: "speak at most \(Self.limit) at once")
            ])
        }
        var engine = recordings.engine(for: language)
        engine.timeLimit = timeLimit
        let speaker = engine
        let made = await ParallelWork.results(of: texts, atOnce: Self.jobs) { text in
            do throws(Problem) {
                let recording = try await speaker.speak(text, named: "'\(text.prefix(40))'")
                return (text, Result<[Int16], Problem>.success(recording.samples))
            } catch {
                return (text, .failure(error))
            }
        }
        var (spoken, problems): ([String: [Int16]], [Problem]) = ([:], [])
        for (text, result) in made {
            switch result {
            case .success(let samples): spoken[text] = samples
            case .failure(let problem): problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return spoken
    }
}
