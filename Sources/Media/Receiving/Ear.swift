import RTP

/// What brings a peer's packets back into frames: for the other side of a bridge, for a recording, or for both.
///
/// A leg has one only while somebody listens; its jitter buffer takes about 3 KB. A frame that is taken is recorded,
/// too.
final class Ear {
    /// Whether the other side of a bridge listens.
    var isBridged = false
    /// What is recorded.
    var recorder: Recorder?
    /// Whether nobody listens any more.
    var isIdle: Bool { !isBridged && recorder == nil }
    /// The law of the frames.
    var law: G711 { buffer.law }
    /// The buffer's counts.
    var statistics: JitterBuffer.Statistics { buffer.statistics }

    private var buffer: JitterBuffer

    init(_ law: G711) { buffer = JitterBuffer(law: law) }

    /// Takes a packet of sound.
    func receive(_ header: RTPHeader, _ samples: Span<UInt8>, law: G711) {
        _ = buffer.put(header, samples, law: law)
    }

    /// Takes a packet of comfort noise.
    func receiveComfortNoise(_ header: RTPHeader) { _ = buffer.putComfortNoise(header) }

    /// Takes the next frame out.
    ///
    /// - Returns: what the recorder has noticed.
    func take(_ frame: inout BridgedFrame) -> Recorder.Notice? {
        var bytes = frame.bytes.mutableSpan
        _ = buffer.take(into: &bytes)
        frame.law = buffer.law
        return recorder?.append(frame.bytes)
    }
}
