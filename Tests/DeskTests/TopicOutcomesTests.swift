import Desk
import TestSupport
import Testing

@Suite("Topics and their outcomes") struct TopicOutcomesTests {
    @Test("every outcome of every topic comes back", arguments: Topic.allCases)
    func roundTrip(topic: Topic) {
        for outcome in topic.outcomes {
            var outcomes = TopicOutcomes()
            outcomes[topic] = outcome
            #expect(outcomes[topic] == outcome)
            for other in Topic.allCases where other != topic { #expect(outcomes[other] == nil) }
            outcomes[topic] = nil
            #expect(outcomes == TopicOutcomes())
        }
    }

    @Test("an outcome that is not the topic's is not kept", arguments: Topic.allCases)
    func foreign(topic: Topic) {
        for outcome in TopicOutcome.allCases where !topic.outcomes.contains(outcome) {
            var outcomes = TopicOutcomes()
            outcomes[topic] = topic.outcomes.first
            outcomes[topic] = outcome
            #expect(outcomes[topic] == nil)
        }
    }

    @Test("topics are independent, and equal outcomes are equal however they came about")
    func independent() throws {
        var generator = SplitMix64(seed: 60)
        for _ in 0..<500 {
            var kept: [Topic: TopicOutcome] = [:]
            var outcomes = TopicOutcomes()
            for _ in 0..<40 {
                let topic = try #require(Topic.allCases.randomElement(using: &generator))
                let outcome = Bool.random(using: &generator) ? topic.outcomes.randomElement(using: &generator) : nil
                outcomes[topic] = outcome
                kept[topic] = outcome
                for topic in Topic.allCases { try #require(outcomes[topic] == kept[topic]) }
            }
            var again = TopicOutcomes()
            for topic in Topic.allCases.shuffled(using: &generator) { again[topic] = kept[topic] }
            try #require(again == outcomes && Set([again, outcomes]).count == 1)
        }
    }

    @Test("fit into the bits that a topic has")
    func size() {
        #expect(Topic.allCases.count * 4 <= UInt64.bitWidth)
        for topic in Topic.allCases {
            #expect((1...15).contains(topic.outcomes.count))
            #expect(Set(topic.outcomes).count == topic.outcomes.count)
        }
        #expect(Set(Topic.allCases.map(\.rawValue)).count == Topic.allCases.count)
        #expect(MemoryLayout<TopicOutcomes>.size == 8)
    }

    @Test("what is looked up may be unavailable; what the caller declares may not", arguments: Topic.allCases)
    func unavailable(topic: Topic) {
        #expect(topic.outcomes.contains(.unavailable) == topic.isLookedUp)
        #expect(topic.isLookedUp == ![.urgency, .seriousness, .nature, .sites].contains(topic))
    }

    @Test("names come back, and nothing else is a name")
    func names() {
        for topic in Topic.allCases { #expect(Topic(name: topic.name) == topic) }
        #expect(
            Topic.allCases.map(\.name) == [
                "client", "caller", "contact", "passcode", "bulletin", "order", "ticket", "guarantee", "service",
                "hours", "tariff", "urgency", "seriousness", "nature", "sites",
            ])
        for name in ["", "Client", "client ", "price", "\u{441}lient"] { #expect(Topic(name: name) == nil) }
        #expect(TopicOutcome(rawValue: "none") == .nothing)
    }

    @Test("a standing remembers that a store did not answer")
    func sawUnavailable() {
        var standing = Standing()
        standing.record(.unanswered, of: .ticket)
        #expect(!standing.sawUnavailable)
        standing.record(.unavailable, of: .ticket)
        standing.record(.unanswered, of: .ticket)
        #expect(standing.sawUnavailable && standing.outcomes[.ticket] == .unanswered)
    }
}
