import Foundation
import Testing

/// A call as `voicedesk ledger show --json` tells it.
struct LedgerCall: Decodable {
    /// A recorded event; only what the tests look at.
    struct Event: Decodable {
        let kind: String
        let payload: [String: JSONText]
    }

    struct Charge: Decodable {
        let amount: Double
        let currency: String
        let status: String
    }

    let id: String
    let number: String
    let from: String?
    let state: String
    let client: String?
    let verdict: String?
    let reasons: [String]
    let connectedTo: String?
    let heard: [String]
    let keys: String?
    let durationS: Double?
    let charge: Charge?
    let events: [Event]?

    /// The kinds of its events, in order.
    var kinds: [String] { (events ?? []).map(\.kind) }

    static func list(_ run: Program.Run) throws -> [LedgerCall] {
        guard run.status == 0 else { return [] }
        return try JSONDecoder.snakeCase.decode([LedgerCall].self, from: Data(run.output.utf8))
    }

    static func one(_ run: Program.Run) throws -> LedgerCall {
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder.snakeCase.decode(LedgerCall.self, from: Data(run.output.utf8))
    }
}

/// Any value of JSON, kept as text.
struct JSONText: Decodable, CustomStringConvertible {
    let description: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            description = text
        } else if let number = try? container.decode(Double.self) {
            description = "\(number)"
        } else if let flag = try? container.decode(Bool.self) {
            description = "\(flag)"
        } else {
            description = "…"
        }
    }
}

extension JSONDecoder {
    /// Reads the keys of our programs, which are words with underscores.
    static var snakeCase: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}
