import Media
import RTP
import Testing

/// Reports (RTCP) of a leg, and what is left of it at its end.
struct ReportTests {
    private let board = Switchboard()

    private func talk(_ packets: Int, on leg: MediaID) throws {
        for number in 0..<packets {
            board.hear(0x25, number: number, on: leg)
            _ = try board.turn(leg)
            board.wait()
        }
    }

    @Test("A report is due within six seconds, and tells what went out and what came in")
    func report() throws {
        let leg = board.open(1)
        try talk(300, on: leg)
        let (route, packets) = try #require(try board.report(leg))
        #expect(route == ReportRoute(destination: Switchboard.peer.with(port: 40_001), byMediaPort: false))
        guard case .senderReport(let report) = packets.first else {
            Issue.record("no sender report comes first")
            return
        }
        #expect(report.ssrc == 1)
        #expect(report.packets == 300)
        #expect(report.bytes == 48_000)
        #expect(report.blocks.map(\.ssrc) == [77])
        #expect(report.blocks.first?.lost == 0)
        #expect(try board.report(leg) == nil)
    }

    @Test("Reports go where the peer wants them")
    func control() throws {
        let elsewhere = MediaAddress.v4(0xC000_0203, port: 7_000)
        let leg = board.open(1, .common { $0.remoteControl = elsewhere })
        try talk(300, on: leg)
        #expect(try board.report(leg)?.route.destination == elsewhere)
    }

    @Test("With one port for both, reports leave by it, and are taken from it")
    func multiplexed() throws {
        let leg = board.open(1, .common { $0.isMultiplexed = true })
        try talk(300, on: leg)
        let route = try #require(try board.report(leg)?.route)
        #expect(route == ReportRoute(destination: Switchboard.peer, byMediaPort: true))
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 77, blocks: []).append(to: &bytes)
        board.wait(.seconds(29))
        board.receive(bytes, on: leg)
        board.wait(.seconds(2))
        _ = try board.turn(leg)
        #expect(board.happenings(on: leg).isEmpty, "a report is a sign of life")
    }

    @Test("A stranger's report is no sign of life")
    func stranger() throws {
        let leg = board.open(1)
        try talk(1, on: leg)
        var bytes: [UInt8] = []
        ReceiverReport(ssrc: 77, blocks: []).append(to: &bytes)
        board.wait(.seconds(29))
        board.receiveReport(bytes, on: leg, from: Switchboard.stranger)
        board.receiveReport([1, 2, 3], on: leg, from: Switchboard.peer)
        board.wait(.seconds(2))
        _ = try board.turn(leg)
        #expect(board.happenings(on: leg) == [.lost])
    }

    @Test("A leg that is closed says goodbye, sums itself up, and is there no more")
    func closing() throws {
        let leg = board.open(1)
        try talk(250, on: leg)
        let route = try #require(board.close(leg))
        #expect(route.destination == Switchboard.peer.with(port: 40_001))
        #expect(try board.lastReport().contains(.goodbye([1])))
        guard case .closed(let report) = board.happenings(on: leg).last else {
            Issue.record("the leg is not told as closed")
            return
        }
        #expect(report.quality.inbound.packets >= 249)
        #expect(report.quality.inbound.lost == 0)
        #expect(!report.quality.noRTPReceived)
        #expect(try board.turn(leg) == nil)
        #expect(board.close(leg) == nil)
        board.perform(.stop, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test("A place that is free is given again; an id that is open is not taken twice")
    func places() {
        let (first, second) = (board.open(1), board.open(2))
        _ = board.close(first)
        let third = board.open(3)
        #expect(board.shard.place(of: third) == 0)
        board.open(2)
        #expect(board.shard.count == 2)
        _ = board.close(second)
        #expect(board.shard.placeCount == 1)
    }
}
