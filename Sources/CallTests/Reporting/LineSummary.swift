import Desk

/// What the lines of many calls were like: medians, and the worst.
public struct LineSummary: Sendable {
    /// How many calls were measured.
    public let calls: Int
    private let postDialDelays: [Duration]
    private let firstPrompts: [Duration]
    private let scores: [Int]
    private let packets: (received: Int, lost: Int)

    /// Sums up; nothing if no call was over SIP.
    public init?(_ results: [StoryResult]) {
        let lines = results.flatMap(\.calls).compactMap(\.line)
        guard !lines.isEmpty else { return nil }
        calls = lines.count
        postDialDelays = lines.compactMap(\.postDialDelay).sorted()
        firstPrompts = lines.compactMap(\.timeToFirstPrompt).sorted()
        scores = lines.filter { $0.packetsReceived > 0 }.compactMap(\.opinionScore).sorted()
        packets = lines.reduce((0, 0)) {
            ($0.0 + max(0, $1.packetsReceived), $0.1 + max(0, $1.packetsLost))
        }
    }

    /// The summary in a line.
    public var words: String {
        var parts = ["\(calls) calls over SIP"]
        if let words = Self.words(postDialDelays) { parts.append("post-dial delay \(words)") }
        if let words = Self.words(firstPrompts) { parts.append("first prompt after \(words)") }
        let all = packets.received + packets.lost
        if all > 0 {
            let hundredths = packets.lost * 10_000 / all
            let rest = hundredths % 100
            parts.append("loss \(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) % of \(all) packets")
        }
        if let worst = scores.first {
            parts.append("score \(Self.score(scores[scores.count / 2])), worst \(Self.score(worst))")
        }
        return parts.joined(separator: "; ")
    }

    private static func words(_ sorted: [Duration]) -> String? {
        guard let worst = sorted.last else { return nil }
        return "\(sorted[sorted.count / 2].milliseconds) ms, at most \(worst.milliseconds) ms"
    }

    private static func score(_ value: Int) -> String { "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)" }
}
