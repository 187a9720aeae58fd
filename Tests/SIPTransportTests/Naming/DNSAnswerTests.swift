import TestSupport
import Testing

@testable import SIPTransport

/// Answers of name servers, as they should be and as an attacker would have them.
struct DNSAnswerTests {
    @Test("SRV records are read, with compressed names, and other records are passed over")
    func services() throws {
        let answer = try DNSAnswer(
            DNSSample.answer([
                .other,
                .service(priority: 10, weight: 20, port: 5060, target: .labels(["a", "example"]), seconds: 300),
                .service(priority: 20, weight: 0, port: 5070, target: .pointer(12), seconds: 60),
            ]))
        #expect(
            answer.services == [
                ServiceRecord(priority: 10, weight: 20, port: 5060, target: "a.example"),
                ServiceRecord(priority: 20, weight: 0, port: 5070, target: "_sip._udp.desk.example"),
            ])
        #expect(answer.secondsToLive == 60)
    }

    @Test("A service that does not exist has an empty target")
    func root() throws {
        let sample = DNSSample.answer([.service(priority: 0, weight: 0, port: 0, target: .labels([]), seconds: 1)])
        #expect(try DNSAnswer(sample).services.map(\.target) == [""])
    }

    @Test("An answer without records is empty")
    func empty() throws {
        #expect(try DNSAnswer(DNSSample.answer([])).services == [])
    }

    @Test("A name that points at itself or forwards is refused")
    func loops() {
        let start = DNSSample.answer([]).count
        for target in [start, start + 1, 0x3FFF] {
            var bytes = DNSSample.answer([.other])
            bytes[start] = 0xC0 | UInt8(target >> 8)
            bytes[start + 1] = UInt8(target & 0xFF)
            #expect(throws: DNSAnswer.Failure.name(at: start)) { _ = try DNSAnswer(bytes) }
        }
    }

    @Test("A name longer than 253 bytes, or of an unknown kind of label, is refused")
    func names() {
        let long = Array(repeating: String(repeating: "x", count: 63), count: 5)
        let sample = DNSSample.answer([.service(priority: 0, weight: 0, port: 0, target: .labels(long), seconds: 1)])
        #expect(throws: DNSAnswer.Failure.self) { _ = try DNSAnswer(sample) }
        var unknown = DNSSample.answer([.other])
        unknown[12] = 0x41
        #expect(throws: DNSAnswer.Failure.name(at: 12)) { _ = try DNSAnswer(unknown) }
    }

    @Test("Bytes that no host name has become question marks")
    func odd() throws {
        let sample = DNSSample.answer([
            .service(priority: 0, weight: 0, port: 0, target: .labels(["a.b", "c\r\n"]), seconds: 1)
        ])
        #expect(try DNSAnswer(sample).services.map(\.target) == ["a?b.c??"])
    }

    @Test("An answer that is cut anywhere is refused or shorter, and noise does not trap")
    func noise() throws {
        let whole = DNSSample.answer([
            .service(priority: 10, weight: 20, port: 5060, target: .labels(["a", "example"]), seconds: 300)
        ])
        for count in 0..<whole.count {
            #expect(throws: DNSAnswer.Failure.self) { _ = try DNSAnswer(Array(whole.prefix(count))) }
        }
        var random = SplitMix64(seed: 3)
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0..<4 {
                bytes[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? DNSAnswer(bytes)
        }
    }
}

/// Answers to a question for `_sip._udp.desk.example`, byte by byte.
enum DNSSample {
    enum Name {
        case labels([String])
        case pointer(Int)

        var bytes: [UInt8] {
            switch self {
            case .labels(let labels): labels.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
            case .pointer(let target): [0xC0 | UInt8(target >> 8), UInt8(target & 0xFF)]
            }
        }
    }

    enum Record {
        case service(priority: UInt16, weight: UInt16, port: UInt16, target: Name, seconds: UInt32)
        /// A CNAME of the question's name.
        case other

        var bytes: [UInt8] {
            let (type, seconds, data): (UInt16, UInt32, [UInt8])
            switch self {
            case .service(let priority, let weight, let port, let target, let time):
                (type, seconds, data) = (33, time, [priority, weight, port].flatMap(DNSSample.word) + target.bytes)
            case .other:
                (type, seconds, data) = (5, 1, Name.pointer(12).bytes)
            }
            return Name.pointer(12).bytes + word(type) + word(1)
                + word(UInt16(seconds >> 16)) + word(UInt16(seconds & 0xFFFF)) + word(UInt16(data.count)) + data
        }
    }

    static func word(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    static func answer(_ records: [Record], id: UInt16 = 7, code: UInt8 = 0) -> [UInt8] {
        let question = Name.labels(["_sip", "_udp", "desk", "example"]).bytes + word(33) + word(1)
        let header = word(id) + [0x84, 0x80 | code] + word(1) + word(UInt16(records.count)) + word(0) + word(0)
        return header + question + records.flatMap(\.bytes)
    }
}
