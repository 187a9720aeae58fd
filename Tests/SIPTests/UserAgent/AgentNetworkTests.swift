import Testing

@testable import SIP

/// Thousands of random calls: whatever the network does, every leg ends exactly once, and nothing is left behind.
@Suite("User agent: two of them, and a network")
struct AgentNetworkTests {
    static let weathers: [AgentNetwork.Weather] = [
        .init(), .init(reliable: true), .init(loss: 0.1, duplication: 0.1, delay: 200),
        .init(loss: 0.3, duplication: 0.3, delay: 900, reliable: true),
        .init(loss: 0.7, duplication: 0.5, delay: 2_000),
        .init(loss: 1), .init(transport: .tcp), .init(loss: 0.1, delay: 300, breaks: true),
        .init(transport: .tcp, breaks: true), .init(transport: .tls, breaks: true, reliable: true),
    ]

    @Test("Every leg ends once and says nothing afterwards; nothing is left", arguments: 0..<weathers.count)
    func nothingLeft(weather: Int) {
        for seed in 0..<100 as Range<UInt64> {
            var network = AgentNetwork(seed: seed &* 16 &+ UInt64(weather), weather: Self.weathers[weather])
            network.run(calls: 3)
            #expect(!network.isStuck && network.now < AgentNetwork.end, "seed \(seed)")
            for side in 0..<2 {
                #expect(network.agents[side].leftovers == [], "seed \(seed), side \(side)")
                #expect(network.agents[side].nextDeadline == nil, "seed \(seed), side \(side)")
                for (leg, story) in network.stories[side] {
                    #expect(
                        story.ends.count == 1 && story.late == 0 && story.answers <= 1,
                        "seed \(seed), side \(side), leg \(leg): \(story)")
                }
            }
            #expect(network.stories[0].count == 3)
        }
    }

    @Test("In good weather both sides see the same: calls are answered on both or on none")
    func goodWeather() {
        var answered = 0
        for seed in 0..<200 as Range<UInt64> {
            var network = AgentNetwork(seed: seed, weather: .init())
            network.run(calls: 2)
            let answers = network.stories.map { $0.values.reduce(0) { $0 + $1.answers } }
            answered += answers[0]
            let lost = network.stories.flatMap(\.values).flatMap(\.ends).filter { $0 == .lost || $0 == .unacknowledged }
            #expect(lost == [], "seed \(seed)")
            // Given up after the called had answered, and before the caller knew.
            #expect((0...2).contains(answers[1] - answers[0]), "seed \(seed)")
        }
        #expect(answered > 100)
    }

    @Test("Nobody hears anybody: every call times out, or is given up")
    func deadNetwork() {
        var network = AgentNetwork(seed: 1, weather: .init(loss: 1))
        network.run(calls: 20)
        #expect(network.stories[0].values.allSatisfy { $0.answers == 0 && $0.ends.count == 1 })
        #expect(network.stories[1].isEmpty)
    }
}
