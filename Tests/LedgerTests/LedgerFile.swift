import Desk
import Foundation
import GRDB
import Testing

@testable import Ledger

/// A directory of its own on the disk, removed at the end of the test.
final class LedgerFile: Sendable {
    let directory: URL
    var path: String { directory.appendingPathComponent("ledger.sqlite").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func open(busyTimeout: Duration = .milliseconds(100)) throws -> Ledger {
        try Ledger(path: path, busyTimeout: busyTimeout)
    }

    /// Another program's connection to the same file.
    func stranger() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}

/// A hasher with no secret: 32 bytes that depend on everything.
struct PlainHasher: PasscodeHasher {
    func hash(keys: String, client: ClientNumber, contact: String) -> PasscodeHash {
        let seed = Array("\(client)/\(contact)/\(keys)".utf8)
        return PasscodeHash(bytes: (0..<32).map { seed[$0 % seed.count] &+ UInt8($0) })
    }
}

func client(_ text: String) throws -> ClientNumber { try #require(ClientNumber(text)) }

func phone(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(text)) }

func time(_ text: String) throws -> Instant { try #require(Timestamp.parse(text)) }

/// What a call throws, as its one-line description.
func refusal(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was refused"
    } catch {
        return "\(error)"
    }
}

extension World {
    /// Two clients with everything that a world can hold.
    static func sample() throws -> World {
        let atelier = try client("12345")
        let garage = try client("54321")
        return World(
            clients: [
                Client(
                    number: atelier, name: "Atelier Numérique", contract: "office",
                    services: [
                        Service(name: "srv-web-01", kind: .dedicatedServer),
                        Service(name: "atelier.example", kind: .domain),
                    ],
                    contacts: [
                        Contact(
                            code: "03", name: "Helen Clark", phones: [try phone("+447700900123")], isTechnical: true,
                            passcode: PlainHasher().hash(keys: "592", client: atelier, contact: "03"),
                            language: .english),
                        Contact(
                            code: "01", name: "Marie Le Goff",
                            phones: [try phone("+33612345678"), try phone("+33290920500")], isTechnical: true),
                        Contact(code: "02", name: "Paul Girard", phones: [], isTechnical: false),
                    ]),
                Client(number: garage, name: "Garage \"L'Étoile\""),
            ],
            tickets: [
                Ticket(
                    id: "T-8812", client: atelier, channel: .portal, service: "srv-web-01", priority: .urgent,
                    qualification: .blocking, opened: try time("2026-03-10T19:02:00+01:00")),
                Ticket(
                    id: "T-12", client: atelier, channel: .email, opened: try time("2018-05-31T23:59:59.999+02:00"),
                    responded: try time("2018-06-01T09:00:00+02:00"), closed: try time("2018-06-02T09:00:00+02:00")),
                Ticket(id: "old/7", client: garage, channel: .portal, opened: try time("1969-12-31T00:00:00Z")),
            ],
            calls: [
                EarlierCall(
                    number: .emergency, client: atelier, ticket: "T-8812", at: try time("2026-03-10T20:05:00+01:00")),
                EarlierCall(
                    number: .managerial, client: atelier, ticket: nil, at: try time("2026-03-09T20:05:00+01:00"),
                    connectedTo: "alice", verdict: .refused),
            ],
            passcodeFailures: [
                .init(client: atelier, at: try time("2026-03-10T20:00:00+01:00")),
                .init(client: atelier, at: try time("2026-03-10T19:00:00+01:00")),
            ],
            bulletins: [
                Bulletin(
                    id: "B-1", title: "Coupure réseau salle 2", covers: [.service("srv-web-01"), .network],
                    from: try time("2026-03-10T19:00:00+01:00")),
                Bulletin(
                    id: "B-2", title: "Maintenance", covers: [.all], from: try time("2026-03-10T19:00:00+01:00"),
                    until: try time("2026-03-10T20:00:00+01:00")),
            ])
    }
}

extension CallHeader {
    static func sample(_ id: String = "call-1", isDrill: Bool = false) throws -> CallHeader {
        CallHeader(
            id: id, number: .emergency, dialled: try phone("+33290920555"), from: try phone("+33612345678"),
            startedAt: try time("2026-03-10T20:30:00+01:00"), flow: "emergency", flowHash: "f10w", policyHash: "p011cy",
            source: .simulated, isDrill: isDrill)
    }
}

extension CallOutcome {
    static func sample(charged: Bool, client number: String? = "12345") throws -> CallOutcome {
        CallOutcome(
            endedAt: try time("2026-03-10T20:31:30+01:00"), period: .onCall,
            decision: CallDecision(
                client: try number.map(client), contact: "01", ticket: "T-8812",
                verdict: Verdict(kind: charged ? .abusive : .admitted, reasons: charged ? [.notUrgent] : [])),
            connectedTo: charged ? nil : "alice",
            assessment: [["precondition": "ticket", "outcome": "unanswered", "evidence": []]],
            heard: ["welcome", "price"], keys: "12345 ### 1", duration: .milliseconds(90_250),
            charge: charged
                ? ChargeProposal(
                    amount: Money(cents: 35_000), tariffFrom: try time("2016-01-01T00:00:00Z"), reasons: [.notUrgent])
                : nil)
    }
}
