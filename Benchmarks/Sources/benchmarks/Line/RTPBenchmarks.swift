import RTP

/// What is done with every packet of sound that comes in.
struct RTPBenchmarks {
    private let packets = 1_000

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        report.title("Sound that comes in, a packet of 20 ms")
        try events(&report)
        try tones(&report)
        try jitter(&report)
    }

    /// A packet of a key: parsed, its source compared with the lock, the key found.
    private func events(_ report: inout Report) throws {
        var lock = SourceLock<UInt64>(expecting: 1)
        var receiver = TelephoneEventReceiver()
        var packet = [UInt8](repeating: 0, count: RTPHeader.length) + [5, 0x0A, 0, 160]
        var (sequence, keys) = (UInt16(0), 0)
        let sample = Sample.measure(runs: packets) {
            for number in 0..<packets {
                sequence &+= 1
                // A key of eight packets.
                let header = RTPHeader(
                    payloadType: 101, marker: number % 8 == 0, sequence: sequence,
                    timestamp: UInt32(sequence / 8) * 2_560, ssrc: 7)
                var span = packet.mutableSpan
                _ = try? header.write(into: &span)
                let bytes = packet.span
                guard let parsed = try? RTPPacket(parsing: bytes) else { continue }
                let verdict = lock.receive(parsed.header, from: 1, now: .zero)
                guard verdict == .accept || verdict == .acceptNewStream else { continue }
                let found = receiver.receive(parsed.header, payload: bytes.extracting(parsed.payload))
                if !found.isEmpty { keys += 1 }
            }
        }
        guard keys > 0 else { throw Unusable("no key was found") }
        report.heading("parse, source lock, telephone-event")
        report.atMost("nanoseconds", sample.nanoseconds, Thresholds.eventPacket, digits: 0)
        report.atMost("allocations", sample.allocations, Thresholds.frameAllocations)
    }

    /// Keys as tones, looked for in noise, as in nearly all packets there is none.
    private func tones(_ report: inout Report) throws {
        var receiver = InBandReceiver()
        var chance = RepeatedChance()
        let frames = (0..<50).map { _ in (0..<160).map { _ in UInt8(truncatingIfNeeded: chance.next()) & 0xBF } }
        var keys = 0
        let sample = Sample.measure(runs: packets) {
            for number in 0..<packets {
                let frame = frames[number % frames.count]
                if !receiver.receive(frame.span, law: .aLaw).isEmpty { keys += 1 }
            }
        }
        guard keys == 0 else { throw Unusable("noise was taken for keys") }
        report.heading("tones in noise")
        report.atMost("microseconds", sample.nanoseconds / 1000, Thresholds.toneFrame, digits: 2)
        report.atMost("allocations", sample.allocations, Thresholds.frameAllocations)
    }

    /// A packet put into the jitter buffer, a frame taken out.
    private func jitter(_ report: inout Report) throws {
        var buffer = JitterBuffer(law: .aLaw)
        let sound = [UInt8](repeating: 0x55, count: 160)
        var frame = [UInt8](repeating: 0, count: JitterBuffer.frameLength)
        var (sequence, played) = (UInt16(0), 0)
        let sample = Sample.measure(runs: packets) {
            for _ in 0..<packets {
                sequence &+= 1
                let header = RTPHeader(
                    payloadType: 8, sequence: sequence, timestamp: UInt32(sequence) &* 160, ssrc: 7)
                _ = buffer.put(header, sound.span, law: .aLaw)
                var span = frame.mutableSpan
                _ = buffer.take(into: &span)
                played += Int(frame[0])
            }
        }
        guard played > 0 else { throw Unusable("nothing was played") }
        report.heading("jitter buffer: a packet in, a frame out")
        report.atMost("nanoseconds", sample.nanoseconds, Thresholds.jitterFrame, digits: 0)
        report.atMost("allocations", sample.allocations, Thresholds.frameAllocations)
    }
}
