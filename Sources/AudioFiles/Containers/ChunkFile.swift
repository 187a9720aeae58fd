import Desk

/// The chunks of a WAV (RIFF) or AIFF (EA IFF 85) file: a name of four letters, a length of four bytes, the content.
///
/// Reference: Microsoft, *Multimedia Programming Interface and Data Specifications 1.0* (1991); Apple, *Audio
/// Interchange File Format AIFF-C* (1991). Chunks begin at even places.
struct ChunkFile {
    /// How many chunks are looked at; real files have fewer than twenty.
    static let chunkLimit = 1_000

    private(set) var bytes: [UInt8]
    private let container: AudioContainer
    private let isBigEndian: Bool

    init(_ bytes: [UInt8], _ container: AudioContainer) {
        self.bytes = bytes
        self.container = container
        isBigEndian = container == .aiff || bytes.has("RIFX", at: 0)
    }

    /// Checks that the sound is there to its end, and gives its size in bytes.
    ///
    /// A length that is not reliable is mended where it goes past the end of the bytes, or was never filled in.
    mutating func checkSound(lengthIsReliable: Bool, _ complaint: Complaint) throws(Problem) -> Int {
        guard let place = soundChunk() else {
            throw complaint(
                "the \(container.rawValue) has a header and no sound ('\(soundName)' chunk)",
                mend: "record or export it again")
        }
        let body = place + 8
        let claimed = size(at: place + 4)
        let present = bytes.count - body
        guard present > 0 else { throw claimed == 0 ? complaint.empty : complaint.cut("it ends with its header") }
        if claimed == 0, lengthIsReliable {
            throw complaint(
                "the \(container.rawValue) claims to have no sound, as if the recording had never been finished",
                mend: "record or export it again")
        }
        if claimed <= present, claimed > 0 { return claimed - soundOffset }
        guard !lengthIsReliable else {
            throw complaint.cut("it announces \(claimed) bytes of sound and has \(present)")
        }
        setSize(present, at: place + 4)
        setSize(bytes.count - 8, at: 4)
        return max(0, present - soundOffset)
    }

    private var soundName: StaticString { container == .aiff ? "SSND" : "data" }

    /// An AIFF's sound chunk begins with an offset and a block size.
    private var soundOffset: Int { container == .aiff ? 8 : 0 }

    private func soundChunk() -> Int? {
        var place = 12
        for _ in 0..<Self.chunkLimit {
            guard place <= bytes.count - 8 else { return nil }
            if bytes.has(soundName, at: place) { return place }
            let size = size(at: place + 4)
            place += 8 + size + size % 2
        }
        return nil
    }

    /// The four bytes at a place that is known to be there.
    private func size(at place: Int) -> Int {
        (0..<4).reduce(0) { size, index in
            size << 8 | Int(bytes[place + (isBigEndian ? index : 3 - index)])
        }
    }

    private mutating func setSize(_ size: Int, at place: Int) {
        for index in 0..<4 {
            let shift = 8 * (isBigEndian ? 3 - index : index)
            bytes[place + index] = UInt8(truncatingIfNeeded: size >> shift)
        }
    }
}
