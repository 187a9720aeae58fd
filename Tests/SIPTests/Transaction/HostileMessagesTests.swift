import TestSupport
import Testing

@testable import SIP

/// Whatever can be parsed can be given to the layer.
struct HostileMessagesTests {
    @Test("Thousands of damaged messages trap nothing, and leave nothing behind")
    func damaged() throws {
        var random = SplitMix64(seed: 99)
        var bench = TransactionBench(limits: TransactionLimits(serverTransactions: .init(50)))
        _ = try bench.send(try TransactionSamples.outgoing(.invite))
        let invite = try bench.lastRequest()
        var seeds = try ["INVITE", "ACK", "CANCEL", "BYE", "OPTIONS"].map {
            try TransactionSamples.request($0, branch: "z9hG4bKx, SIP/2.0/TLS [::1]:0;branch=z9hG4bK2;rport=70000")
                .serialized()
        }
        for status in [100, 200, 486] { seeds.append(try TransactionSamples.response(status, to: invite).serialized()) }
        var parsed = 0
        for round in 0..<8_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 32...126, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(contentsOf: Array(";,=\" :9".utf8), at: index)
                }
            }
            guard let message = try? MessageParser.parse(bytes) else { continue }
            parsed += 1
            switch message {
            case .request(let request):
                let before = bench.servers.count
                _ = bench.receive(request)
                if bench.servers.count > before { _ = try bench.respond([180, 200, 404][round % 3], to: before) }
            case .response(let response): _ = bench.receive(response)
            }
            if round % 500 == 0 { _ = bench.pass(.seconds(7)) }
        }
        #expect(parsed > 1_000)
        #expect(bench.layer.serverTransactionCount <= 50)
        for number in bench.servers.indices { _ = try bench.respond(404, to: number) }
        _ = bench.pass(.seconds(100))
        #expect(bench.layer.serverTransactionCount == 0)
        #expect(bench.layer.mergeKeys.isEmpty)
    }
}
