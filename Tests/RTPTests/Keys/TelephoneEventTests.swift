import RTP
import Testing

/// The four bytes of a report (RFC 4733 §2.3).
struct TelephoneEventTests {
    @Test("A report is read as it was written")
    func bytes() throws {
        let event = TelephoneEvent(code: 11, isEnd: true, volume: 10, duration: 0x0320)
        var bytes = [UInt8](repeating: 0, count: 6)
        var buffer = bytes.mutableSpan
        #expect(try event.write(into: &buffer, at: 1) == 5)
        #expect(bytes == [0, 11, 0x8A, 0x03, 0x20, 0])
        #expect(TelephoneEvent(bytes.span, at: 1) == event)
        #expect(event.key == .pound)
    }

    @Test("The reserved bit and the volume change nothing else")
    func flags() {
        let bytes: [UInt8] = [5, 0x7F, 0, 160]
        #expect(TelephoneEvent(bytes.span) == TelephoneEvent(code: 5, isEnd: false, volume: 63, duration: 160))
    }

    @Test("What is no key has none", arguments: [16, 17, 32, 36, 66, 255] as [UInt8])
    func others(code: UInt8) {
        #expect(TelephoneEvent(code: code, isEnd: false, volume: 10, duration: 0).key == nil)
    }

    @Test("Runts and places outside the payload hold no report", arguments: [-1, 1, 4, 5, Int.min, Int.max])
    func runts(offset: Int) {
        var bytes: [UInt8] = [5, 10, 0, 160]
        #expect(TelephoneEvent(bytes.span, at: offset) == nil)
        var buffer = bytes.mutableSpan
        var problem: RTPPacketError?
        do throws(RTPPacketError) {
            try TelephoneEvent(code: 1, isEnd: true, volume: 1, duration: 1).write(into: &buffer, at: offset)
        } catch { problem = error }
        #expect(problem == .noRoom(4))
        #expect(bytes == [5, 10, 0, 160])
    }
}
