import Desk
import GRDB

/// A row of `earlier_call`: a call known from elsewhere, as far as rule R7 needs it.
struct EarlierCallRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "earlier_call"
    var number: String
    var client: String
    var ticket: String?
    var at: Int64
    var connectedTo: String?
    var verdict: String

    enum CodingKeys: String, CodingKey {
        case number, client, ticket, at, verdict
        case connectedTo = "connected_to"
    }

    init(_ call: EarlierCall) {
        number = call.number.rawValue
        client = call.client.description
        ticket = call.ticket
        at = call.at.milliseconds
        connectedTo = call.connectedTo
        verdict = call.verdict.rawValue
    }

    func earlierCall() throws -> EarlierCall {
        EarlierCall(
            number: try Stored.value(number, in: "number"), client: try Stored.client(client), ticket: ticket,
            at: Instant(milliseconds: at), connectedTo: connectedTo, verdict: try Stored.value(verdict, in: "verdict"))
    }
}

/// A row of `passcode_failure`.
struct PasscodeFailureRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "passcode_failure"
    var client: String
    var at: Int64
}

/// A row of `meta`.
struct MetaRecord: Codable, Hashable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "meta"
    var key: String
    var value: String
}
