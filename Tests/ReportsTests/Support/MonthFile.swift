import Desk
import Foundation
import GRDB
import Testing

@testable import Ledger
@testable import Reports

/// A ledger on the disk with the tables that reports read, removed at the end of the test.
///
/// A report relies on no rule of the tables: here rows are written as somebody would who altered the file.
final class MonthFile: Sendable {
    let directory: URL
    var path: String { directory.appendingPathComponent("ledger.sqlite").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Ledger(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: Self.lawlessDisputes)
        }
        try queue.close()
    }

    private static let lawlessDisputes = """
        DROP TABLE dispute;
        CREATE TABLE dispute (id INTEGER PRIMARY KEY, charge INTEGER, opened INTEGER, opened_by TEXT, reason TEXT,
            answered INTEGER, answered_by TEXT, answer TEXT, closed INTEGER, closed_by TEXT, outcome TEXT);
        """

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Runs statements over a connection of its own, as another program would.
    func execute(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: sql)
        }
        try queue.close()
    }

    /// Fills October 2026 in Paris.
    func fillOctober(calls: Int, tickets: Int, charges: Int) throws {
        let start = try time("2026-10-01T00:00:00+02:00").milliseconds
        let month = try String(contentsOf: Self.statements("month.sql"), encoding: .utf8)
        try execute(
            """
            CREATE TEMP TABLE fill AS SELECT \(calls) AS calls, \(tickets) AS tickets, \(charges) AS charges,
                \(start) AS start, 31 AS days;
            \(month)
            """)
    }

    /// Adds a client.
    func addClient(_ number: String, name: String = "Atelier", contract: String? = nil) throws {
        let contract = contract.map { "'\($0)'" } ?? "NULL"
        try execute("INSERT INTO client (number, name, contract) VALUES ('\(number)', '\(name)', \(contract))")
    }

    /// Adds a finished call; more columns by name and SQL value.
    func addCall(_ key: Int, at: String, verdict: String = "admitted", _ more: [String: String] = [:]) throws {
        var columns = [
            "key": "\(key)", "id": "'call-\(key)'", "number": "'emergency'", "dialled": "'+33290920555'",
            "started": "\(try time(at).milliseconds)", "flow": "'emergency'", "flow_hash": "'f1'",
            "policy_hash": "'p1'",
            "source": "'sip'", "drill": "0", "language": "'fr'", "state": "'finished'", "client": "'12345'",
            "verdict": "'\(verdict)'", "reasons": "'[]'", "ended": "\(try time(at).milliseconds + 60_000)",
            "period": "'on-call'", "duration": "60000", "heard": "'[]'", "keys": "''", "assessment": "'[]'",
            "statuses": "'ssrrrsssssr'",
        ]
        columns.merge(more) { $1 }
        try insert("call", columns)
    }

    /// Adds a charge of 350 EUR; more columns by name and SQL value.
    func addCharge(_ id: Int, call: Int, status: String = "proposed", _ more: [String: String] = [:]) throws {
        var columns = [
            "id": "\(id)", "call": "\(call)", "client": "'12345'", "status": "'\(status)'", "amount": "35000",
            "currency": "'EUR'", "tariff_from": "0", "reasons": "'[\"not-urgent\"]'", "proposed": "0",
            "proposed_by": "'desk'",
        ]
        columns.merge(more) { $1 }
        try insert("charge", columns)
    }

    /// Adds a ticket through the portal; more columns by name and SQL value.
    func addTicket(_ id: String, opened: String, responded: String? = nil, _ more: [String: String] = [:]) throws {
        var columns = [
            "id": "'\(id)'", "client": "'12345'", "channel": "'portal'", "priority": "'normal'",
            "qualification": "'assistance'", "opened": "\(try time(opened).milliseconds)",
            "responded": try responded.map { "\(try time($0).milliseconds)" } ?? "NULL",
        ]
        columns.merge(more) { $1 }
        try insert("ticket", columns)
    }

    private func insert(_ table: String, _ columns: [String: String]) throws {
        let names = columns.keys.sorted()
        let values = names.compactMap { columns[$0] }
        try execute(
            "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))")
    }

    /// The report of October 2026, made in the middle of November.
    func october(_ change: (inout ReportRequest) -> Void = { _ in }) throws -> MonthlyReport {
        var request = ReportRequest(
            month: try ReportMonth("2026-10"), policy: try .paris(), policyHash: "p1", provider: .sample,
            now: try time("2026-11-15T09:00:00+01:00"))
        change(&request)
        return try MonthlyReport.build(from: try Ledger(path: path), request)
    }

    private static func statements(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Statements").appendingPathComponent(name)
    }
}

func time(_ text: String) throws -> Instant { try #require(Timestamp.parse(text)) }

extension ReportProvider {
    static let sample = ReportProvider(
        name: "DRI",
        mentions: [
            .init("SAS au capital de 25 050 EUR"), .init("9, rue du Petit Châtelier, 44300 Nantes"),
            .init("43953770500022", label: "SIRET"), .init("FR74439537705", label: "TVA"),
        ])
}

extension Policy {
    /// The procedure's times in Paris, with both kinds of contract.
    static func paris() throws -> Policy {
        let eight = try #require(TimeOfDay(hour: 8, minute: 0))
        let nineteen = try #require(TimeOfDay(hour: 19, minute: 0))
        // 2026: summer time from 29 March to 25 October, each at 01:00 UTC.
        let zone = ZoneRules(
            identifier: "Europe/Paris", initialOffset: 3600,
            transitions: [
                .init(at: try time("2026-03-29T01:00:00Z"), offset: 7200),
                .init(at: try time("2026-10-25T01:00:00Z"), offset: 3600),
                .init(at: try time("2027-03-28T01:00:00Z"), offset: 7200),
            ])
        return Policy(
            provider: "DRI", zone: zone, numbers: [],
            hours: try #require(SupportHours(opens: eight, closes: nineteen)),
            channels: [
                Channel(name: .portal),
                Channel(name: .email, isReadDuringSupportHours: true),
            ],
            contracts: ["office": Contract(name: "office", clock: .supportHours)],
            defaultContract: Contract(name: "standard"), tariffs: [])
    }
}

/// What a writer writes, as a text.
func text(_ write: (inout ReportOutput) throws -> Void) throws -> String {
    final class Gathered { var bytes: [UInt8] = [] }
    let gathered = Gathered()
    var output = ReportOutput { gathered.bytes += $0 }
    try write(&output)
    try output.flush()
    return try #require(String(validating: gathered.bytes, as: UTF8.self))
}
