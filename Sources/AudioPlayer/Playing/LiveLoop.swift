/// The thread of a live line: a frame from the source to the device at every tick, until closed or the device is lost.
///
/// All of its buffers are made here, once; a tick allocates nothing.
final class LiveLoop {
    /// How many ticks in a row a device may run dry, one second, before it counts as lost.
    static let xrunLimit = 50

    private let stream: any PlayoutStream
    private let source: (inout [Int16]) -> Void
    private let onFailure: (SoundDeviceError) -> Void
    private let state: LiveState
    private var frame = [Int16](repeating: 0, count: PlayoutPacing.frame)
    private var fitted = [Int16](repeating: 0, count: PlayoutPacing.frame + PlayoutPacing.stretchLimit)
    private let silence = [Int16](repeating: 0, count: PlayoutPacing.frame)
    private(set) var report = PlayoutReport()
    private var dryTicks = 0

    init(
        stream: any PlayoutStream, state: LiveState, source: @escaping (inout [Int16]) -> Void,
        onFailure: @escaping (SoundDeviceError) -> Void
    ) {
        self.stream = stream
        self.state = state
        self.source = source
        self.onFailure = onFailure
    }

    /// Runs to the line's end; the device is given back before a failure is told.
    func run() {
        state.began()
        let failure = SoundSystem.listening {
            PipeShield.holding { () -> SoundDeviceError? in
                defer { stream.close() }
                do throws(StreamFault) {
                    try playUntilClosed()
                    return nil
                } catch {
                    return stream.loss(error.reason)
                }
            }
        }
        // Whoever has closed the line no longer cares what becomes of the device.
        if let failure, !state.isClosing { onFailure(failure) }
        state.ended()
    }

    private func playUntilClosed() throws(StreamFault) {
        var pacing = PlayoutPacing(start: MonotonicClock.now)
        while !state.isClosing {
            defer { state.update(report) }
            try play(&pacing, at: MonotonicClock.now)
            MonotonicClock.sleep(until: pacing.deadline)
        }
    }

    /// One tick.
    func play(_ pacing: inout PlayoutPacing, at now: Int64) throws(StreamFault) {
        var level = DeviceLevel()
        var isDry = false
        do throws(StreamFault) {
            level = try stream.level()
        } catch {
            try recover(from: error, &pacing)
            isDry = true
        }
        let turn = pacing.tick(at: now, queued: level.queued)
        report.missedTicks += turn.missed
        note(level.delay + turn.samples)
        pull()
        do throws(StreamFault) {
            try write(turn)
        } catch {
            try recover(from: error, &pacing)
            isDry = true
            try retry(&pacing)
        }
        dryTicks = isDry ? dryTicks + 1 : 0
        if dryTicks > Self.xrunLimit { throw .lost("it runs dry over and over") }
    }

    /// Takes the next frame.
    ///
    /// A source that has nothing leaves it silent; one that changes its length is put right.
    private func pull() {
        for index in frame.indices { frame[index] = 0 }
        source(&frame)
        report.frames += 1
        if frame.count > PlayoutPacing.frame { frame.removeLast(frame.count - PlayoutPacing.frame) }
        while frame.count < PlayoutPacing.frame { frame.append(0) }
    }

    private func write(_ turn: PlayoutPacing.Turn) throws(StreamFault) {
        if turn.silence > 0 {
            _ = try stream.write(silence, from: 0, count: min(turn.silence, silence.count))
        }
        FrameFitting.fit(frame, to: turn.samples, into: &fitted)
        var written = 0
        while written < turn.samples {
            let taken = try stream.write(fitted, from: written, count: turn.samples - written)
            // A device that has no room now must not be waited for.
            if taken == 0 { break }
            written += taken
        }
        report.samples += written
        report.droppedSamples += max(0, PlayoutPacing.frame - written)
        report.addedSamples += max(0, written - PlayoutPacing.frame)
    }

    /// Writes the frame once more after a fault; what runs dry again waits for the next tick.
    private func retry(_ pacing: inout PlayoutPacing) throws(StreamFault) {
        do throws(StreamFault) {
            try write(pacing.restart())
        } catch {
            try recover(from: error, &pacing)
        }
    }

    private func recover(from fault: StreamFault, _ pacing: inout PlayoutPacing) throws(StreamFault) {
        try stream.recover(from: fault)
        report.count(fault)
        pacing.ranDry()
    }

    private func note(_ delay: Int) {
        let delay = Duration.microseconds(Int64(delay) * 1_000_000 / Int64(PlayoutPacing.rate))
        report.longestDelay = max(report.longestDelay, delay)
    }
}
