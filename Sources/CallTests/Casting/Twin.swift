import CallFlow
import Calls
import Desk
import Prompts

/// A story run in process, for what is to be expected on the line: every prompt with its values, in order.
public struct Twin: Sendable {
    /// What the desk says to the caller, by call.
    public let utterances: [[TimedPrompt]]
    /// How the story comes out in process.
    public let result: StoryResult

    /// A prompt with its values, and when it is said.
    public struct TimedPrompt: Sendable {
        /// The prompt with its values.
        public let utterance: Utterance
        /// When, by the desk's clock.
        public let at: Instant
        /// How it reads.
        public let text: String
    }

    /// Runs a story.
    public init(_ story: Story, at desk: StoryDesk) {
        let notes = Notes(calls: story.calls.count, renderer: desk.renderer)
        result = StoryRun.run(story, at: desk) { index, now, happening in
            if case .effect(.play(_, let utterances, _)) = happening { notes.add(utterances, at: now, of: index) }
        }
        utterances = notes.utterances
    }

    private final class Notes {
        private(set) var utterances: [[TimedPrompt]]
        private let renderer: PromptRenderer

        init(calls: Int, renderer: PromptRenderer) {
            utterances = Array(repeating: [], count: calls)
            self.renderer = renderer
        }

        func add(_ played: [Utterance], at now: Instant, of call: Int) {
            for utterance in played {
                let text = renderer.text(utterance, at: now)
                utterances[call].append(TimedPrompt(utterance: utterance, at: now, text: text))
            }
        }
    }
}
