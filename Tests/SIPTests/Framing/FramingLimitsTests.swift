import SIP
import Testing

/// Each limit of a stream holds to the byte.
struct FramingLimitsTests {
    @Test("A header section may have its limit, and not a byte more", arguments: [1, 1_000])
    func headerSection(piece: Int) throws {
        let message = StreamSample.message(body: "", padding: 200)
        var limits = FramingLimits()
        limits.headerSectionBytes = message.count
        #expect(try units(message, limits, piece: piece) == [.message(message)])
        limits.headerSectionBytes -= 1
        let failure = #expect(throws: FramingFailure.self) { _ = try units(message, limits, piece: piece) }
        #expect(failure?.problem == .headerSectionTooLong(limit: message.count - 1))
        #expect(failure?.read == Array(message.dropLast()))
    }

    @Test("A body may have its limit, and not a byte more")
    func body() throws {
        let message = StreamSample.message(body: "0123456789")
        var limits = FramingLimits()
        limits.bodyBytes = 10
        #expect(try units(message, limits, piece: 100) == [.message(message)])
        limits.bodyBytes = 9
        let failure = #expect(throws: FramingFailure.self) { _ = try units(message, limits, piece: 100) }
        #expect(failure?.problem == .bodyTooLong(declared: 10, limit: 9))
    }

    @Test("What is whole within the buffer is still given when the buffer is full, then the stream ends")
    func buffered() throws {
        let message = StreamSample.message()
        var limits = FramingLimits()
        limits.bufferedBytes = message.count + 10
        var framer = StreamFramer(limits: limits)
        framer.receive(message + message)
        #expect(framer.bufferedBytes == message.count + 10)
        #expect(try framer.next() == .message(message))
        let failure = #expect(throws: FramingFailure.self) { _ = try framer.next() }
        #expect(failure?.problem == .bufferFull(limit: message.count + 10))
        #expect(try framer.next() == nil)
    }

    @Test("The standard limits")
    func standard() {
        let limits = FramingLimits.standard
        #expect(limits.headerSectionBytes == 32_768)
        #expect(limits.bodyBytes == 32_768)
        #expect(limits.bufferedBytes == 262_144)
    }

    private func units(_ bytes: [UInt8], _ limits: FramingLimits, piece: Int) throws -> [StreamFramer.Unit] {
        var framer = StreamFramer(limits: limits)
        var units: [StreamFramer.Unit] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            framer.receive(bytes[start...].prefix(piece))
            units += try StreamSample.drain(&framer)
        }
        return units
    }
}
