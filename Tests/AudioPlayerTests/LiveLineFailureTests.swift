import Dispatch
import Synchronization
import Testing

@testable import AudioPlayer

@Suite("A line whose device is lost", .enabled(if: SoundDevices.isSupported))
struct LiveLineFailureTests {
    /// Opens a line, waits for its failure and a little longer, and returns what was told.
    func failures(of device: String, closing: Bool = false) async throws -> (told: [SoundDeviceError], line: LiveLine) {
        let told = Mutexed<[SoundDeviceError]>([])
        let itself = Mutexed<LiveLine?>(nil)
        let line = try LiveLine(
            device: device, source: { for index in $0.indices { $0[index] = 1 } },
            onFailure: { error in
                told.value.withLock { $0.append(error) }
                if closing { _ = itself.value.withLock { $0 }?.close() }
            })
        itself.value.withLock { $0 = line }
        let deadline = MonotonicClock.now + 10_000_000_000
        while told.value.withLock({ $0.isEmpty }), MonotonicClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        try await Task.sleep(for: .milliseconds(60))
        itself.value.withLock { $0 = nil }
        return (told.value.withLock { $0 }, line)
    }

    /// Holds a lock where closures can share it.
    final class Mutexed<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }

    @Test("A full disk is told once, with its reason", .timeLimit(.minutes(1)))
    func full() async throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try await failures(of: "file:/dev/full,raw")
        #expect(told.count == 1)
        #expect(told.first?.message.hasPrefix("it stopped working") == true)
        #expect(told.first?.message.contains("no space left on device") == true, "\(told)")
        let report = line.close()
        #expect(!report.isStuck && report.frames < 20)
    }

    @Test("A command that ends does not end the process", .timeLimit(.minutes(1)))
    func pipe() async throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try await failures(of: "file:'|exec true',raw")
        #expect(told.count == 1)
        #expect(told.first?.message.contains("broken pipe") == true, "\(told)")
        #expect(!line.close().isStuck)
    }

    @Test("The line may be closed from within onFailure", .timeLimit(.minutes(1)))
    func closesItself() async throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try await failures(of: "file:/dev/full,raw", closing: true)
        #expect(told.count == 1)
        #expect(!line.close().isStuck)
    }

    @Test("A device that hangs does not hold up close for long", .timeLimit(.minutes(1)))
    func hangs() async throws {
        let gate = DispatchSemaphore(value: 0)
        let line = try LiveLine(
            device: "hanging", stream: ScriptedStream([], gate: gate, log: .init()), source: { _ in },
            onFailure: LiveLineTests.unexpected)
        try await Task.sleep(for: .milliseconds(40))
        let start = MonotonicClock.now
        #expect(line.close().isStuck)
        #expect(MonotonicClock.now - start < 4_000_000_000)
        gate.signal()
        #expect(line.close().isStuck)
    }
}
