import Foundation
import Glibc
import Testing

/// The built program serving a desk of the test's own: the shipped one with another rota, other facts and the
/// test's trunk.
///
/// Both chains have one person, so that the hour of the test does not matter.
final class ServedDesk {
    /// What differs from the shipped desk.
    struct Plan {
        /// Where the trunk's proxy is; without it nobody can be rung.
        var proxy: UInt16?
        /// More lines of the trunk, such as `transport: tls`.
        var trunk: [String] = []
        /// More lines of `telephony:`.
        var telephony: [String] = []
        /// How long ago the client's ticket was opened, in minutes; an hour is the response guarantee.
        var ticketAge = 120
        /// More arguments for `serve`.
        var arguments: [String] = []
        /// More listeners, such as `tls:127.0.0.1:5061`.
        var listeners: [String] = []
        /// Telephones that send no sound are not hung up on.
        var environment = ["VOICEDESK_LIMIT_RTP_SILENCE": "5m"]
        /// Whether the emergency number speaks in early media (183) and does not answer.
        var speaksBeforeAnswer = false
        /// A flow in place of the one of the emergency number.
        var flow: String?
    }

    /// The numbers of the shipped desk and of the client's technical contact.
    static let emergency = "+33290920555"
    static let contact = "+33612345678"
    static let technician = "+33611111101"

    let folder: TemporaryFolder
    let sip: UInt16
    let http: UInt16
    let rtp: ClosedRange<UInt16>
    private let server: ChildProcess
    private var database: String { folder.file("ledger.sqlite") }

    /// Starts the server, and waits until it takes calls.
    init(_ plan: Plan = Plan()) async throws {
        folder = try TemporaryFolder()
        sip = try FreePorts.one()
        http = try FreePorts.one()
        let first = try FreePorts.block(of: 80)
        rtp = first...(first + 79)
        try Self.write(plan, to: folder)
        let listeners = (["127.0.0.1:\(sip)"] + plan.listeners).joined(separator: ",")
        let arguments =
            [
                "serve", "--desk", folder.file("desk"), "--sip", listeners, "--http", "127.0.0.1:\(http)",
                "--database", folder.file("ledger.sqlite"), "--rtp-ports", "\(rtp.lowerBound)-\(rtp.upperBound)",
                "--world", folder.file("world.yaml"),
            ] + plan.arguments
        server = try ChildProcess(Program.path, arguments, in: folder, as: "server", environment: plan.environment)
        let (server, http) = (server, http)
        try await eventually(
            "the server takes calls", within: .seconds(60), every: .milliseconds(200),
            {
                if let status = server.ended() { throw NeverHappened(what: "the server ended with \(status)") }
                return Self.page("/healthz", http).contains(" 200 ") ? true : nil
            }, otherwise: { server.story })
    }

    /// The end of what the server logged, for failures.
    var story: String { server.story }
    /// What the server logged.
    var log: String { server.output + server.errors }

    /// One page of those for machines.
    func page(_ path: String) -> String { Self.page(path, http) }

    /// A figure of the metrics; 0 if it is not there.
    func metric(_ name: String) -> Double {
        page("/metrics").split(separator: "\n").first { $0.hasPrefix(name + " ") || $0.hasPrefix(name + "{") }
            .flatMap { $0.split(separator: " ").last.flatMap { Double($0) } } ?? 0
    }

    /// Waits until the only call is at a step of the flow.
    func waitForStep(
        _ step: String, within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await eventually(
            "the call is at \(step)", within: limit, every: .milliseconds(150),
            { self.page("/status").contains("\"step\":\"\(step)\"") ? true : nil },
            otherwise: { "\(self.page("/status"))\n\(self.story)" }, sourceLocation: sourceLocation)
    }

    /// Waits until caller and technician are connected.
    func waitUntilConnected(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await eventually(
            "they are connected", every: .milliseconds(150),
            { self.page("/status").contains("\"isConnected\":true") ? true : nil },
            otherwise: { "\(self.page("/status"))\n\(self.story)" }, sourceLocation: sourceLocation)
    }

    /// Waits until a call is over and written, and returns what the ledger holds of it.
    func call(_ index: Int = 0, within limit: Duration = .seconds(20)) async throws -> LedgerCall {
        try await eventually(
            "the call is over", within: limit, every: .milliseconds(200),
            { self.page("/status").contains("\"calls\":[]") ? true : nil }, otherwise: { self.story })
        return try await eventually(
            "the ledger has call \(index + 1) to its end", every: .milliseconds(500),
            {
                let calls = try self.calls()
                guard index < calls.count, calls[index].state != "in-progress" else { return nil }
                return try self.details(calls[index].id)
            }, otherwise: { self.story })
    }

    /// All calls of the ledger, in the order in which they began.
    func calls() throws -> [LedgerCall] {
        let run = try Program.run(
            ["ledger", "show", "--json", "--desk", folder.file("desk"), "--database", database], in: folder)
        return try LedgerCall.list(run).reversed()
    }

    private func details(_ call: String) throws -> LedgerCall {
        let run = try Program.run(
            ["ledger", "show", call, "--json", "--desk", folder.file("desk"), "--database", database], in: folder)
        return try LedgerCall.one(run)
    }

    /// The messages that callers left.
    func messages() -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.contains("voicemail/") && $0.hasSuffix(".wav") }.map { folder.file($0) }.sorted()
    }

    /// Ends the server as an operator does, and expects that it drains and ends well.
    func end(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        server.signal(SIGTERM)
        let status = try await server.end(within: .seconds(30))
        #expect(status == 0, "\(server.story)", sourceLocation: sourceLocation)
    }

    // MARK: Files

    private static func write(_ plan: Plan, to folder: TemporaryFolder) throws {
        let desk = try folder.folder("desk")
        try writeFlows(plan, to: folder)
        for name in ["prompts", "worlds"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(desk)/\(name)", withDestinationPath: "\(Program.root)/\(name)")
        }
        let shipped = try String(contentsOfFile: "\(Program.root)/desk.yaml", encoding: .utf8)
        try folder.write(shipped + telephony(plan), to: "desk/desk.yaml")
        try folder.write(
            """
            people:
              - { id: tina, name: Tina Technicienne, phone: "\(technician)", language: fr }
              - { id: irene, name: Irène Lambert, phone: "+33611111105", language: fr }
            rotations: []
            chains:
              support: [{ person: tina }]
              on-call: [{ person: tina }]
              managers: [{ person: irene }]
            overrides: []

            """, to: "desk/rota.yaml")
        try folder.write(world(ticketAge: plan.ticketAge), to: "world.yaml")
    }

    private static func writeFlows(_ plan: Plan, to folder: TemporaryFolder) throws {
        try FileManager.default.copyItem(atPath: "\(Program.root)/callflows", toPath: folder.file("desk/callflows"))
        if let flow = plan.flow { try folder.write(flow, to: "desk/callflows/emergency.yaml") }
        guard plan.speaksBeforeAnswer else { return }
        let flow = try String(contentsOfFile: folder.file("desk/callflows/emergency.yaml"), encoding: .utf8)
        try folder.write(
            flow.replacing("early_media: false", with: "early_media: true"), to: "desk/callflows/emergency.yaml")
    }

    private static func telephony(_ plan: Plan) -> String {
        var lines = ["", "telephony:", "  country: fr"] + plan.telephony.map { "  \($0)" }
        if let proxy = plan.proxy {
            lines += [
                "  trunks:", "    - name: peer", "      proxy: \"127.0.0.1:\(proxy)\"", "      user: \"\(emergency)\"",
            ]
            let isKept = plan.trunk.contains { $0.hasPrefix("keepalive") }
            lines += ((isKept ? [] : ["keepalive: \"off\""]) + plan.trunk).map { "      \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func world(ticketAge: Int) -> String {
        let now = Date()
        let style = Date.ISO8601FormatStyle(timeZone: .gmt)
        let opened = now.addingTimeInterval(-60 * Double(ticketAge))
        return """
            at: \(now.formatted(style))
            clients:
              - number: "12345"
                name: Atelier Numérique
                services: [{ name: srv-web-01, kind: dedicated-server }]
                contacts:
                  - { code: "01", name: Marie Le Goff, phones: ["\(contact)"], technical: true, passcode: "aB7" }
            tickets:
              - { id: T-8812, client: "12345", channel: portal, service: srv-web-01, priority: urgent, qualification: blocking, opened: \(opened.formatted(style)), responded: null }
            calls: []
            bulletins: []

            """
    }

    private static func page(_ path: String, _ port: UInt16) -> String {
        guard let connection = Connection(to: port) else { return "" }
        connection.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        var bytes: [UInt8] = []
        while let more = connection.receive(within: 3_000), !more.isEmpty { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }
}
