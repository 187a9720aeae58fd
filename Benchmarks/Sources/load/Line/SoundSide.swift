/// The sound of many telephones behind one port: 20 ms of A-law fifty times a second, and keys as telephone-events (RFC 4733).
///
/// The server has a port for every leg, so that the port that a packet comes from tells the leg. Packets are sent in four slices, one
/// every 5 ms, as telephones are not in step.
final class SoundSide {
    /// One telephone's sound.
    private struct Leg {
        var port: UInt16
        var sends: Bool
        var sequence: UInt16
        var timestamp: UInt32
        var keys: [UInt8] = []
        /// Packets of the key so far; nothing between keys.
        var keyed: Int?
        /// Packets of voice to send before the next key.
        var pause = 0
        var lastSequence: UInt16?
        var lastArrival: Int64 = 0
    }

    static let slices = 4
    private static let (audio, events): (UInt8, UInt8) = (8, 101)
    /// A key as long as telephones make them at least (RFC 4733: 40 ms of tone and of pause): three packets, and two repetitions of the last.
    private static let (keyPackets, keyPause) = (5, 3)

    let line: Line
    private let control: Line
    private var legs: [Leg] = []
    private var free: [Int] = []
    private var legOfPort = [Int32](repeating: -1, count: 65_536)
    private var packet = [UInt8](repeating: 0xD5, count: 172)

    /// Whether gaps are being counted.
    var counts = false
    /// Time from one packet of a leg to the next that the server numbered behind it.
    private(set) var gaps = GapHistogram()
    /// Packets that came and were sent.
    private(set) var (received, sent) = (0, 0)
    /// Packets whose number did not follow on the one before.
    private(set) var missing = 0

    init(from first: UInt16) throws {
        var pair: (Line, Line)?
        for port in stride(from: first, to: first + 100, by: 2) where pair == nil {
            let sound = try Line(from: port, each: 192)
            let reports = try Line(from: sound.port + 1, each: 192)
            if sound.port % 2 == 0, reports.port == sound.port + 1 { pair = (sound, reports) }
        }
        guard let pair else { throw Unusable("there is no free pair of ports from \(first) on") }
        (line, control) = pair
    }

    var port: UInt16 { line.port }
    var descriptors: [Int32] { [line.descriptor, control.descriptor] }

    /// A telephone speaks with a port of the server.
    func open(_ port: UInt16, sends: Bool) -> Int {
        let leg = Leg(
            port: port, sends: sends, sequence: .random(in: .min ... .max), timestamp: .random(in: .min ... .max))
        let place = free.popLast() ?? legs.count
        if place < legs.count { legs[place] = leg } else { legs.append(leg) }
        legOfPort[Int(port)] = Int32(place)
        return place
    }

    func close(_ place: Int) {
        legOfPort[Int(legs[place].port)] = -1
        legs[place].port = 0
        free.append(place)
    }

    /// Presses keys, one after the other.
    func press(_ keys: String, on place: Int) {
        legs[place].keys += keys.utf8.compactMap { (0x30...0x39).contains($0) ? $0 - 0x30 : $0 == 0x2A ? 10 : nil }
    }

    /// Sends the packets of a slice.
    func tick(_ slice: Int) {
        for place in stride(from: slice, to: legs.count, by: Self.slices) where legs[place].port != 0 {
            if let key = legs[place].keys.first { speak(key, place) } else if legs[place].sends { speak(nil, place) }
        }
        line.flush()
    }

    private func speak(_ key: UInt8?, _ place: Int) {
        var length = 172
        var marker: UInt8 = 0
        var type = Self.audio
        var stamp = legs[place].timestamp
        if let key, legs[place].pause == 0 {
            let turn = legs[place].keyed ?? 0
            stamp &-= UInt32(turn) * 160
            (length, type, marker) = (16, Self.events, turn == 0 ? 0x80 : 0)
            let duration = min(turn + 1, Self.keyPackets - 2) * 160
            packet[12] = key
            packet[13] = turn + 3 >= Self.keyPackets ? 0x8A : 0x0A
            (packet[14], packet[15]) = (UInt8(duration >> 8 & 0xFF), UInt8(duration & 0xFF))
            legs[place].keyed = turn + 1
            if turn + 1 == Self.keyPackets {
                legs[place].keys.removeFirst()
                (legs[place].keyed, legs[place].pause) = (nil, Self.keyPause)
            }
        } else {
            (packet[12], packet[13], packet[14], packet[15]) = (0xD5, 0xD5, 0xD5, 0xD5)
            legs[place].pause = max(0, legs[place].pause - 1)
        }
        head(type | marker, legs[place].sequence, stamp, UInt32(place))
        legs[place].sequence &+= 1
        legs[place].timestamp &+= 160
        line.write(packet[..<length], to: legs[place].port)
        sent += 1
    }

    private func head(_ type: UInt8, _ sequence: UInt16, _ stamp: UInt32, _ source: UInt32) {
        (packet[0], packet[1]) = (0x80, type)
        (packet[2], packet[3]) = (UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence))
        for index in 0..<4 {
            packet[4 + index] = UInt8(truncatingIfNeeded: stamp >> UInt32(24 - 8 * index))
            packet[8 + index] = UInt8(truncatingIfNeeded: source >> UInt32(24 - 8 * index))
        }
    }

    /// Takes what the server sent.
    func read() {
        line.read { arrival in
            received += 1
            let place = Int(legOfPort[Int(arrival.port)])
            guard place >= 0, arrival.bytes.count >= 12 else { return }
            let start = arrival.bytes.lowerBound
            let sequence = UInt16(line.room[start + 2]) << 8 | UInt16(line.room[start + 3])
            if counts, let last = legs[place].lastSequence {
                if sequence == last &+ 1 {
                    gaps.add(arrival.arrived - legs[place].lastArrival)
                } else {
                    missing += 1
                }
            }
            (legs[place].lastSequence, legs[place].lastArrival) = (sequence, arrival.arrived)
        }
        control.read { _ in }
    }
}
