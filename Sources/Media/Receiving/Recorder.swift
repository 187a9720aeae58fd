import Prompts
import RTP

/// Keeps what a peer says, frame by frame, up to a limit; notices when the peer has stopped speaking.
struct Recorder: Sendable {
    /// What a frame has shown.
    enum Notice: Hashable, Sendable {
        /// The peer is silent; told once.
        case silence
        /// The limit is reached: the recording is over.
        case full
    }

    private let law: G711
    private let limit: Int
    private var bytes: [UInt8] = []
    private var detector: SilenceDetector?
    private static let firstFrames = 500

    init(_ limits: RecordingLimits, law: G711) {
        self.law = law
        limit = Int(limits.length / .milliseconds(FrameStore.frameMilliseconds)) * FrameStore.frameLength
        detector = limits.finalSilence.map { SilenceDetector(final: $0) }
        bytes.reserveCapacity(min(limit, Self.firstFrames * FrameStore.frameLength))
    }

    /// What was recorded.
    var recording: MediaRecording { MediaRecording(law: law, bytes: bytes) }

    /// Takes a frame in the recorder's law.
    mutating func append(_ frame: [UInt8]) -> Notice? {
        guard bytes.count < limit else { return .full }
        bytes.append(contentsOf: frame)
        if bytes.count >= limit { return .full }
        switch detector?.receive(frame.span, law: law) {
        case .finalSilence, .nothingSaid: return .silence
        case .speechBegan, nil: return nil
        }
    }
}
