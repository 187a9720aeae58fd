import AudioFiles
import Foundation
import Testing

@Suite("Loading the prompts of a desk") struct LoadingTests {
    @Test("takes 1,100 files well under a second, even unoptimised")
    func time() throws {
        let folder = try TemporaryFolder()
        let recording = Recording(samples: noise(24_000, decibels: -23))
        for index in 0..<50 { _ = try folder.write(AudioFile.encode(recording, named: "p"), to: "\(index).wav") }
        let start = cpuTime()
        for index in 0..<1_100 {
            let content = try AudioFile.load(folder.file("\(index % 50).wav"), named: "p")
            #expect(content.recording.samples.count == 24_000 && content.format.isPrompt)
        }
        #expect(cpuTime() - start < 0.5, "seconds")
    }

    @Test("may be done by many tasks at once")
    func concurrency() async throws {
        let folder = try TemporaryFolder()
        let recordings = (0..<8).map { Recording(samples: noise(8_000 + $0, decibels: -23, seed: UInt64($0))) }
        for (index, recording) in recordings.enumerated() {
            try AudioFile.write(recording, to: folder.file("\(index).wav"), named: "p")
        }
        try await withThrowingTaskGroup(of: (Int, Recording).self) { group in
            for index in 0..<200 {
                group.addTask { (index % 8, try AudioFile.read(folder.file("\(index % 8).wav"), named: "p")) }
            }
            for try await (index, recording) in group { #expect(recording == recordings[index]) }
        }
    }

    /// The processor time that this thread has had, in seconds: the other tests do not count.
    private func cpuTime() -> Double {
        var time = timespec()
        #expect(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
