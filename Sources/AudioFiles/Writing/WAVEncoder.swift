/// Makes WAV files in their plainest form: `RIFF`, `fmt ` and `data`, nothing that could differ between two runs.
enum WAVEncoder {
    /// - Precondition: the recording is within the limits, and so its size within the header's four bytes.
    static func encode(_ recording: Recording) -> [UInt8] {
        let size = recording.samples.count * 2
        precondition(size <= Int(Int32.max), "\(size) bytes of sound do not fit into a WAV")
        var bytes: [UInt8] = []
        bytes.reserveCapacity(44 + size)
        bytes += "RIFF".utf8
        bytes.append(littleEndian: UInt32(36 + size))
        bytes += "WAVEfmt ".utf8
        bytes.append(littleEndian: UInt32(16))
        bytes.append(littleEndian: UInt16(1))
        bytes.append(littleEndian: UInt16(1))
        bytes.append(littleEndian: UInt32(Recording.sampleRate))
        bytes.append(littleEndian: UInt32(Recording.sampleRate * 2))
        bytes.append(littleEndian: UInt16(2))
        bytes.append(littleEndian: UInt16(16))
        bytes += "data".utf8
        bytes.append(littleEndian: UInt32(size))
        for sample in recording.samples { bytes.append(littleEndian: UInt16(bitPattern: sample)) }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
