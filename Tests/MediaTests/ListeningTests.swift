import Media
import RTP
import Testing

/// Hearing live what a peer says, piece by piece.
struct ListeningTests {
    private let board = Switchboard()

    /// The peer says frames, one byte each, and as many turns pass.
    private func say(_ bytes: [Int: UInt8], _ numbers: Range<Int>, ssrc: UInt32 = 77, on leg: MediaID) throws {
        for number in numbers {
            if let byte = bytes[number] { board.hear(byte, number: number, ssrc: ssrc, on: leg) }
            _ = try board.turn(leg)
            board.wait()
        }
    }

    private func pieces(_ happenings: [MediaEvent.Happening]) -> [MediaSound] {
        happenings.compactMap { if case .heard(let sound) = $0 { sound } else { nil } }
    }

    @Test("What is said comes in pieces that follow each other, as it was said; the rest when the listening ends")
    func whole() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        let said = Dictionary(uniqueKeysWithValues: (0..<20).map { ($0, UInt8($0 + 1)) })
        try say(said, 0..<20, on: leg)
        let live = board.happenings(on: leg)
        #expect(live.first == .soundBegan)
        #expect(pieces(live).map(\.position) == [0, 800], "100 ms wait for packets that come late")
        board.perform(.stopListening, on: leg)
        let all = pieces(live) + pieces(board.happenings(on: leg))
        #expect(all.map(\.position) == [0, 800, 1_600] && all.map(\.missing) == [0, 0, 0])
        #expect(all.flatMap(\.bytes) == (0..<20).flatMap { Array(repeating: UInt8($0 + 1), count: 160) })
        try say(said, 20..<60, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test(
        "Silence stands for what was lost, and is counted; reordered packets find their place, repeated ones do no harm"
    )
    func lossAndOrder() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        board.hear(0x10, number: 0, on: leg)
        for number in [2, 1, 1, 4] { board.hear(UInt8(0x10 + number), number: number, on: leg) }
        for _ in 0..<20 {
            _ = try board.turn(leg)
            board.wait()
        }
        let first = try #require(pieces(board.happenings(on: leg)).first)
        #expect(first.missing == 160 && first.law == .aLaw)
        let expected: [UInt8] = [0x10, 0x11, 0x12, G711.aLaw.silence, 0x14]
        #expect(first.bytes == expected.flatMap { Array(repeating: $0, count: 160) })
    }

    @Test("Nothing comes: pieces of silence, so that time goes on")
    func nothing() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        try say([:], 0..<51, on: leg)
        let heard = board.happenings(on: leg)
        #expect(pieces(heard).count == 9 && heard.count == 9)
        #expect(pieces(heard).allSatisfy { $0.missing == 800 && $0.bytes.allSatisfy { $0 == G711.aLaw.silence } })
    }

    @Test("A peer that pauses without its timestamps going on, or begins a new stream, is heard when it speaks")
    func pauses() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        try say([0: 0x21, 1: 0x21], 0..<2, on: leg)
        try say([:], 2..<52, on: leg)
        // One second later the same stream goes on where it was: some packets find no place, then it is followed.
        for number in 2..<12 {
            board.hear(0x22, number: number, on: leg)
            _ = try board.turn(leg)
            board.wait()
        }
        // Another stream, from an earlier moment.
        for number in 0..<5 {
            board.hear(0x23, number: number, ssrc: 78, on: leg)
            _ = try board.turn(leg)
            board.wait()
        }
        board.perform(.stopListening, on: leg)
        let sound = pieces(board.happenings(on: leg))
        #expect(zip(sound, sound.dropFirst()).allSatisfy { $0.position + $0.bytes.count == $1.position })
        let bytes = sound.flatMap(\.bytes)
        let place = { (byte: UInt8) in (bytes.firstIndex(of: byte), bytes.count { $0 == byte }) }
        #expect(place(0x21) == (0, 320))
        #expect(place(0x22) == ((52 + 3) * 160, 7 * 160))
        #expect(place(0x23) == (62 * 160, 5 * 160))
    }

    @Test("A clock that is fast or slow drifts no further than what is held back, over minutes", arguments: [159, 161])
    func drift(samples: Int) throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        var missing = 0
        for number in 0..<3_000 {
            let header = RTPHeader(
                payloadType: 8, sequence: UInt16(number), timestamp: UInt32(number * samples), ssrc: 77)
            board.receive(Switchboard.packet(header, Array(repeating: 0x31, count: samples)), on: leg)
            _ = try board.turn(leg)
            board.wait()
            for piece in pieces(board.happenings(on: leg)) {
                missing += piece.missing
                #expect(piece.position + 800 <= (number + 1) * 160)
            }
        }
        // A slow clock gives fewer samples than there is time, and loses some packets each time that it is followed anew;
        // a fast one loses nothing but what lies too far ahead.
        #expect(missing <= 3_000 + 4 * 4 * 160)
    }

    @Test("After a halt of the thread, all packets that wait find their place, eight a turn")
    func halt() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        try say([0: 1, 1: 2, 2: 3], 0..<3, on: leg)
        board.wait(.seconds(3))
        var number = 3
        while number < 170 {
            for _ in 0..<8 {
                board.hear(UInt8(number % 200 + 1), number: number, on: leg)
                number += 1
            }
            _ = try board.turn(leg)
            board.wait()
        }
        board.perform(.stopListening, on: leg)
        let sound = pieces(board.happenings(on: leg))
        let bytes = sound.flatMap(\.bytes)
        #expect(
            bytes.prefix(number * 160).elementsEqual(
                (0..<number).flatMap { Array(repeating: UInt8($0 % 200 + 1), count: 160) }))
        #expect(sound.map(\.missing).reduce(0, +) == bytes.count - number * 160)
    }

    @Test("A packet of the other law is heard in the law that was agreed on")
    func otherLaw() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(20)), on: leg)
        board.hear(G711.muLaw.encode(8_000), number: 0, payloadType: 0, on: leg)
        for _ in 0..<8 {
            _ = try board.turn(leg)
            board.wait()
        }
        let first = try #require(pieces(board.happenings(on: leg)).first)
        #expect(first.law == .aLaw && first.samples().allSatisfy { abs(Int($0) - 8_000) < 300 })
    }

    @Test("A leg is heard live, recorded and bridged at once; each ends by itself")
    func together() throws {
        let (leg, other) = (board.open(1), board.open(2))
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        board.perform(.record(RecordingLimits()), on: leg)
        board.perform(.bridge(with: other), on: leg)
        for number in 0..<30 {
            board.hear(0x25, number: number, on: leg)
            _ = try board.turn(leg)
            _ = try board.turn(other)
            board.wait()
            if number == 20 { board.perform(.unbridge, on: leg) }
        }
        board.perform(.stopRecording, on: leg)
        let happened = board.happenings(on: leg)
        let recorded = happened.compactMap { if case .recorded(let recording) = $0 { recording } else { nil } }
        #expect(recorded.first.map { $0.bytes.count { $0 == 0x25 } >= 160 * 24 } == true)
        let live = pieces(happened)
        #expect(live.flatMap(\.bytes).allSatisfy { $0 == 0x25 } && live.count == 4)
        for number in 30..<42 {
            board.hear(0x26, number: number, on: leg)
            _ = try board.turn(leg)
            board.wait()
        }
        #expect(pieces(board.happenings(on: leg)).flatMap(\.bytes).contains(0x26))
    }

    @Test("A leg that is closed tells the rest of what it heard before its report, and how much it sent")
    func closing() throws {
        let leg = board.open(1)
        board.perform(.listen(chunk: .milliseconds(100)), on: leg)
        try say([0: 0x21, 1: 0x22, 2: 0x23], 0..<3, on: leg)
        _ = board.close(leg)
        let happened = board.happenings(on: leg)
        #expect(pieces(happened).flatMap(\.bytes).count == 480)
        guard case .closed(let report) = happened.last else { return #expect(Bool(false), "no report") }
        #expect(report.packetsSent == 3)
    }

    @Test("Pieces are held between 20 ms and a second")
    func lengths() throws {
        let (short, long) = (board.open(1), board.open(2))
        board.perform(.listen(chunk: .zero), on: short)
        board.perform(.listen(chunk: .seconds(3_600)), on: long)
        for _ in 0..<70 {
            for leg in [short, long] { _ = try board.turn(leg) }
            board.wait()
        }
        #expect(pieces(board.happenings(on: short)).first?.bytes.count == 160)
        #expect(pieces(board.happenings(on: long)).map(\.bytes.count) == [8_000])
    }
}
