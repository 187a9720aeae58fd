import RTP
import TestSupport
import Testing

/// Packets as networks and peers bring them, and what is heard.
struct JitterBufferTests {
    @Test("A steady line is heard 40 ms later, without a gap, over the roll-over of number and timestamp")
    func steady() {
        var line = Line()
        for byte in UInt8(1)...20 {
            #expect(line.send(byte) == .buffered)
            line.tick()
        }
        #expect(line.listen() == "- - 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18")
        #expect(line.buffer.statistics.played == 18)
        #expect(line.buffer.targetDelay == .milliseconds(40))
    }

    @Test("Packets of 10, 30 and 60 ms become frames of 20 ms", arguments: [80, 240, 480])
    func reframing(samples: Int) {
        var line = Line()
        let start = line.timestamp
        // The byte of a sample is its frame's number.
        while line.timestamp &- start < 160 * 12 {
            let first = Int(line.timestamp &- start)
            let bytes = (first..<first + samples).map { UInt8($0 / 160 + 1) }
            #expect(line.buffer.put(line.next(samples: samples), bytes.span, law: .aLaw) == .buffered)
            if line.timestamp &- start >= 160 * 3 { break }
        }
        line.ticks(2)
        while line.timestamp &- start < 160 * 12 {
            let first = Int(line.timestamp &- start)
            let bytes = (first..<first + samples).map { UInt8($0 / 160 + 1) }
            #expect(line.buffer.put(line.next(samples: samples), bytes.span, law: .aLaw) == .buffered)
            if (first + samples) % 160 == 0 { line.ticks(max(1, samples / 160)) }
            if samples == 240, (first + samples) % 480 == 0 { line.ticks(1) }
        }
        line.ticks(12)
        let heard = line.listen().split(separator: " ").filter { !["-", "~"].contains($0) }
        #expect(heard == (1...12).map { "\($0)" })
    }

    @Test("Order does not matter, and what comes twice is heard once")
    func order() {
        var line = Line()
        let headers = (0..<4).map { _ in line.next() }
        for index in [1, 0, 3, 2] { #expect(line.put(headers[index], UInt8(index + 1)) == .buffered) }
        #expect(line.put(headers[0], 99) == .duplicate)
        #expect(line.put(headers[3], 99) == .duplicate)
        line.ticks(5)
        // The playhead was set by the packet that came first.
        #expect(line.listen() == "- 1 2 3 4")
        #expect(line.put(headers[2], 99) == .duplicate)
        #expect(line.buffer.statistics.duplicates == 3)
    }

    @Test("A lost frame is the last one again, softer each time, then there is silence")
    func loss() {
        var line = Line()
        var bytes = [UInt8](repeating: 0, count: 160)
        let loud = G711.aLaw.encode(8_000)
        line.send(loud)
        line.ticks(2)
        var levels: [Int16] = []
        var outputs: [JitterBuffer.Output] = []
        for _ in 0..<5 {
            var span = bytes.mutableSpan
            outputs.append(line.buffer.take(into: &span))
            levels.append(G711.aLaw.decode(bytes[0]))
        }
        #expect(outputs == [.frame, .concealed, .concealed, .concealed, .silence])
        #expect(levels == [8_064, 4_032, 2_016, 1_008, 8])
    }

    @Test("A single loss is concealed once, and the next frame has its own time")
    func singleLoss() {
        var line = Line()
        for byte in UInt8(1)...6 {
            if byte == 3 { line.lose() } else { line.send(byte) }
            line.tick()
        }
        line.ticks(2)
        #expect(line.listen() == "- - 1 2 ~ 4 5 6")
        #expect(line.buffer.statistics.concealed == 1)
    }

    @Test("A packet whose turn is over is dropped; one whose turn is half over is heard for the rest")
    func late() {
        var line = Line()
        line.send(1)
        let late = line.next()
        line.send(3)
        line.ticks(4)
        #expect(line.put(late, 2) == .late)
        line.ticks(1)
        #expect(line.listen() == "- - 1 ~ 3")
        #expect(line.buffer.statistics.late == 1)

        // 60 ms from the frame before the playhead on.
        #expect(line.send(9, samples: 480) == .buffered)
        line.ticks(4)
        #expect(line.listen() == "9 9 9 ~")
    }

    @Test(
        "A jump of the timestamp, forth or back, is followed at the second packet, without a burst",
        arguments: [
            UInt32(1_000_000), 0x8000_0000, UInt32.max - 500_000,
        ])
    func timestampJump(by jump: UInt32) {
        var line = Line()
        for byte in UInt8(1)...5 {
            line.send(byte)
            line.tick()
        }
        _ = line.listen()
        line.timestamp &+= jump
        #expect(line.send(50) == .outlier)
        line.tick()
        for byte in UInt8(51)...56 {
            #expect(line.send(byte) == .buffered)
            line.tick()
        }
        // Of the two frames that were still waiting, the jump has cut off the second.
        #expect(line.listen() == "4 ~ ~ 51 52 53 54")
        #expect(line.buffer.statistics.jumps == 1)
    }

    @Test("A new source is followed at its second packet; a single stray packet changes nothing")
    func newSource() {
        var line = Line()
        for byte in UInt8(1)...3 {
            line.send(byte)
            line.tick()
        }
        let stray = RTPHeader(payloadType: 8, sequence: 9, timestamp: 9, ssrc: 666)
        #expect(line.put(stray, 99) == .outlier)
        for byte in UInt8(4)...6 {
            line.send(byte)
            line.tick()
        }
        #expect(line.listen() == "- - 1 2 3 4")
        line.ssrc = 8
        line.sequence = 17
        line.timestamp = 4_000_000_000
        for byte in UInt8(50)...54 {
            line.send(byte)
            line.tick()
        }
        #expect(line.listen() == "5 ~ ~ 51 52")
        #expect(line.buffer.statistics.outliers == 2)
        #expect(line.buffer.statistics.jumps == 1)
    }

    @Test("Two sources at once: the first goes on, the other is never heard")
    func interleavedSources() {
        var line = Line()
        for byte in UInt8(1)...40 {
            line.send(byte)
            let other = RTPHeader(payloadType: 8, sequence: UInt16(byte), timestamp: UInt32(byte) * 160, ssrc: 666)
            #expect(line.put(other, 200) == .outlier)
            line.tick()
        }
        #expect(!line.listen().contains("200"))
        #expect(line.buffer.statistics.jumps == 0)
    }

    @Test(
        "Silence suppression: comfort noise ends speech without concealment, a marker begins it at the delay wished for"
    )
    func comfortNoise() {
        var line = Line()
        line.send(1)
        line.tick()
        line.send(2)
        line.tick()
        #expect(line.buffer.putComfortNoise(line.next(samples: 0)) == .buffered)
        line.ticks(10)
        #expect(line.listen() == "- - 1 2 - - - - - - - -")
        // The sender's clock went on over the silence, and is a frame ahead by now.
        line.timestamp &+= 11 * 160
        #expect(line.send(3, marker: true) == .buffered)
        line.ticks(4)
        #expect(line.listen() == "- - 3 ~")
        #expect(line.buffer.statistics.jumps == 0)
    }

    @Test("A sender whose clock stands still in silence is followed after three ticks of late packets")
    func pausedClock() {
        var line = Line()
        for byte in UInt8(1)...3 {
            line.send(byte)
            line.tick()
        }
        line.ticks(50)
        _ = line.listen()
        for byte in UInt8(10)...20 {
            line.send(byte)
            line.tick()
        }
        #expect(line.listen() == "- - - - - 13 14 15 16 17 18")
        #expect(line.buffer.statistics.late == 3)
        #expect(line.buffer.statistics.jumps == 1)
    }

    @Test("After a stall, what waited in the network is heard only as far as it is in time")
    func stall() {
        var line = Line()
        for byte in UInt8(1)...10 {
            line.send(byte)
            line.tick()
        }
        let stalled = (0..<25).map { _ in line.next() }
        line.ticks(25)
        _ = line.listen()
        for (index, header) in stalled.enumerated() { line.put(header, UInt8(100 + index)) }
        for byte in UInt8(200)...205 {
            line.send(byte)
            line.tick()
        }
        #expect(line.buffer.statistics.late > 20)
        let heard = line.listen()
        #expect(heard.hasSuffix("200 201 202") || heard.hasSuffix("201 202 203"), "\(heard)")
    }

    @Test("A burst never waits longer than the limit, and is over after the second window")
    func burst() {
        var line = Line()
        line.send(1)
        line.tick()
        // Sixty packets at once: a second's worth more than the tick takes.
        for byte in UInt8(2)...61 { line.send(byte) }
        _ = line.listen()
        for byte in 0..<400 {
            line.send(UInt8(100 + byte % 100))
            line.tick()
        }
        let heard = line.listen().split(separator: " ")
        // How many packets lie between what is sent and what is heard.
        let delays = heard.enumerated().compactMap { index, text in
            UInt8(text).map { (100 + index % 100 - Int($0) + 100) % 100 }
        }
        // The first frames are the burst's own.
        #expect(delays.dropFirst(12).allSatisfy { $0 <= 10 })
        // The window in which the burst fell began with a packet that was not early.
        #expect(delays.dropFirst(210).allSatisfy { $0 <= 2 }, "\(delays)")
        #expect(line.buffer.statistics.skipped > 0)
    }

    @Test("A packet of nothing or of more than 60 ms is unusable")
    func unusable() {
        var line = Line()
        #expect(line.send(1, samples: 0) == .unusable)
        #expect(line.send(1, samples: 481) == .unusable)
        line.tick()
        #expect(line.listen() == "-")
    }

    @Test("Packets of the other law are converted", arguments: G711.allCases)
    func otherLaw(law: G711) {
        let other: G711 = law == .aLaw ? .muLaw : .aLaw
        var line = Line(law: law)
        line.put(line.next(), other.encode(1_000), law: other)
        line.ticks(3)
        #expect(line.listen() == "- - \(law.encode(other.decode(other.encode(1_000))))")
    }

    @Test("Limits are put in order")
    func limits() {
        let limits = JitterBuffer.Limits(minimum: -3, initial: 99, maximum: 1_000)
        #expect((limits.minimum, limits.initial, limits.maximum) == (1, 50, 50))
        #expect(JitterBuffer.Limits.standard == JitterBuffer.Limits(minimum: 1, initial: 2, maximum: 10))
    }

    @Test("Nothing that comes can trap or grow it", arguments: 0..<20)
    func anything(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var line = Line()
        for _ in 0..<5_000 {
            let near = Bool.random(using: &random)
            let header = RTPHeader(
                payloadType: 8, marker: Bool.random(using: &random),
                sequence: near
                    ? line.sequence &+ UInt16.random(in: 0..<70, using: &random)
                    : .random(in: 0...(.max), using: &random),
                timestamp: near
                    ? line.timestamp &+ UInt32.random(in: 0..<4_000, using: &random)
                    : .random(in: 0...(.max), using: &random),
                ssrc: near ? 7 : .random(in: 6...8, using: &random))
            switch Int.random(in: 0..<8, using: &random) {
            case 0: _ = line.buffer.putComfortNoise(header)
            case 1: line.send(3)
            case 2, 3: line.tick()
            default: line.put(header, 1, samples: Int.random(in: 0...500, using: &random))
            }
        }
        let statistics = line.buffer.statistics
        #expect(statistics.played + statistics.concealed + statistics.silent == UInt64(line.heard.count))
        #expect(line.buffer.targetDelay <= .milliseconds(200))
    }
}
