import RTP

/// The sound of a desk, encoded once in both laws of G.711 and cut into frames that all calls share.
///
/// Linear samples are not kept: the store takes two bytes a sample, one for each law.
public struct FrameStore: Sendable {
    /// The length of a frame.
    public static let frameMilliseconds = 20
    /// Samples, and so bytes, of a frame at 8 kHz.
    public static let frameLength = 160

    private var aLaw: [UInt8]
    private var muLaw: [UInt8]

    /// A store that holds silence.
    ///
    /// - Parameter frames: how many frames there should be room for.
    public init(reserving frames: Int = 0) {
        aLaw = Array(repeating: G711.aLaw.silence, count: Self.frameLength)
        muLaw = Array(repeating: G711.muLaw.silence, count: Self.frameLength)
        aLaw.reserveCapacity((frames + 1) * Self.frameLength)
        muLaw.reserveCapacity((frames + 1) * Self.frameLength)
    }

    /// Encodes samples (8 kHz, mono) and keeps them; the last frame is filled up with silence.
    public mutating func append(_ samples: [Int16]) -> FrameRun {
        let first = frameCount
        // Growing by doubling would take twice the memory for one more title.
        let needed = aLaw.count + samples.count + Self.frameLength
        if needed > aLaw.capacity {
            aLaw.reserveCapacity(needed)
            muLaw.reserveCapacity(needed)
        }
        G711.aLaw.encode(samples, to: &aLaw)
        G711.muLaw.encode(samples, to: &muLaw)
        let over = samples.count % Self.frameLength
        if over > 0 {
            aLaw.append(contentsOf: repeatElement(G711.aLaw.silence, count: Self.frameLength - over))
            muLaw.append(contentsOf: repeatElement(G711.muLaw.silence, count: Self.frameLength - over))
        }
        return FrameRun(first: first, count: frameCount - first)
    }

    /// How many frames there are, silence among them.
    public var frameCount: Int { aLaw.count / Self.frameLength }

    /// The bytes that one law takes.
    public var byteCount: Int { aLaw.count }

    /// The bytes that are held in memory for both laws.
    public var capacity: Int { aLaw.capacity + muLaw.capacity }

    /// Copies a frame into a packet; allocates nothing.
    ///
    /// - Precondition: the packet has room for ``frameLength`` bytes from the offset on.
    public func copy(_ frame: FrameNumber, _ law: G711, into packet: inout [UInt8], at offset: Int = 0) {
        let bytes = bytes(of: frame, law)
        precondition(offset >= 0 && packet.count - offset >= bytes.count, "the packet has no room for a frame")
        packet.withUnsafeMutableBufferPointer { packet in
            bytes.withUnsafeBufferPointer { bytes in
                _ = packet[offset..<offset + bytes.count].update(fromContentsOf: bytes)
            }
        }
    }

    /// The bytes of a frame: 160, shared with the store.
    public func bytes(of frame: FrameNumber, _ law: G711) -> ArraySlice<UInt8> {
        let start = frame * Self.frameLength
        return switch law {
        case .aLaw: aLaw[start..<start + Self.frameLength]
        case .muLaw: muLaw[start..<start + Self.frameLength]
        }
    }
}
