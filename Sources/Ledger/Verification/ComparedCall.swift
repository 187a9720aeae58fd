import Foundation
import GRDB

/// A row of `call` as the canonical JSON that the log holds of it, in bytes: a string would end at a zero byte.
struct ComparedCall {
    let state: String
    /// How many entries come before the call's end, once it has ended.
    let entries: Int?
    let begun: [UInt8]
    let decided: [UInt8]
    let ended: [UInt8]
    /// Whether the row tells of no client, contact, ticket and verdict.
    let isUndecided: Bool
    /// Whether the row tells nothing that is known only at the end.
    let isWithoutEnd: Bool

    /// By their places, as a look by name takes longer than all else.
    private enum Column: Int, CaseIterable {
        case id, number, dialled, caller, started, flow, flowHash, policyHash, desk, source, drill, language, state
        case client, contact, ticket, verdict, reasons, connectedTo, ended, period, duration, heard, keys, assessment
        case statuses, entries
    }

    static let query = """
        SELECT id, number, dialled, caller, started, flow, flow_hash, policy_hash, desk, source, drill, language, state,
        client, contact, ticket, verdict, reasons, connected_to, ended, period, duration, heard, keys, assessment,
        statuses, entries FROM call WHERE key = ?
        """

    init(_ row: Row) throws {
        state = try row.decode(atIndex: Column.state.rawValue)
        entries = try row.decode(atIndex: Column.entries.rawValue)
        isUndecided = Self.areNull([.client, .contact, .ticket, .verdict, .reasons], row)
        isWithoutEnd = Self.areNull(
            [.connectedTo, .ended, .period, .duration, .heard, .keys, .assessment, .statuses, .entries], row)
        begun = try Self.object(
            [
                ("desk", .desk, .text), ("dialled", .dialled, .text), ("drill", .drill, .truth), ("flow", .flow, .text),
                ("flow_hash", .flowHash, .text), ("from", .caller, .text), ("id", .id, .text),
                ("language", .language, .text), ("number", .number, .text), ("policy_hash", .policyHash, .text),
                ("source", .source, .text), ("started", .started, .number),
            ], row)
        decided = try Self.object(
            [
                ("client", .client, .text), ("contact", .contact, .text), ("reasons", .reasons, .json),
                ("ticket", .ticket, .text), ("verdict", .verdict, .text),
            ], row)
        ended = try Self.object(
            [
                ("assessment", .assessment, .json), ("client", .client, .text), ("connected_to", .connectedTo, .text),
                ("contact", .contact, .text), ("duration", .duration, .number), ("ended", .ended, .number),
                ("entries", .entries, .number), ("heard", .heard, .json), ("keys", .keys, .text),
                ("period", .period, .text), ("reasons", .reasons, .json), ("statuses", .statuses, .text),
                ("ticket", .ticket, .text), ("verdict", .verdict, .text),
            ], row)
    }

    private static func areNull(_ columns: [Column], _ row: Row) -> Bool {
        columns.allSatisfy { row.hasNull(atIndex: $0.rawValue) }
    }

    private enum Form { case text, json, number, truth }

    private static func object(_ members: [(name: StaticString, column: Column, form: Form)], _ row: Row) throws
        -> [UInt8]
    {
        var text: [UInt8] = []
        text.reserveCapacity(512)
        for member in members {
            text.append(text.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            text.append(UInt8(ascii: "\""))
            text.append(
                contentsOf: UnsafeBufferPointer(start: member.name.utf8Start, count: member.name.utf8CodeUnitCount))
            text.append(contentsOf: "\":".utf8)
            try append(member.column.rawValue, member.form, row, to: &text)
        }
        text.append(UInt8(ascii: "}"))
        return text
    }

    private static func append(_ index: Int, _ form: Form, _ row: Row, to text: inout [UInt8]) throws {
        guard !row.hasNull(atIndex: index) else { return text.append(contentsOf: "null".utf8) }
        switch form {
        case .number: LeafText.append(try row.decode(Int64.self, atIndex: index), to: &text)
        case .truth:
            let value: Int64 = try row.decode(atIndex: index)
            if value == 0 || value == 1 {
                text.append(contentsOf: (value == 1 ? "true" : "false").utf8)
            } else {
                LeafText.append(value, to: &text)
            }
        case .text, .json:
            try row.withUnsafeData(atIndex: index) { data in
                data?.withUnsafeBytes { bytes in
                    if form == .json {
                        text.append(contentsOf: bytes)
                    } else {
                        CanonicalJSON.write(utf8: bytes, into: &text)
                    }
                }
            }
        }
    }
}
