import Testing

@testable import SIP

/// Thousands of random schedules: whatever the network does, every request comes to exactly one outcome, and nothing is
/// left behind.
struct LossyNetworkTests {
    static let weathers: [LossyNetwork.Weather] = [
        .init(), .init(loss: 0.1, duplication: 0.1, delay: 200), .init(loss: 0.4, duplication: 0.3, delay: 900),
        .init(loss: 0.8, duplication: 0.5, delay: 3_000), .init(loss: 1), .init(transport: .tcp),
        .init(loss: 0.2, delay: 500, breaks: true), .init(transport: .tls, breaks: true),
    ]

    @Test("One outcome each, nothing left", arguments: 0..<weathers.count)
    func outcomes(weather: Int) throws {
        for seed in 0..<250 as Range<UInt64> {
            var network = LossyNetwork(seed: seed &* 8 &+ UInt64(weather), weather: Self.weathers[weather])
            try network.run(requests: 3)
            #expect(network.outcomes.count == 3)
            #expect(network.outcomes.values.allSatisfy { $0.isWhole }, "seed \(seed): \(network.outcomes)")
            #expect(network.serverEnds.values.allSatisfy { $0 == 1 }, "seed \(seed)")
            for layer in [network.client, network.server] {
                #expect(layer.serverTransactionCount == 0, "seed \(seed)")
                #expect(layer.clientTransactionCount == 0, "seed \(seed)")
                #expect(layer.earlyInviteCount == 0, "seed \(seed)")
                #expect(layer.servers.queued == 0 && layer.clients.queued == 0, "seed \(seed)")
                #expect(layer.mergeKeys.isEmpty && layer.paths.count == 0, "seed \(seed)")
                #expect(layer.nextDeadline == nil, "seed \(seed)")
            }
        }
    }

    @Test("In good weather every request is answered, and each reaches the user once")
    func goodWeather() throws {
        for seed in 0..<100 as Range<UInt64> {
            var network = LossyNetwork(seed: seed, weather: .init())
            try network.run(requests: 5)
            #expect(network.outcomes.values.allSatisfy { $0.failures == 0 }, "seed \(seed)")
            #expect(network.serverEnds.count == 5, "seed \(seed)")
        }
    }

    @Test("Nobody hears anybody: every request times out")
    func deadNetwork() throws {
        var network = LossyNetwork(seed: 1, weather: .init(loss: 1))
        try network.run(requests: 20)
        #expect(network.outcomes.values.allSatisfy { $0.failures == 1 && $0.successes == 0 && $0.refusals == 0 })
        #expect(network.serverEnds.isEmpty)
    }
}
