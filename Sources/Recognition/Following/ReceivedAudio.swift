/// The last seconds of what was received, whitened.
struct ReceivedAudio: Sendable {
    /// How many samples are kept at least: three seconds.
    static let memory = 24_000
    private static let room = 32_768

    /// The samples that are still there.
    private(set) var samples: [Float] = []
    /// The position of the first of them in the stream.
    private(set) var start = 0
    private var last: Float = 0

    init() { samples.reserveCapacity(Self.room) }

    /// The position behind the last sample.
    var end: Int { start + samples.count }

    mutating func append(_ sample: Int16) {
        if samples.count == Self.room {
            samples.removeFirst(Self.room - Self.memory)
            start += Self.room - Self.memory
        }
        let value = Float(sample)
        samples.append(value - last)
        last = value
    }

    /// The energy of the last samples.
    func energy(ofLast count: Int) -> Float {
        let first = max(0, samples.count - count)
        return Correlation.product(samples.span, first, samples.span, first, count: samples.count - first)
    }
}
