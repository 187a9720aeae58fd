import Prompts
import RTP

/// Twenty milliseconds of what one side of a bridge says, on their way to the other.
struct BridgedFrame: Sendable {
    /// The law of the bytes.
    var law: G711
    /// ``FrameStore/frameLength`` bytes.
    var bytes: [UInt8]

    init() {
        law = .aLaw
        bytes = Array(repeating: G711.aLaw.silence, count: FrameStore.frameLength)
    }

    /// Copies the frame into a packet, in the law of the side that hears it.
    ///
    /// - Precondition: the packet has room for a frame from the offset on.
    func copy(to other: G711, into packet: inout [UInt8], at offset: Int) {
        guard law == other else {
            for index in bytes.indices { packet[offset + index] = other.transcoded(bytes[index]) }
            return
        }
        precondition(offset >= 0 && packet.count - offset >= bytes.count, "the packet has no room for a frame")
        packet.withUnsafeMutableBufferPointer { packet in
            bytes.withUnsafeBufferPointer { bytes in
                _ = packet[offset..<offset + bytes.count].update(fromContentsOf: bytes)
            }
        }
    }
}

extension G711 {
    /// The byte of this law for a byte of the other.
    func transcoded(_ byte: UInt8) -> UInt8 {
        switch self {
        case .aLaw: Self.toALaw[Int(byte)]
        case .muLaw: Self.toMuLaw[Int(byte)]
        }
    }

    private static let toALaw = (UInt8.min...UInt8.max).map { G711.aLaw.encode(G711.muLaw.decode($0)) }
    private static let toMuLaw = (UInt8.min...UInt8.max).map { G711.muLaw.encode(G711.aLaw.decode($0)) }
}
