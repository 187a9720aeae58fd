import CallFlow
import Desk
import DeskFolder
import Prompts
import RTP
import Recordings

/// The shipped prompts: loading and encoding them, putting prompts together, and handing out frames.
struct SoundBenchmarks {
    private let recordings: DeskRecordings
    private let callsAtOnce = 1_000

    init(desk path: String) throws { recordings = try DeskRecordings(try DeskFolder.load(at: path)) }

    /// Measures all of them.
    func run(_ report: inout Report) throws {
        report.title("Sound")
        let loaded = try VoiceLoader(recordings).load()
        try load(&report)
        speak(loaded.voice, &report)
        try frames(loaded.voice, &report)
    }

    /// From the files to frames in both laws.
    private func load(_ report: inout Report) throws {
        var wall: [Double] = []
        var cpu: [Double] = []
        var last: VoiceLoader.Report?
        for _ in 0..<9 {
            let (wallStart, cpuStart) = (Clocks.wall, Clocks.cpu)
            last = try VoiceLoader(recordings).load().report
            wall.append(Double(Clocks.wall - wallStart) / 1e6)
            cpu.append(Double(Clocks.cpu - cpuStart) / 1e6)
        }
        guard let last else { return }
        let seconds = Report.round(Double(last.sound.components.seconds), 0)
        report.heading("load and encode \(last.recordings) recordings, \(seconds) s of sound")
        report.atMost("milliseconds, median", Sample.median(wall), Thresholds.loadPrompts)
        report.line("CPU time, median", "\(Report.round(Sample.median(cpu), 0)) ms")
        report.line("memory", "\(last.memory) bytes; one law has \(last.lawBytes)")
        report.atMost("times one law", Double(last.memory) / Double(last.lawBytes), Thresholds.promptMemory, digits: 2)
    }

    /// What is done once for each prompt that is spoken.
    private func speak(_ voice: PromptVoice, _ report: inout Report) {
        let now = Instant(seconds: 1_773_171_000)
        let utterances = [
            Utterance(
                prompt: "ticket-found", language: .french,
                values: [.ticket: .digits("T-8812"), .opened: .instant(now.advanced(by: .minutes(-90)))])
        ]
        var frames = 0
        let sample = Sample.measure(runs: 1_000) {
            for _ in 0..<1_000 { frames += voice.playlist(utterances, at: now).frameCount }
        }
        report.heading("a prompt with two values")
        report.line(
            "CPU time",
            "\(Report.round(sample.nanoseconds / 1000, 2)) µs, \(Report.round(sample.allocations, 1)) allocations")
    }

    /// What is done 50 times a second for each call.
    private func frames(_ voice: PromptVoice, _ report: inout Report) throws {
        let list = voice.playlist([Utterance(prompt: "hold", language: .french)], at: Instant(seconds: 0))
        var calls = Array(repeating: Playback(list), count: callsAtOnce)
        var packet = [UInt8](repeating: 0, count: 12 + FrameStore.frameLength)
        var sum = 0
        let sample = Sample.measure(runs: callsAtOnce) {
            for index in calls.indices {
                guard let frame = calls[index].next() else {
                    calls[index] = Playback(list)
                    continue
                }
                voice.store.copy(frame, .aLaw, into: &packet, at: 12)
                sum += Int(packet[12])
            }
        }
        guard sum > 0 else { throw Unusable("no frame was handed out") }
        report.heading("a frame of 20 ms into a packet, \(callsAtOnce) calls in turn")
        report.line("CPU time a frame", "\(Report.round(sample.nanoseconds, 0)) ns")
        report.atMost("allocations a frame", sample.allocations, Thresholds.frameAllocations)
    }
}
