import CallFlow
import Desk

/// A prompt as it appears in a terminal: word by word, at the pace at which it is spoken.
struct Speech {
    let id: ActivityID
    private var startedAt: Instant
    private let length: Duration
    private let label: String
    private let words: [(text: String, at: Duration)]
    private(set) var endsAt: Instant
    private var shown = 0
    private var line: String
    private var column: Int

    /// Begins to speak.
    ///
    /// - Parameters:
    ///   - texts: the texts and how long each takes.
    ///   - label: who speaks; the text stands behind it.
    init(_ id: ActivityID, _ texts: [(text: String, duration: Duration)], label: String, at now: Instant) {
        self.id = id
        self.label = label
        startedAt = now
        var words: [(String, Duration)] = []
        var before = Duration.zero
        for (text, duration) in texts {
            let parts = text.split(separator: " ")
            for (index, part) in parts.enumerated() {
                words.append((String(part), before + duration * index / max(1, parts.count)))
            }
            before += duration
        }
        self.words = words
        length = before
        endsAt = now.advanced(by: before)
        line = label
        column = label.count
    }

    /// Begins again.
    mutating func restart(at now: Instant) {
        startedAt = now
        endsAt = now.advanced(by: length)
        (shown, line, column) = (0, label, label.count)
    }

    /// The lines that are complete, and the one that is being spoken.
    mutating func advance(to now: Instant, width: Int) -> (finished: [String], live: String) {
        let passed = startedAt.duration(to: now)
        var finished: [String] = []
        while shown < words.count, words[shown].at <= passed || now >= endsAt {
            let word = words[shown].text
            if column + word.count + 1 > width, column > label.count {
                finished.append(line)
                line = String(repeating: " ", count: label.count)
                column = label.count
            }
            line += (column > label.count ? " " : "") + word
            column += word.count + 1
            shown += 1
        }
        return (finished, line)
    }
}
