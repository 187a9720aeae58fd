import AudioFiles
import Foundation
import Testing

/// A baresip that lies on the table: it speaks a recording, keeps what it hears, and is worked by its control port.
final class Baresip {
    /// How a baresip is set up.
    struct Plan {
        /// The transport of its account.
        var transport = "udp"
        /// The codecs that it offers.
        var codecs = "PCMA/8000/1,PCMU/8000/1"
        /// More parameters of the account, such as `mediaenc=srtp-mand`.
        var account: [String] = []
        /// The file with its certificate and key, for TLS.
        var certificate: String?
        var hasSRTP = false
        /// What it says, over and over.
        var speech: [Int16] = DeskVoice.tone(700, seconds: 1)
    }

    /// An event of the control port.
    struct Event: Decodable {
        var type: String?
        var param: String?
        var peeruri: String?
    }

    let sip: UInt16
    private let folder: TemporaryFolder
    private let process: ChildProcess
    private let control: Connection
    private var unread: [UInt8] = []
    private var events: [Event] = []

    /// Starts a baresip under a name.
    init(_ name: String, _ plan: Plan = Plan()) async throws {
        folder = try TemporaryFolder()
        sip = try FreePorts.block(of: 4)
        let (port, rtp) = (try FreePorts.one(), try FreePorts.block(of: 20))
        let config = try Program.template(
            "baresip/config",
            [
                "sip": "\(sip)", "control": "\(port)", "rtp": "\(rtp)-\(rtp + 19)", "folder": folder.path,
                "modules": Self.modules, "srtp": plan.hasSRTP ? "module\t\t\tsrtp.so" : "",
                "certificate": plan.certificate.map { "sip_certificate\t\t\($0)" } ?? "",
            ])
        try folder.write(config, to: "config")
        try folder.write("", to: "contacts")
        let settings =
            ["transport=\(plan.transport)>", "regint=0", "audio_codecs=\(plan.codecs)", "dtmfmode=rtpevent"]
            + ["answermode=manual"] + plan.account
        let account = settings.joined(separator: ";")
        try folder.write("<sip:\(name)@127.0.0.1:\(sip);\(account)\n", to: "accounts")
        // The end of the file would hang up.
        let speech = (0..<max(1, 1_600_000 / max(1, plan.speech.count))).flatMap { _ in plan.speech }
        try AudioFile.write(
            Recording(samples: Array(speech.prefix(1_600_000))), to: folder.file("speech.wav"), named: "speech")
        let started = try ChildProcess("baresip", ["-f", folder.path, "-t", "200"], in: folder, as: "baresip")
        process = started
        control = try await eventually(
            "baresip opens its control port", { Connection(to: port) }, otherwise: { started.story })
    }

    private static let modules =
        ["/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules", "/usr/lib64/baresip/modules"]
        .first { FileManager.default.fileExists(atPath: $0) } ?? "/usr/lib/baresip/modules"

    /// Calls somebody.
    func dial(_ uri: String) { command("dial", uri) }

    /// Takes the call that comes in.
    func accept() { command("accept") }

    /// Goes on speaking for some seconds of its own sound, however long they take.
    func speak(_ seconds: Double, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        // It keeps what it says too, two bytes a sample.
        let goal = saidBytes + Int(seconds * 16_000)
        try await eventually(
            "baresip speaks for \(seconds) s", within: .seconds(seconds + 30),
            { self.saidBytes >= goal ? true : nil }, otherwise: { self.story }, sourceLocation: sourceLocation)
    }

    private var saidBytes: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix("-enc.wav") }.reduce(0) { $0 + folder.size(of: $1) }
    }

    /// Presses keys, one after the other, by RFC 4733; each is held as long as a person holds it.
    func press(_ keys: String, every gap: Duration = .milliseconds(250)) async throws {
        for key in keys {
            command("sndcode", String(key))
            try await Task.sleep(for: gap)
            command("sndcode", "\u{4}")
        }
    }

    /// Hangs up.
    func hangUp() { command("hangup") }

    /// Ends baresip, so that its recordings are whole.
    func quit() async throws {
        command("quit")
        _ = try await process.end(within: .seconds(15))
    }

    /// Waits for an event, such as CALL_ESTABLISHED.
    @discardableResult
    func wait(
        for type: String, within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Event {
        try await eventually(
            "baresip tells \(type)", within: limit,
            {
                self.read()
                guard let index = self.events.firstIndex(where: { $0.type == type }) else { return nil }
                return self.events.remove(at: index)
            }, otherwise: { self.story }, sourceLocation: sourceLocation)
    }

    /// What it heard, once it has quit.
    func heard() throws -> Hearing {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let name = try #require(names.first { $0.hasSuffix("-dec.wav") }, "baresip kept nothing: \(names)")
        return try Hearing(file: folder.file(name))
    }

    /// What it wrote and told, for failures.
    var story: String { "\(process.story)\n\(events)" }

    // MARK: The control port

    private func command(_ name: String, _ parameter: String? = nil) {
        var object = ["command": name, "token": "t"]
        object["params"] = parameter
        guard let data = try? JSONEncoder().encode(object) else { return }
        control.send("\(data.count):\(String(decoding: data, as: UTF8.self)),")
    }

    /// Takes the netstrings that have come.
    private func read() {
        while let bytes = control.receive(within: 0), !bytes.isEmpty { unread += bytes }
        while let colon = unread.firstIndex(of: UInt8(ascii: ":")),
            let length = Int(String(decoding: unread[..<colon], as: UTF8.self)),
            unread.count > colon + 1 + length
        {
            let data = Data(unread[(colon + 1)..<(colon + 1 + length)])
            unread.removeFirst(colon + 2 + length)
            if let event = try? JSONDecoder().decode(Event.self, from: data), event.type != nil { events.append(event) }
        }
    }
}
