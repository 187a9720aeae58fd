@testable import RTP

/// The jitter buffer under any order of packets and ticks: every tick gives one frame, and every count adds up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let limits = JitterBuffer.Limits(
        minimum: Int(input.byte() & 63) - 2, initial: Int(input.byte() & 63) - 2, maximum: Int(input.byte() & 63) - 2)
    let law: G711 = input.byte() & 1 == 0 ? .aLaw : .muLaw
    var buffer = JitterBuffer(law: law, limits: limits)
    var header = RTPHeader(payloadType: 8, sequence: input.short(), timestamp: input.word(), ssrc: 1)
    var frame = Array(repeating: UInt8(0), count: JitterBuffer.frameLength + 3)
    var packets: UInt64 = 0
    var ticks: UInt64 = 0
    while !input.isEmpty {
        let choices = input.byte()
        if choices & 1 == 1 {
            for _ in 0...Int(choices >> 5) {
                var span = frame.mutableSpan
                let offset = Int(choices >> 1 & 3)
                let output = buffer.take(into: &span, at: offset)
                ticks += 1
                let written = frame[offset..<offset + JitterBuffer.frameLength]
                expect(output != .silence || written.allSatisfy { $0 == law.silence }, "silence that is none")
            }
            continue
        }
        var sent = header
        let samples = input.pick([160, 160, 160, 80, 240, 480, 0, 481, 1])
        switch choices >> 1 & 7 {
        case 0...3: break
        case 4: sent.sequence &+= UInt16(bitPattern: Int16(Int8(bitPattern: input.byte())))
        case 5: sent.timestamp &+= UInt32(bitPattern: Int32(Int8(bitPattern: input.byte())) * 80)
        case 6:
            header = RTPHeader(
                payloadType: 8, sequence: input.short(), timestamp: input.word(), ssrc: UInt32(input.byte() & 1))
        default:
            sent.sequence &+= UInt16(bitPattern: Int16(Int8(bitPattern: input.byte())))
            sent.timestamp &+= UInt32(bitPattern: Int32(Int8(bitPattern: input.byte())) * 160)
        }
        sent.marker = choices & 16 != 0
        let isNoise = choices & 0xE0 == 0xE0
        let payload = Array(repeating: choices, count: samples)
        let packetLaw: G711 = choices & 32 == 0 ? .aLaw : .muLaw
        let arrival = isNoise ? buffer.putComfortNoise(sent) : buffer.put(sent, payload.span, law: packetLaw)
        if arrival != .unusable && !(isNoise && arrival == .buffered) { packets += 1 }
        header.sequence &+= 1
        header.timestamp &+= UInt32(samples)
    }
    let counts = buffer.statistics
    expect(counts.played + counts.concealed + counts.silent == ticks, "ticks got lost: \(counts)")
    expect(counts.buffered + counts.late + counts.duplicates + counts.outliers == packets, "packets: \(counts)")
    expect(buffer.targetDelay <= .milliseconds(20) * limits.maximum, "a delay over the limit")
    expect(buffer.targetDelay >= .milliseconds(20) * limits.minimum, "a delay under the limit")
    _ = counts.meanDelay
    return 0
}
