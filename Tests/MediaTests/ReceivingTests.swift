import Media
import RTP
import Testing

/// What a leg takes of what comes to its port: keys, signs of life, and nothing of strangers.
struct ReceivingTests {
    private let board = Switchboard()

    @Test("A key is told once, with its first report")
    func key() {
        let leg = board.open(1)
        board.press(.seven, number: 1, on: leg)
        board.press(.seven, number: 1, on: leg)
        #expect(board.happenings(on: leg) == [.keyed(.seven)])
    }

    @Test("A key that comes by INFO as well is told once; another one by INFO is told")
    func info() {
        let leg = board.open(1)
        board.press(.seven, number: 1, on: leg)
        board.wait(.milliseconds(50))
        board.perform(.keyedByInfo(.seven), on: leg)
        board.wait(.seconds(1))
        board.perform(.keyedByInfo(.eight), on: leg)
        #expect(board.happenings(on: leg) == [.keyed(.seven), .keyed(.eight, by: .info)])
    }

    @Test("Keys come at the payload type that was settled, not at another; a new one counts from then on")
    func payloadType() {
        let leg = board.open(1)
        board.press(.one, number: 1, payloadType: 96, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
        board.perform(
            .configure(.common { $0.receivedEvents = MediaConfiguration.EventFormat(payloadType: 96) }), on: leg)
        board.press(.two, number: 9, payloadType: 96, on: leg)
        #expect(board.happenings(on: leg) == [.keyed(.two)])
    }

    @Test("A tone in the sound is a key where the peer knows no events, and elsewhere is not")
    func tones() throws {
        let (deaf, hearing) = (board.open(1), board.open(2, .common { $0.hearsTones = true }))
        var tone = try #require(Tone(key: "4"))
        for number in 0..<10 {
            var samples = [Int16](repeating: 0, count: 160)
            _ = tone.mix(into: &samples)
            let header = RTPHeader(
                payloadType: 8, sequence: UInt16(number), timestamp: UInt32(number * 160), ssrc: 77)
            let packet = Switchboard.packet(header, samples.map(G711.aLaw.encode))
            for leg in [deaf, hearing] { board.receive(packet, on: leg) }
            board.wait()
        }
        #expect(board.happenings(on: deaf).isEmpty)
        #expect(board.happenings(on: hearing) == [.keyed(.four, by: .inBand)])
    }

    @Test("A stranger presses no key, and is counted")
    func stranger() throws {
        let leg = board.open(1)
        board.hear(0x11, number: 0, on: leg)
        for number in 1...20 { board.press(.nine, number: number, on: leg, from: Switchboard.stranger) }
        _ = board.close(leg)
        let report = try #require(closed(board.happenings(on: leg)))
        #expect(report.foreignPackets == 20)
        #expect(report.relatches == 0)
    }

    @Test(
        "A peer that sends from elsewhere than it said is sent to there once it has proven itself, but is not settled")
    func learned() throws {
        let leg = board.open(1)
        let behindNAT = Switchboard.peer.with(port: 1_234)
        for number in 0..<4 { board.hear(0x11, number: number, on: leg, from: behindNAT) }
        #expect(try board.turn(leg)?.destination == Switchboard.peer)
        board.hear(0x11, number: 4, on: leg, from: behindNAT)
        #expect(try board.turn(leg)?.destination == behindNAT)
        #expect(!board.isSettled(leg))
        board.hear(0x11, number: 5, on: leg)
        #expect(try board.turn(leg)?.destination == Switchboard.peer)
        #expect(board.isSettled(leg))
    }

    @Test("A re-INVITE with another address is followed at once, and the old one is a stranger")
    func moved() throws {
        let leg = board.open(1)
        board.hear(0x11, number: 0, on: leg)
        #expect(board.isSettled(leg))
        let elsewhere = MediaAddress.v4(0xC000_0209, port: 40_002)
        board.perform(.configure(.common { $0.remote = elsewhere }), on: leg)
        #expect(try board.turn(leg)?.destination == elsewhere)
        #expect(!board.isSettled(leg))
        board.press(.one, number: 1, on: leg, from: elsewhere)
        board.press(.two, number: 2, on: leg)
        #expect(board.happenings(on: leg) == [.keyed(.one)])
    }

    @Test("A leg from which nothing has come for 30 seconds is told as lost, once, and again after it was back")
    func lost() throws {
        let leg = board.open(1)
        func passSeconds(_ seconds: Int) throws {
            for _ in 0..<seconds {
                board.wait(.seconds(1))
                _ = try board.turn(leg)
            }
        }
        try passSeconds(29)
        #expect(board.happenings(on: leg).isEmpty)
        try passSeconds(5)
        #expect(board.happenings(on: leg) == [.lost])
        board.hear(0x11, number: 0, on: leg)
        try passSeconds(29)
        #expect(board.happenings(on: leg).isEmpty)
        try passSeconds(1)
        #expect(board.happenings(on: leg) == [.lost])
    }

    @Test("A peer that is on hold, either way, or has yet to answer owes nothing; then it has thirty seconds again")
    func held() throws {
        let silent: [MediaConfiguration] = [
            .common { $0.direction = .sendOnly }, .common { $0.direction = .inactive },
            .common { $0.remote = .v4(0, port: 4_000) }, .common { $0.remote = nil },
        ]
        for (number, configuration) in silent.enumerated() {
            let leg = board.open(UInt64(number), configuration)
            board.wait(.seconds(300))
            _ = try board.turn(leg)
            #expect(board.happenings(on: leg).isEmpty)
            board.perform(.configure(.common), on: leg)
            board.wait(.seconds(29))
            _ = try board.turn(leg)
            #expect(board.happenings(on: leg).isEmpty)
            board.wait(.seconds(1))
            _ = try board.turn(leg)
            #expect(board.happenings(on: leg) == [.lost])
        }
    }

    @Test(
        "What is no packet of the stream is counted and does no harm",
        arguments: [
            [], [0x80], Array(repeating: 0, count: 20), Array(repeating: 0xFF, count: 1_500),
            [0x80, 99, 0, 1, 0, 0, 0, 0, 0, 0, 0, 77, 1, 2],
        ] as [[UInt8]])
    func broken(bytes: [UInt8]) throws {
        let leg = board.open(1)
        board.receive(bytes, on: leg)
        _ = board.close(leg)
        #expect(try #require(closed(board.happenings(on: leg))).brokenPackets == 1)
    }

    private func closed(_ happenings: [MediaEvent.Happening]) -> MediaReport? {
        guard case .closed(let report) = happenings.last else { return nil }
        return report
    }
}
