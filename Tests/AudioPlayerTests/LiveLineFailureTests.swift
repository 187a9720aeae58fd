import Dispatch
import Synchronization
import Testing

@testable import AudioPlayer

@Suite("A line whose device is lost", .enabled(if: SoundDevices.isSupported))
struct LiveLineFailureTests {
    /// Opens a line, waits for its failure and for its thread to end, and returns what was told.
    func failures(of device: String, closing: Bool = false) throws -> (told: [SoundDeviceError], line: LiveLine) {
        let told = Mutexed<[SoundDeviceError]>([])
        let itself = Mutexed<LiveLine?>(nil)
        let failed = Events()
        let line = try LiveLine(
            device: device, source: { for index in $0.indices { $0[index] = 1 } },
            onFailure: { error in
                told.value.withLock { $0.append(error) }
                if closing { _ = itself.value.withLock { $0 }?.close() }
                failed.happened()
            })
        itself.value.withLock { $0 = line }
        failed.wait()
        line.close()
        itself.value.withLock { $0 = nil }
        return (told.value.withLock { $0 }, line)
    }

    /// Holds a lock where closures can share it.
    final class Mutexed<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }

    @Test("A full disk is told once, with its reason", .timeLimit(.minutes(10)))
    func full() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try failures(of: "file:/dev/full,raw")
        #expect(told.count == 1)
        #expect(told.first?.message.hasPrefix("it stopped working") == true)
        #expect(told.first?.message.contains("no space left on device") == true, "\(told)")
        let report = line.close()
        #expect(!report.isStuck && report.frames < 20)
    }

    @Test("A command that ends does not end the process", .timeLimit(.minutes(10)))
    func pipe() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try failures(of: "file:'|exec true',raw")
        #expect(told.count == 1)
        #expect(told.first?.message.contains("broken pipe") == true, "\(told)")
        #expect(!line.close().isStuck)
    }

    @Test("The line may be closed from within onFailure", .timeLimit(.minutes(10)))
    func closesItself() throws {
        let devices = try TestDevices()
        defer { devices.remove() }
        let (told, line) = try failures(of: "file:/dev/full,raw", closing: true)
        #expect(told.count == 1)
        #expect(!line.close().isStuck)
    }

    @Test("A device that hangs does not hold up close for long", .timeLimit(.minutes(10)))
    func hangs() throws {
        let gate = DispatchSemaphore(value: 0)
        let entered = Events()
        let line = try LiveLine(
            device: "hanging", stream: ScriptedStream([], gate: gate, entered: entered, log: .init()), source: { _ in },
            onFailure: LiveLineTests.unexpected)
        entered.wait()
        let start = MonotonicClock.now
        #expect(line.close().isStuck)
        #expect(MonotonicClock.now - start < 4_000_000_000)
        gate.signal()
        #expect(line.close().isStuck)
    }
}
