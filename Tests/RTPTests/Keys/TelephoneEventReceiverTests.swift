import RTP
import TestSupport
import Testing

/// Keys from telephone-events, as well- and ill-behaved peers send them: one press, one key, told at once.
struct TelephoneEventReceiverTests {
    /// A packet with one report.
    private struct Report {
        var key: TelephoneKey
        var sequence: UInt16
        var timestamp: UInt32
        var duration: UInt16
        var isEnd = false
        var marker = false
    }

    private func packet(_ report: Report, ssrc: UInt32 = 1) -> (RTPHeader, [UInt8]) {
        let header = RTPHeader(
            payloadType: 101, marker: report.marker, sequence: report.sequence, timestamp: report.timestamp, ssrc: ssrc)
        return (header, bytes(report))
    }

    private func bytes(_ report: Report) -> [UInt8] {
        let event = TelephoneEvent(
            code: report.key.rawValue, isEnd: report.isEnd, volume: 10, duration: report.duration)
        var bytes = [UInt8](repeating: 0, count: TelephoneEvent.length)
        var buffer = bytes.mutableSpan
        do throws(RTPPacketError) { try event.write(into: &buffer, at: 0) } catch { Issue.record(error) }
        return bytes
    }

    private func hear(_ report: Report, ssrc: UInt32, by receiver: inout TelephoneEventReceiver) -> [TelephoneKey] {
        let (header, payload) = packet(report, ssrc: ssrc)
        return Array(receiver.receive(header, payload: payload.span))
    }

    /// Each packet's keys.
    private func told(_ reports: [Report], by receiver: inout TelephoneEventReceiver) -> [[TelephoneKey]] {
        reports.map { hear($0, ssrc: 1, by: &receiver) }
    }

    /// All keys.
    private func keys(_ reports: [Report], clockRate: Int = 8_000) -> [TelephoneKey] {
        var receiver = TelephoneEventReceiver(clockRate: clockRate)
        return told(reports, by: &receiver).flatMap { $0 }
    }

    /// What a sender by the book sends for a press of 100 ms: five updates, the last with the end, which comes twice more.
    private func press(_ key: TelephoneKey, sequence: UInt16, timestamp: UInt32, unit: UInt16 = 160) -> [Report] {
        (0..<7 as Range<UInt16>).map { index -> Report in
            let duration = min(index + 1, 5) * unit
            return Report(
                key: key, sequence: sequence &+ index, timestamp: timestamp, duration: duration, isEnd: index >= 4,
                marker: index == 0)
        }
    }

    @Test("A key is told with its first packet and never again", arguments: TelephoneKey.allCases)
    func firstPacket(key: TelephoneKey) {
        var receiver = TelephoneEventReceiver()
        let heard = told(press(key, sequence: 1, timestamp: 8_000), by: &receiver)
        #expect(heard == [[key], [], [], [], [], [], []])
    }

    @Test("A first packet of no duration tells its key, as sipp sends it")
    func noDuration() {
        var reports = press(.five, sequence: 1, timestamp: 0)
        for index in reports.indices { reports[index].duration -= 160 }
        var receiver = TelephoneEventReceiver()
        #expect(told(reports, by: &receiver).first == [.five])
        #expect(keys(reports) == [.five])
    }

    @Test("Clocks of 16 and 48 kHz", arguments: [16_000, 48_000])
    func clocks(rate: Int) {
        let unit = UInt16(rate / 50)
        let second = press(.two, sequence: 20, timestamp: UInt32(unit) * 8, unit: unit)
        #expect(keys(press(.two, sequence: 1, timestamp: 0, unit: unit) + second, clockRate: rate) == [.two, .two])
    }

    @Test("The marker is not needed")
    func noMarker() {
        var reports = press(.one, sequence: 1, timestamp: 0) + press(.one, sequence: 11, timestamp: 1_280)
        for index in reports.indices { reports[index].marker = false }
        #expect(keys(reports) == [.one, .one])
    }

    @Test("A marker on every packet makes no key more")
    func everyMarker() {
        var reports = press(.one, sequence: 1, timestamp: 0)
        for index in reports.indices { reports[index].marker = true }
        #expect(keys(reports) == [.one])
    }

    @Test("Ends whose timestamps move on do not triple the key", arguments: [1, 80, 160, 240] as [UInt32])
    func movingEnds(step: UInt32) {
        var reports = press(.seven, sequence: 1, timestamp: 4_000)
        for (count, index) in (4..<7).enumerated() { reports[index].timestamp = 4_000 + 800 + UInt32(count) * step }
        #expect(keys(reports) == [.seven])
        for (count, index) in (4..<7).enumerated() { reports[index].timestamp = 4_000 + UInt32(count + 1) * step }
        #expect(keys(reports) == [.seven])
    }

    @Test("Moving ends do not swallow the next press of the same key after the shortest pause")
    func afterMovingEnds() {
        var reports = press(.seven, sequence: 1, timestamp: 4_000)
        for (count, index) in (4..<7).enumerated() { reports[index].timestamp = 4_800 + UInt32(count) }
        #expect(keys(reports + press(.seven, sequence: 8, timestamp: 5_120)) == [.seven, .seven])
    }

    @Test("Updates whose timestamps move on with the audio are one key")
    func movingUpdates() {
        let reports = press(.three, sequence: 1, timestamp: 0).enumerated().map { index, report in
            var report = report
            report.timestamp = UInt32(index) * 160
            return report
        }
        #expect(keys(reports) == [.three])
    }

    @Test("Whatever single packets of a press are lost, it is one key")
    func losses() {
        let first = press(.four, sequence: 1, timestamp: 0)
        let second = press(.four, sequence: 11, timestamp: 1_280)
        for mask in 1..<128 {
            let heard = first.indices.filter { mask & 1 << $0 != 0 }
            let reports = heard.map { first[$0] } + heard.map { second[$0] }
            #expect(keys(reports) == [.four, .four], "packets \(heard)")
        }
    }

    @Test("Only the end comes: still a key")
    func onlyEnd() { #expect(keys([press(.nine, sequence: 1, timestamp: 0)[6]]) == [.nine]) }

    @Test("No end comes: the next press is still another key")
    func noEnd() {
        let lost = press(.nine, sequence: 1, timestamp: 0).prefix(4)
        #expect(keys(lost + press(.nine, sequence: 8, timestamp: 1_280)) == [.nine, .nine])
        #expect(keys(lost + press(.eight, sequence: 8, timestamp: 1_280)) == [.nine, .eight])
    }

    @Test("The same key twice in single packets, each three times, with no audio between")
    func endsOnly() {
        let ends = Array(press(.six, sequence: 1, timestamp: 0).suffix(3))
        let others = Array(press(.six, sequence: 4, timestamp: 1_120).suffix(3))
        #expect(keys(ends + others) == [.six, .six])
    }

    @Test("A short press and then a longer one, of which no packet but the ends comes")
    func shortAndLong() {
        let short = Report(key: .six, sequence: 1, timestamp: 0, duration: 320, isEnd: true)
        let long = Report(key: .six, sequence: 2, timestamp: 640, duration: 2_000, isEnd: true)
        #expect(keys([short, long]) == [.six, .six])
        let beginning = Report(key: .six, sequence: 1, timestamp: 0, duration: 160)
        let far = Report(key: .six, sequence: 12, timestamp: 640, duration: 2_000, isEnd: true)
        #expect(keys([beginning, far]) == [.six, .six])
    }

    @Test("Packets that come twice or in another order are one key a press")
    func reordered() {
        let first = press(.one, sequence: 0xFFFC, timestamp: 0xFFFF_FF00)
        let second = press(.one, sequence: 8, timestamp: 0x400)
        var random = SplitMix64(seed: 7)
        for _ in 0..<200 {
            let reports = (first + first).shuffled(using: &random) + (second + second).shuffled(using: &random)
            #expect(keys(reports) == [.one, .one])
        }
    }

    @Test("The end of a key that comes after the beginning of the next tells nothing")
    func lateEnd() {
        var first = press(.one, sequence: 1, timestamp: 0)
        for index in 5..<7 { first[index].timestamp = 800 }
        let second = press(.two, sequence: 8, timestamp: 1_280)
        let beginnings = Array(first[..<5]) + Array(second[..<2])
        let ends = Array(first[5...]) + Array(second[2...])
        #expect(keys(beginnings + ends) == [.one, .two])
    }

    @Test("An event longer than its field is split into segments, and is one key", arguments: [0, 1, 5])
    func segments(lost: Int) {
        var reports = (0...1_000).map { index -> Report in
            // A full segment lasts 65,535 units; the next counts what is over.
            let lasted = (index + 1) * 160
            let segment = (lasted - 1) / 0xFFFF
            return Report(
                key: .star, sequence: UInt16(index), timestamp: UInt32(segment * 0xFFFF),
                duration: UInt16(lasted - segment * 0xFFFF), isEnd: index == 1_000, marker: index == 0)
        }
        // The packets around the boundary.
        reports.removeSubrange(408..<408 + lost)
        #expect(keys(reports) == [.star])
        #expect(keys(reports + press(.star, sequence: 1_010, timestamp: 165_000)) == [.star, .star])
    }

    @Test("Several events in a packet are told in order, and their repetition tells nothing")
    func packed() {
        let reports = [
            Report(key: .one, sequence: 1, timestamp: 0, duration: 800, isEnd: true),
            Report(key: .one, sequence: 1, timestamp: 0, duration: 0xFFFF),
            Report(key: .three, sequence: 1, timestamp: 0, duration: 160),
        ]
        // Between the keys, a flash takes its time and is no key.
        var payload = reports.flatMap(bytes)
        payload[4] = 16
        var receiver = TelephoneEventReceiver()
        var heard: [[TelephoneKey]] = []
        for sequence in 1...3 as ClosedRange<UInt16> {
            let header = RTPHeader(payloadType: 101, sequence: sequence, timestamp: 4_000, ssrc: 1)
            heard.append(Array(receiver.receive(header, payload: payload.span)))
        }
        #expect(heard == [[.one, .three], [], []])
    }

    @Test("A payload full of events tells sixteen at most")
    func crowded() {
        let payload = (0..<300).flatMap { index in
            bytes(Report(key: index % 2 == 0 ? .one : .two, sequence: 1, timestamp: 0, duration: 800, isEnd: true))
        }
        var receiver = TelephoneEventReceiver()
        let header = RTPHeader(payloadType: 101, sequence: 1, timestamp: 0, ssrc: 1)
        let heard = receiver.receive(header, payload: payload.span)
        #expect(heard.count == TelephoneKeys.capacity)
        let again = receiver.receive(header, payload: payload.span)
        #expect(again.count == 0, "the network doubled the packet")
    }

    @Test("Runts, a flash and line tones are no keys, and do not hide the key after them")
    func noKeys() {
        var receiver = TelephoneEventReceiver()
        let payloads: [[UInt8]] = [[], [5], [5, 10, 0], [16, 10, 0, 160], [66, 10, 0, 160], [255, 255, 255, 255]]
        for (index, payload) in payloads.enumerated() {
            let header = RTPHeader(payloadType: 101, sequence: UInt16(index), timestamp: 0, ssrc: 1)
            let heard = receiver.receive(header, payload: payload.span)
            #expect(heard.isEmpty)
        }
        #expect(told(press(.five, sequence: 10, timestamp: 0), by: &receiver).first == [.five])
    }

    @Test("A sender that restarts its numbers or its stream in the middle of a key goes on with the key")
    func restart() {
        let reports = press(.five, sequence: 30_000, timestamp: 800)
        var receiver = TelephoneEventReceiver()
        #expect(told(Array(reports[..<2]), by: &receiver) == [[.five], []])
        #expect(hear(reports[2], ssrc: 2, by: &receiver) == [])
        let restarted = Report(key: .five, sequence: 3, timestamp: 800, duration: 640)
        #expect(hear(restarted, ssrc: 2, by: &receiver) == [])
        let other = Report(key: .five, sequence: 4, timestamp: 5, duration: 160, marker: true)
        #expect(hear(other, ssrc: 2, by: &receiver) == [.five])
    }

    @Test("No packet traps")
    func anything() {
        var random = SplitMix64(seed: 3)
        var receiver = TelephoneEventReceiver(clockRate: Int.max)
        for round in 0..<50_000 {
            let numbers = random.next()
            let payload = (0..<round % 20).map { _ in UInt8(truncatingIfNeeded: random.next() & random.next()) }
            let header = RTPHeader(
                payloadType: 101, marker: numbers & 1 == 0, sequence: UInt16(truncatingIfNeeded: numbers >> 8),
                timestamp: UInt32(truncatingIfNeeded: numbers >> 32), ssrc: UInt32(numbers >> 1 & 1))
            let heard = receiver.receive(header, payload: payload.span)
            #expect(heard.count <= payload.count / 4)
        }
    }
}
