import RTP

/// A sender, a network and the tick, in virtual time.
///
/// Packets are put into the buffer when they arrive, and a frame is taken each 20 ms. Each frame of the sender's has a
/// byte of its own, so that the tests see what was played.
struct Line {
    var buffer: JitterBuffer
    var sequence: UInt16
    var timestamp: UInt32
    var ssrc: UInt32 = 7
    private(set) var heard: [String] = []

    init(
        law: G711 = .aLaw, limits: JitterBuffer.Limits = .standard, sequence: UInt16 = 65_530,
        timestamp: UInt32 = 0xFFFF_FE00
    ) {
        buffer = JitterBuffer(law: law, limits: limits)
        self.sequence = sequence
        self.timestamp = timestamp
    }

    /// The header of the sender's next packet; the sender moves on.
    mutating func next(samples: Int = 160, marker: Bool = false) -> RTPHeader {
        defer {
            sequence &+= 1
            timestamp &+= UInt32(samples)
        }
        return RTPHeader(payloadType: 8, marker: marker, sequence: sequence, timestamp: timestamp, ssrc: ssrc)
    }

    /// A packet arrives, all of whose samples are one byte.
    @discardableResult
    mutating func put(_ header: RTPHeader, _ byte: UInt8, samples: Int = 160, law: G711 = .aLaw) -> JitterBuffer.Arrival
    {
        let bytes = [UInt8](repeating: byte, count: samples)
        return buffer.put(header, bytes.span, law: law)
    }

    /// The sender sends, and the packet arrives at once.
    @discardableResult
    mutating func send(_ byte: UInt8, samples: Int = 160, marker: Bool = false) -> JitterBuffer.Arrival {
        put(next(samples: samples, marker: marker), byte, samples: samples)
    }

    /// The sender sends, and the packet is lost.
    mutating func lose(_ packets: Int = 1) { for _ in 0..<packets { _ = next() } }

    /// A tick.
    ///
    /// What was heard is noted: the frame's byte, `~` with the byte for concealment, `-` for silence.
    @discardableResult
    mutating func tick() -> JitterBuffer.Output {
        var bytes = [UInt8](repeating: 0, count: 160)
        var span = bytes.mutableSpan
        let output = buffer.take(into: &span)
        let same = Set(bytes)
        let text = same.count == 1 ? String(bytes[0]) : "mixed"
        switch output {
        case .frame: heard.append(text)
        case .concealed: heard.append("~")
        case .silence: heard.append("-")
        }
        return output
    }

    mutating func ticks(_ count: Int) { for _ in 0..<count { tick() } }

    /// What was heard since this was last asked.
    mutating func listen() -> String {
        defer { heard = [] }
        return heard.joined(separator: " ")
    }
}
