import GRDB

/// A row of `call`.
struct CallRecord: Codable, FetchableRecord {
    var key: Int64
    var id: String
    var number: String
    var dialled: String
    var caller: String?
    var started: Int64
    var flow: String
    var flowHash: String
    var policyHash: String
    var source: String
    var drill: Bool
    var language: String
    var state: String
    var client: String?
    var contact: String?
    var ticket: String?
    var verdict: String?
    var reasons: String?
    var connectedTo: String?
    var ended: Int64?
    var period: String?
    var duration: Int64?
    var heard: String?
    var keys: String?
    var assessment: String?
    var desk: String?
    var erased: Int64?

    enum CodingKeys: String, CodingKey {
        case key, id, number, dialled, caller, started, flow, source, drill, language, state, client, contact, ticket
        case verdict, reasons, ended, period, duration, heard, keys, assessment, desk, erased
        case flowHash = "flow_hash"
        case policyHash = "policy_hash"
        case connectedTo = "connected_to"
    }
}
