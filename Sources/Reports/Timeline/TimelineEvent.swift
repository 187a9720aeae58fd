import Desk
import Foundation
import Ledger

/// What a recorded event says, as far as the timeline understands it; what it does not is left out.
struct TimelineEvent {
    /// Milliseconds since the beginning of the call, never negative.
    let at: Int64
    let kind: String
    let fields: Fields

    struct Fields: Decodable {
        var activity: Int?
        var name: String?
        var prompts: [String]?
        var key: String?
        var keys: String?
        var topic: String?
        var outcome: String?
        var person: String?
        var result: String?
        var verdict: String?
        var reasons: [String]?
        var charge: String?
        var cause: String?
    }

    /// No call is drawn longer than a week, whatever its events say.
    static let longest: Int64 = 7 * 86_400_000

    init(_ event: RecordedEvent, from start: Instant) {
        at = min(max(0, start.duration(to: event.at).milliseconds), Self.longest)
        kind = event.kind
        let fields = try? JSONDecoder().decode(Fields.self, from: Data(event.payload.utf8))
        self.fields = fields ?? Fields()
    }
}
