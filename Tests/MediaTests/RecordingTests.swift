import Media
import RTP
import Testing

/// Recording what a peer says.
struct RecordingTests {
    private let board = Switchboard()

    /// The peer says so many frames, one byte throughout each, and as many turns pass.
    private func say(_ byte: UInt8, _ numbers: Range<Int>, payloadType: UInt8 = 8, on leg: MediaID) throws {
        for number in numbers {
            board.hear(byte, number: number, payloadType: payloadType, on: leg)
            _ = try board.turn(leg)
            board.wait()
        }
    }

    private func recorded(_ happenings: [MediaEvent.Happening]) -> MediaRecording? {
        for case .recorded(let recording) in happenings { return recording }
        return nil
    }

    @Test("What was said is handed out when the recording ends, a frame for each turn")
    func whole() throws {
        let leg = board.open(1)
        board.perform(.record(RecordingLimits()), on: leg)
        try say(0x25, 0..<20, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
        board.perform(.stopRecording, on: leg)
        let recording = try #require(recorded(board.happenings(on: leg)))
        #expect(recording.law == .aLaw)
        #expect(recording.duration == .milliseconds(400))
        #expect(recording.bytes.count { $0 == 0x25 } >= 160 * 15)
        #expect(recording.samples().contains(G711.aLaw.decode(0x25)))
    }

    @Test("A peer that changes the law unannounced is recorded in one law")
    func lawChange() throws {
        let leg = board.open(1)
        board.perform(.record(RecordingLimits()), on: leg)
        try say(0x25, 0..<10, on: leg)
        let sample = G711.aLaw.decode(0x25)
        try say(G711.muLaw.encode(sample), 10..<20, payloadType: 0, on: leg)
        board.perform(.stopRecording, on: leg)
        let samples = try #require(recorded(board.happenings(on: leg))).samples()
        #expect(samples.count { abs(Int($0) - Int(sample)) <= 64 } >= 160 * 15)
    }

    @Test("A recording ends by itself at its limit")
    func limit() throws {
        let leg = board.open(1)
        board.perform(.record(RecordingLimits(length: .milliseconds(100))), on: leg)
        try say(0x25, 0..<4, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
        try say(0x25, 4..<8, on: leg)
        #expect(try #require(recorded(board.happenings(on: leg))).duration == .milliseconds(100))
        board.perform(.stopRecording, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test("No recording is longer than ten minutes")
    func longest() { #expect(RecordingLimits(length: .seconds(86_400)).length == .seconds(600)) }

    @Test("A peer that stops speaking is told as silent, once")
    func silence() throws {
        let leg = board.open(1)
        board.perform(.record(RecordingLimits(finalSilence: .seconds(2))), on: leg)
        try say(0x25, 0..<50, on: leg)
        try say(G711.aLaw.silence, 50..<140, on: leg)
        #expect(board.happenings(on: leg).isEmpty)
        try say(G711.aLaw.silence, 140..<200, on: leg)
        #expect(board.happenings(on: leg) == [.fellSilent])
    }

    @Test("A leg that is closed hands out its recording before its report")
    func closing() throws {
        let leg = board.open(1)
        board.perform(.record(RecordingLimits()), on: leg)
        try say(0x25, 0..<5, on: leg)
        _ = board.close(leg)
        let happenings = board.happenings(on: leg)
        #expect(happenings.count == 2)
        #expect(recorded(happenings)?.duration == .milliseconds(100))
    }
}
