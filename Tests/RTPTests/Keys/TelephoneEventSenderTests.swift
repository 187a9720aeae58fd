import RTP
import Testing

/// Keys that we send, among the packets of an audio stream of 20 ms.
struct TelephoneEventSenderTests {
    /// A packet in one line: what it is, sequence number, timestamp and, of an event, its duration.
    private func stream(
        _ sender: inout TelephoneEventSender, from first: UInt16, packets: Int, samples: UInt32 = 160
    ) -> [String] {
        (0..<packets).map { index in
            let timestamp = UInt32(first) &* samples &+ UInt32(index) &* samples
            var header = RTPHeader(payloadType: 8, sequence: first &+ UInt16(index), timestamp: timestamp, ssrc: 9)
            let event = sender.next(&header, samples: Int(samples))
            let marker = header.marker ? "!" : ""
            guard let event else { return "\(marker)audio \(header.sequence) \(header.timestamp)" }
            #expect(header.payloadType == 101)
            let end = event.isEnd ? " end" : ""
            return "\(marker)\(event.code) \(header.sequence) \(header.timestamp) +\(event.duration)\(end)"
        }
    }

    private func press(_ key: TelephoneKey, on sender: inout TelephoneEventSender) {
        let queued = sender.send(key)
        #expect(queued)
    }

    @Test("A key takes the place of seven audio packets and leaves the counting as it was")
    func oneKey() {
        var sender = TelephoneEventSender(payloadType: 101)
        #expect(stream(&sender, from: 10, packets: 1) == ["audio 10 1600"])
        press(.pound, on: &sender)
        #expect(!sender.isIdle)
        #expect(
            stream(&sender, from: 11, packets: 9) == [
                "!11 11 1760 +160", "11 12 1760 +320", "11 13 1760 +480", "11 14 1760 +640", "11 15 1760 +800 end",
                "11 16 1760 +800 end", "11 17 1760 +800 end", "!audio 18 2880", "audio 19 3040",
            ])
        #expect(sender.isIdle)
    }

    @Test("Between two keys there are 60 ms, filled with audio after the ends")
    func twoKeys() {
        var sender = TelephoneEventSender(payloadType: 101)
        press(.one, on: &sender)
        press(.one, on: &sender)
        let sent = stream(&sender, from: 0, packets: 16)
        #expect(
            Array(sent[6...9]) == ["1 6 0 +800 end", "!audio 7 1120", "!1 8 1280 +160", "1 9 1280 +320"])
        #expect(sent.last == "!audio 15 2400")
    }

    @Test("A key after a long silence begins at once")
    func later() {
        var sender = TelephoneEventSender(payloadType: 101)
        press(.one, on: &sender)
        _ = stream(&sender, from: 0, packets: 60)
        press(.two, on: &sender)
        #expect(stream(&sender, from: 60, packets: 1) == ["!2 60 9600 +160"])
    }

    @Test("Ticks that the pacer left out count as tone")
    func missedTicks() {
        var sender = TelephoneEventSender(payloadType: 101)
        press(.two, on: &sender)
        #expect(stream(&sender, from: 0, packets: 1) == ["!2 0 0 +160"])
        #expect(stream(&sender, from: 3, packets: 2) == ["2 3 0 +640", "2 4 0 +800 end"])
    }

    @Test("Timestamps and numbers roll over in the middle of a key")
    func rollOver() {
        var sender = TelephoneEventSender(payloadType: 101)
        press(.two, on: &sender)
        var reports: [TelephoneEvent?] = []
        for index in 0..<6 as Range<UInt32> {
            var header = RTPHeader(
                payloadType: 8, sequence: 0xFFFE &+ UInt16(index), timestamp: 0xFFFF_FF00 &+ index &* 160, ssrc: 1)
            reports.append(sender.next(&header))
            #expect(header.timestamp == 0xFFFF_FF00)
        }
        #expect(reports.compactMap { $0?.duration } == [160, 320, 480, 640, 800, 800])
    }

    @Test("Other packet times and clocks count in their own units")
    func units() {
        var sender = TelephoneEventSender(payloadType: 101, clockRate: 16_000)
        press(.two, on: &sender)
        #expect(
            stream(&sender, from: 1, packets: 5, samples: 240) == [
                "!2 1 480 +480", "2 2 480 +960", "2 3 480 +1440", "2 4 480 +1920 end", "2 5 480 +1920 end",
            ])
    }

    @Test("Sixteen keys wait and no more")
    func queue() {
        var sender = TelephoneEventSender(payloadType: 101)
        for key in TelephoneKey.allCases {
            press(key, on: &sender)
        }
        let overflows = sender.send(.one)
        #expect(!overflows)
    }

    @Test("Tones and pauses are held within their limits")
    func limits() {
        let short = TelephoneEventSender.Timing(tone: .min, pause: -1)
        #expect([short.tone, short.pause] == [40, 40])
        let long = TelephoneEventSender.Timing(tone: .max, pause: .max)
        #expect([long.tone, long.pause] == [1_000, 1_000])
        var sender = TelephoneEventSender(payloadType: 101, clockRate: .max, timing: long)
        press(.one, on: &sender)
        let sent = stream(&sender, from: 0, packets: 53)
        #expect(sent[49] == "1 49 0 +48000 end")
        var odd = RTPHeader(payloadType: 8, sequence: 0, timestamp: 0, ssrc: 1)
        let event = sender.next(&odd, samples: .min)
        #expect(event == nil)
    }

    @Test("What is sent is heard: all keys in a row, in order")
    func roundTrip() {
        var sender = TelephoneEventSender(payloadType: 101)
        for key in TelephoneKey.allCases {
            press(key, on: &sender)
        }
        var receiver = TelephoneEventReceiver()
        var heard: [TelephoneKey] = []
        var bytes = [UInt8](repeating: 0, count: 4)
        for index in 0..<150 as Range<UInt32> {
            var header = RTPHeader(
                payloadType: 8, sequence: UInt16(index), timestamp: index * 160, ssrc: 9)
            guard let event = sender.next(&header) else { continue }
            var buffer = bytes.mutableSpan
            do throws(RTPPacketError) { try event.write(into: &buffer, at: 0) } catch { Issue.record(error) }
            heard += Array(receiver.receive(header, payload: bytes.span))
        }
        #expect(heard == TelephoneKey.allCases)
    }
}
