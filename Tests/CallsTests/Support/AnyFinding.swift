import CallFlow
import Desk
import TestSupport

/// Whatever a rule may find, for calls that no world stands behind.
enum AnyFinding {
    static func on(_ topic: Topic, at now: Instant, _ random: inout SplitMix64) -> Finding {
        topic.outcomes.randomElement(using: &random).flatMap { SampleFinding.with($0, on: topic, at: now) }
            ?? .unavailable(topic)
    }
}
