/// How long it takes to say something: half a second's pause and fifteen characters a second, as prompts are spoken.
enum SpeakingPace {
    static func duration(of text: String) -> Duration {
        text.isEmpty ? .zero : .milliseconds(500 + 66 * text.unicodeScalars.count)
    }
}
