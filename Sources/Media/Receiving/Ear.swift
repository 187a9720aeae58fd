import RTP

/// Who hears a peer: the other side of a bridge, a recorder, and who listens live.
///
/// A leg has one only while somebody listens. For a bridge and a recorder the peer's packets are brought back into
/// frames, by a jitter buffer of about 3 KB; a frame that is taken is recorded, too. Who listens live gets the packets
/// by themselves.
final class Ear {
    /// Whether the other side of a bridge listens.
    var isBridged = false { didSet { followNeeds() } }
    /// What is recorded; set by ``record(with:)``.
    private(set) var recorder: Recorder?
    /// What is heard live.
    var live: LiveTrack?
    /// Whether nobody listens any more.
    var isIdle: Bool { !needsFrames && live == nil }
    /// The law of the frames.
    let law: G711
    /// Packets that the buffers had to throw away.
    var tooLate: UInt64 { tooLateBefore &+ (buffer?.statistics.late ?? 0) }
    /// How long the buffer holds a packet.
    var meanDelay: Duration { buffer?.statistics.meanDelay ?? meanDelayBefore }

    private var buffer: JitterBuffer?
    /// What buffers have counted that are gone.
    private var tooLateBefore: UInt64 = 0
    private var meanDelayBefore = Duration.zero

    init(_ law: G711) { self.law = law }

    /// Begins to record, or ends it.
    func record(with recorder: Recorder?) {
        self.recorder = recorder
        followNeeds()
    }

    private var needsFrames: Bool { isBridged || recorder != nil }

    private func followNeeds() {
        if needsFrames {
            if buffer == nil { buffer = JitterBuffer(law: law) }
        } else {
            (tooLateBefore, meanDelayBefore) = (tooLate, meanDelay)
            buffer = nil
        }
    }

    /// Takes a packet of sound.
    ///
    /// - Returns: whether it is the first that is heard live.
    func receive(_ header: RTPHeader, _ samples: Span<UInt8>, law: G711, now: Duration) -> Bool {
        _ = buffer?.put(header, samples, law: law)
        return live?.receive(header, samples, law: law, now: now) ?? false
    }

    /// Takes a packet of comfort noise.
    func receiveComfortNoise(_ header: RTPHeader) { _ = buffer?.putComfortNoise(header) }

    /// Takes the next frame out.
    ///
    /// - Returns: what the recorder has noticed.
    func take(_ frame: inout BridgedFrame) -> Recorder.Notice? {
        guard buffer != nil else { return nil }
        var bytes = frame.bytes.mutableSpan
        _ = buffer?.take(into: &bytes)
        frame.law = law
        return recorder?.append(frame.bytes)
    }
}
