@testable import AudioPlayer

/// A recording device that does at each read what the script says, and gives whole blocks once it is at its end.
final class ScriptedCapture: CaptureStream {
    enum Step {
        case give(Int)
        case nothing
        case fail(StreamFault)
    }

    private var script: [Step]
    private let waits: Bool

    init(_ script: [Step], waits: Bool = true) {
        self.script = script
        self.waits = waits
    }

    func read(into samples: inout [Int16]) throws(StreamFault) -> Int? {
        var given = samples.count
        if !script.isEmpty {
            switch script.removeFirst() {
            case .give(let count): given = count
            case .nothing: return nil
            case .fail(let fault): throw fault
            }
        }
        samples.replaceSubrange(0..<given, with: ramp(given))
        return given
    }

    func recover(from fault: StreamFault) throws(StreamFault) {
        if case .lost = fault { throw fault }
    }

    func start() throws(StreamFault) {}
    func wait(milliseconds: Int32) throws(StreamFault) -> Bool { waits }
    func close() {}
    func loss(_ reason: String) -> SoundDeviceError { SoundDeviceError("scripted", reason, mend: "mend it") }
}
