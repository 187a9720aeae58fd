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

    enum CodingKeys: String, CodingKey {
        case key, id, number, dialled, caller, started, flow, source, drill, language, state, client, contact, ticket
        case verdict, reasons, ended, period, duration, heard, keys, assessment
        case flowHash = "flow_hash"
        case policyHash = "policy_hash"
        case connectedTo = "connected_to"
    }
}

/// A row of `call_event`.
struct CallEventRecord: Codable, FetchableRecord {
    var id: Int64
    var call: Int64
    var seq: Int
    var at: Int64
    var kind: String
    var payload: String
}

/// A row of `charge`.
struct ChargeRecord: Codable, FetchableRecord {
    var id: Int64
    var call: Int64
    var status: String
    var amount: Int
    var currency: String
    var tariffFrom: Int64
    var reasons: String
    var proposed: Int64

    enum CodingKeys: String, CodingKey {
        case id, call, status, amount, currency, reasons, proposed
        case tariffFrom = "tariff_from"
    }
}
