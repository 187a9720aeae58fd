import Dispatch
import Synchronization

@testable import AudioPlayer

/// A playing device that does at each write what the script says, and takes all once it is at its end.
final class ScriptedStream: PlayoutStream {
    enum Step {
        case take(Int)
        case fail(StreamFault)
    }

    /// What the line's thread did, for the test.
    final class Log: Sendable {
        let written = Mutex<[Int16]>([])
        let recovered = Mutex<[StreamFault]>([])
        let closes = Mutex(0)

        var all: [Int16] { written.withLock { $0 } }
    }

    let log: Log
    private var script: [Step]
    private var levels: [Result<DeviceLevel, StreamFault>]
    private let recovers: Bool
    /// A write waits here first, if there is one.
    private let gate: DispatchSemaphore?
    /// Told of each write before it waits.
    private let entered: Events?

    init(
        _ script: [Step], levels: [Result<DeviceLevel, StreamFault>] = [], recovers: Bool = true,
        gate: DispatchSemaphore? = nil, entered: Events? = nil, log: Log
    ) {
        self.gate = gate
        self.entered = entered
        self.script = script
        self.levels = levels
        self.recovers = recovers
        self.log = log
    }

    func level() throws(StreamFault) -> DeviceLevel {
        levels.isEmpty ? DeviceLevel() : try levels.removeFirst().get()
    }

    func write(_ samples: [Int16], from start: Int, count: Int) throws(StreamFault) -> Int {
        entered?.happened()
        gate?.wait()
        gate?.signal()
        var taken = count
        if !script.isEmpty {
            switch script.removeFirst() {
            case .take(let limit): taken = min(limit, count)
            case .fail(let fault): throw fault
            }
        }
        log.written.withLock { $0 += samples[start..<start + taken] }
        return taken
    }

    func recover(from fault: StreamFault) throws(StreamFault) {
        guard recovers, fault == .xrun || fault == .suspended else { throw fault }
        log.recovered.withLock { $0.append(fault) }
    }

    func wait(milliseconds: Int32) throws(StreamFault) -> Bool { false }
    func drain() throws(StreamFault) {}
    func close() { log.closes.withLock { $0 += 1 } }
    func loss(_ reason: String) -> SoundDeviceError { SoundDeviceError("scripted", reason, mend: "mend it") }
}
