import Foundation
import Testing

/// The example switchboard of `docs/switchboard`, a real Kamailio, between the stories' callers and the desk that they host.
///
/// The desk rings its technicians over it, too.
final class Switchboard {
    /// What can be put wrong in it: its own switches.
    enum Fault: String, CaseIterable {
        case wrongNumber = "FAULT_WRONG_NUMBER"
        case earlyMediaOnly = "FAULT_EARLY_MEDIA_ONLY"
        case codecRemoved = "FAULT_CODEC_REMOVED"
        case noCallerNumber = "FAULT_NO_CALLER_NUMBER"
        case noKeys = "FAULT_NO_KEYS"
        case techniciansLost = "FAULT_TECHNICIANS_LOST"
    }

    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Starts it between the ends of a run, and waits until it takes calls.
    init(_ ends: StoryProgram.Ends, _ fault: Fault?) async throws {
        folder = try TemporaryFolder()
        var definitions = [
            "LISTEN=udp:127.0.0.1:\(ends.via)", "DESK=\"sip:127.0.0.1:\(ends.desk)\"",
            "TECHNICIANS=\"sip:127.0.0.1:\(ends.technicians)\"",
        ]
        if let fault { definitions.append(fault.rawValue) }
        process = try ChildProcess(
            "kamailio",
            [
                "-f", "\(Program.root)/docs/switchboard/kamailio.cfg", "-DD", "-E", "-m", "16", "-M", "4", "-Y",
                folder.path, "-w", folder.path,
            ] + definitions.flatMap { ["-A", $0] },
            in: folder, as: "switchboard", environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
        try await process.wait(for: "READY")
    }

    /// Whether it still takes calls.
    var isRunning: Bool { process.ended() == nil }

    /// What it wrote, for failures.
    var story: String { process.story }
}
