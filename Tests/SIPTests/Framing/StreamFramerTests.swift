import SIP
import TestSupport
import Testing

/// Streams are cut into messages (RFC 3261 §18.3), however their bytes arrive.
struct StreamFramerTests {
    @Test("Two messages in one piece come one after the other, with their bodies")
    func twoMessages() throws {
        var framer = StreamFramer()
        let (first, second) = (StreamSample.message(body: "v=0\r\n\r\n"), StreamSample.message("BYE", body: ""))
        framer.receive(first + second)
        #expect(try StreamSample.drain(&framer) == [.message(first), .message(second)])
        #expect(framer.bufferedBytes == 0)
    }

    @Test("A message that arrives byte by byte comes once it is whole")
    func byteByByte() throws {
        var framer = StreamFramer()
        let message = StreamSample.message(body: "hello")
        for byte in message.dropLast() {
            framer.receive(CollectionOfOne(byte))
            #expect(try framer.next() == nil)
            #expect(framer.isInsideMessage)
        }
        framer.receive(message.suffix(1))
        #expect(try framer.next() == .message(message))
        #expect(!framer.isInsideMessage)
    }

    @Test("The same units come of any split")
    func randomSplits() throws {
        var random = SplitMix64(seed: 20_261)
        var stream: [UInt8] = []
        var units: [StreamFramer.Unit] = []
        for index in 0..<60 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                stream += StreamFramer.pong + StreamFramer.pong
                units.append(.ping)
            case 1:
                stream += StreamFramer.pong
                fallthrough
            default:
                let body = String(repeating: "\r\nl: 7\r\n\r\n", count: Int.random(in: 0..<9, using: &random))
                let message = StreamSample.message(
                    "M\(index)", body: body, padding: Int.random(in: 0..<900, using: &random))
                stream += message
                units.append(.message(message))
            }
        }
        for _ in 0..<60 {
            var framer = StreamFramer()
            var found: [StreamFramer.Unit] = []
            var rest = stream[...]
            let largest = [1, 3, 40, 700, 5_000].randomElement(using: &random) ?? 1
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...largest, using: &random))
                rest = rest.dropFirst(piece.count)
                framer.receive(piece)
                found += try StreamSample.drain(&framer)
            }
            #expect(found == units)
        }
    }

    @Test("A message made of noise neither traps nor hangs, whatever the split")
    func noise() {
        var random = SplitMix64(seed: 7)
        let alphabet = Array("\r\n\r\n :lL0159-Content-Length: \t,;SIP/2.0\u{0}".utf8)
        for _ in 0..<1_000 {
            var framer = StreamFramer()
            for _ in 0..<8 {
                framer.receive((0..<40).map { _ in alphabet.randomElement(using: &random) ?? 0 })
                while let unit = try? framer.next(), case .message(let bytes) = unit { #expect(!bytes.isEmpty) }
            }
        }
    }

    @Test("Two line ends are a ping, one is nothing, and neither is part of a message")
    func keepAlives() throws {
        var framer = StreamFramer()
        let message = StreamSample.message()
        framer.receive(Array("\r\n\r\n\r\n".utf8) + message + Array("\r\n".utf8))
        #expect(try StreamSample.drain(&framer) == [.ping, .message(message)])
        framer.receive(Array("\r".utf8))
        #expect(try framer.next() == nil)
        #expect(!framer.isInsideMessage)
        framer.receive(Array("\n".utf8))
        #expect(try framer.next() == .ping)
    }

    @Test("A long message that comes byte by byte is looked at once: a hundred times the bytes cost about that")
    func linearTime() throws {
        func duration(headerBytes: Int) throws -> Duration {
            var limits = FramingLimits()
            limits.headerSectionBytes = headerBytes + 1_000
            limits.bufferedBytes = headerBytes + 1_000
            let message = StreamSample.message(padding: headerBytes)
            return try ContinuousClock().measure {
                var framer = StreamFramer(limits: limits)
                for byte in message {
                    framer.receive(CollectionOfOne(byte))
                    _ = try framer.next()
                }
            }
        }
        let (short, long) = (try duration(headerBytes: 5_000), try duration(headerBytes: 500_000))
        // Rescanning would cost ten thousand times.
        #expect(long < short * 1_500 + .milliseconds(50))
    }
}
