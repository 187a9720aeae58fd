import Foundation

/// The desk that is loaded: the shipped one, with a trunk that leads to the load.
final class LoadDesk {
    /// What differs from the shipped desk besides.
    enum Kind {
        /// Nothing.
        case shipped
        /// The emergency number plays one prompt for four minutes.
        case longPrompt
    }

    let folder: URL
    /// Where the trunk leads.
    let trunk: Line

    var path: String { folder.appendingPathComponent("desk").path }
    var database: String { folder.appendingPathComponent("ledger.sqlite").path }

    /// - Parameter parent: where the folder and its ledger are made; it has to be a disk for the ledger's figures to mean something.
    init(_ kind: Kind, of shipped: String, in parent: String) throws {
        let files = FileManager.default
        trunk = try Line(from: Load.firstPort + 300, each: 4_096)
        folder = URL(fileURLWithPath: parent).appendingPathComponent("voicedesk-load-\(UUID().uuidString)")
        let desk = folder.appendingPathComponent("desk")
        try files.createDirectory(at: desk, withIntermediateDirectories: true)
        let source = URL(fileURLWithPath: shipped).standardizedFileURL
        for name in ["prompts", "worlds", "rota.yaml"] {
            try files.createSymbolicLink(
                at: desk.appendingPathComponent(name), withDestinationURL: source.appendingPathComponent(name))
        }
        try files.copyItem(
            at: source.appendingPathComponent("callflows"), to: desk.appendingPathComponent("callflows"))
        if kind == .longPrompt { try Self.prolong(desk.appendingPathComponent("callflows/emergency.yaml")) }
        let text = try String(contentsOf: source.appendingPathComponent("desk.yaml"), encoding: .utf8)
        let telephony = """

            telephony:
              trunks:
                - name: load
                  proxy: "127.0.0.1:\(trunk.port)"
                  user: "+33290920555"
                  keepalive: "off"

            """
        try Data((text + telephony).utf8).write(to: desk.appendingPathComponent("desk.yaml"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func prolong(_ flow: URL) throws {
        let text = try String(contentsOf: flow, encoding: .utf8)
        let welcome = "play: { prompts: [welcome-emergency], bargein: true }"
        let long = Array(repeating: "hold", count: 32).joined(separator: ", ")
        let changed = text.replacingOccurrences(of: welcome, with: "play: { prompts: [\(long)], bargein: true }")
        guard changed != text else { throw Unusable("callflows/emergency.yaml has another welcome than expected") }
        try Data(changed.utf8).write(to: flow)
    }
}
