/// Reads the SRV records of a DNS answer (RFC 1035 §4.1, RFC 2782).
///
/// The bytes come from the network: every read is checked, names point only backwards and have their lengths limited,
/// and the count of records is held to what was announced and to what fits.
struct DNSAnswer: Hashable, Sendable {
    /// Why an answer cannot be used.
    enum Failure: Error, Hashable, Sendable {
        /// It ends too early.
        case truncated(at: Int)
        /// A name is too long, points forwards, or has an unknown kind of label.
        case name(at: Int)
    }

    private static let serviceType: UInt16 = 33
    private static let internetClass: UInt16 = 1

    private(set) var services: [ServiceRecord] = []
    /// The shortest time to live of the records, in seconds.
    private(set) var secondsToLive: UInt32?

    init(_ bytes: [UInt8]) throws(Failure) {
        var reader = Reader(bytes: bytes)
        reader.position = 4
        let (questions, answers) = (try reader.word(), try reader.word())
        reader.position = 12
        for _ in 0..<questions {
            _ = try reader.name()
            try reader.skip(4)
        }
        for _ in 0..<answers {
            _ = try reader.name()
            let (type, recordClass) = (try reader.word(), try reader.word())
            let seconds = UInt32(try reader.word()) << 16 | UInt32(try reader.word())
            let length = Int(try reader.word())
            let end = reader.position + length
            if type == Self.serviceType, recordClass == Self.internetClass {
                services.append(
                    ServiceRecord(
                        priority: try reader.word(), weight: try reader.word(), port: try reader.word(),
                        target: try reader.name()))
                secondsToLive = min(secondsToLive ?? seconds, seconds)
            }
            reader.position = end
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func byte() throws(Failure) -> UInt8 {
            guard bytes.indices.contains(position) else { throw .truncated(at: position) }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func word() throws(Failure) -> UInt16 {
            UInt16(try byte()) << 8 | UInt16(try byte())
        }

        mutating func skip(_ count: Int) throws(Failure) {
            guard count <= bytes.count - position else { throw .truncated(at: position) }
            position += count
        }

        /// A name without its last dot; bytes that no host name has become question marks.
        mutating func name() throws(Failure) -> String {
            var text: [UInt8] = []
            /// Where reading goes on after the first pointer.
            var resumption: Int?
            var lowest = position
            while true {
                let start = position
                let length = try byte()
                switch length >> 6 {
                case 0:
                    if length == 0 {
                        position = resumption ?? position
                        return String(decoding: text, as: UTF8.self)
                    }
                    guard text.count + Int(length) <= 253 else { throw .name(at: start) }
                    if !text.isEmpty { text.append(0x2E) }
                    for _ in 0..<length {
                        let byte = try byte()
                        text.append((0x21...0x7E).contains(byte) && byte != 0x2E ? byte : 0x3F)
                    }
                case 3:
                    let target = Int(length & 0x3F) << 8 | Int(try byte())
                    resumption = resumption ?? position
                    // Each pointer goes before everything read so far, so that they come to an end.
                    guard target < lowest else { throw .name(at: start) }
                    lowest = target
                    position = target
                default:
                    throw .name(at: start)
                }
            }
        }
    }
}
