import Foundation
import RTP

/// Packets that sipp plays.
enum Capture {
    /// A tone as A-law in packets of some length.
    ///
    /// The format is libpcap's, with Ethernet frames; sipp replaces addresses and ports.
    static func ofTone(_ frequency: Double, seconds: Int, packetMilliseconds: Int) -> Data {
        let size = packetMilliseconds * 8
        let sound = DeskVoice.tone(frequency, seconds: seconds).map { G711.aLaw.encode($0) }
        var file =
            little(0xA1B2_C3D4, 4) + little(2, 2) + little(4, 2) + little(0, 8) + little(65_535, 4) + little(1, 4)
        for (index, start) in stride(from: 0, to: sound.count - size, by: size).enumerated() {
            let rtp: [UInt8] = [0x80, 8] + big(index, 2) + big(start, 4) + big(0x0CAF_E001, 4)
            let payload = rtp + sound[start..<start + size]
            let udp = big(6_000, 2) + big(6_000, 2) + big(payload.count + 8, 2) + [0, 0] + payload
            let ip: [UInt8] =
                [0x45, 0] + big(udp.count + 20, 2) + [0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1] + udp
            let frame = [UInt8](repeating: 0, count: 12) + [8, 0] + ip
            let microseconds = index * packetMilliseconds * 1_000
            file += little(microseconds / 1_000_000, 4) + little(microseconds % 1_000_000, 4)
            file += little(frame.count, 4) + little(frame.count, 4) + frame
        }
        return Data(file)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }
}
