import Desk
import Ledger

/// The rows of a call's picture, from top to bottom.
enum TimelineLane: Int, CaseIterable {
    case steps, prompts, keys, checks, people, decision
}

/// Something in the picture: a stretch of time, or a moment.
struct TimelineItem {
    let lane: TimelineLane
    let from: Int64
    /// The end of a stretch; a moment ends where it begins.
    var until: Int64
    var label: String
    let fill: ChartFill
}

/// Puts a call's events together to what is drawn: prompts with their ends, calls to people with their results.
struct TimelinePicture {
    /// Events that are read at most, where a call has a few hundred; the last ones tell how it ended.
    static let events = 5000
    private static let lastEvents = 200

    private(set) var items: [TimelineItem] = []
    private(set) var length: Int64 = 0
    /// Events that were not read, because there were too many.
    let omitted: Int

    private let words: TimelineWords
    private var open: [String: Int] = [:]
    private var step: (name: String, index: Int)?
    private var people: [Int: String] = [:]

    init(_ details: CallDetails, words: TimelineWords) {
        self.words = words
        let start = details.call.header.startedAt
        omitted = max(0, details.events.count - Self.events)
        let first = details.events.prefix(Self.events - Self.lastEvents)
        let last = details.events.dropFirst(first.count).suffix(Self.lastEvents)
        for event in first + last { add(TimelineEvent(event, from: start)) }
        if let ending = details.call.ending {
            length = max(length, min(ending.duration.milliseconds, TimelineEvent.longest))
        }
        for index in open.values { items[index].until = max(items[index].from, length) }
        if let step { items[step.index].until = length }
    }

    private mutating func add(_ event: TimelineEvent) {
        // What is told after the end, such as how the sound was, does not make the call longer.
        if event.kind != "sound", event.kind != "interrupted" { length = max(length, event.at) }
        let fields = event.fields
        let activity = fields.activity ?? -1
        switch event.kind {
        case "step": enter(fields.name ?? "", at: event.at)
        case "play": begin("play \(activity)", .prompts, event, words.prompts(fields.prompts ?? []), .solid)
        case "played", "stop-playing": end("play \(activity)", at: event.at)
        case "collected": mark(.keys, event, words.keys(fields.keys ?? ""), .grey)
        case "check": begin("check \(activity)", .checks, event, words.topic(fields.topic ?? ""), .lines)
        case "checked": finishCheck(event, activity)
        case "ring":
            people[activity] = fields.person ?? ""
            begin("ring \(activity)", .people, event, words.rings(fields.person ?? ""), .lines)
        case "picked-up": mark(.people, event, words.pickedUp(people[activity] ?? ""), .grey)
        case "attempt": finishAttempt(event)
        case "bridge":
            end("ring \(activity)", at: event.at)
            begin("talk \(activity)", .people, event, words.talks(people[activity] ?? ""), .solid)
        case "release", "technician-hung-up", "fell-silent":
            end("ring \(activity)", at: event.at)
            end("talk \(activity)", at: event.at)
        case "start-recording": begin("record \(activity)", .prompts, event, words.records, .dots)
        case "stop-recording", "recording-failed": end("record \(activity)", at: event.at)
        case "log": decide(event)
        case "caller-hung-up": mark(.decision, event, words.callerHungUp, .grey)
        case "hangup": mark(.decision, event, words.deskHungUp, .grey)
        case "interrupted": mark(.decision, event, words.interrupted, .crossed)
        case "ledger-failed": mark(.decision, event, words.ledgerFailed, .crossed)
        default: break
        }
    }

    /// A step of a part of the flow belongs to the stretch of that part.
    private mutating func enter(_ name: String, at: Int64) {
        let part = name.prefix { $0 != "/" }
        if let step {
            if step.name == part { return }
            items[step.index].until = at
        }
        step = (String(part), items.count)
        items.append(TimelineItem(lane: .steps, from: at, until: at, label: String(part), fill: .grey))
    }

    private mutating func begin(
        _ key: String, _ lane: TimelineLane, _ event: TimelineEvent, _ label: String, _ fill: ChartFill
    ) {
        open[key] = items.count
        items.append(TimelineItem(lane: lane, from: event.at, until: event.at, label: label, fill: fill))
    }

    private mutating func end(_ key: String, at: Int64) {
        guard let index = open.removeValue(forKey: key) else { return }
        items[index].until = max(items[index].from, at)
    }

    private mutating func mark(_ lane: TimelineLane, _ event: TimelineEvent, _ label: String, _ fill: ChartFill) {
        items.append(TimelineItem(lane: lane, from: event.at, until: event.at, label: label, fill: fill))
    }

    private mutating func finishCheck(_ event: TimelineEvent, _ activity: Int) {
        let label = words.check(event.fields.topic ?? "", event.fields.outcome ?? "")
        guard let index = open["check \(activity)"] else { return mark(.checks, event, label, .lines) }
        end("check \(activity)", at: event.at)
        items[index].label = label
    }

    private mutating func finishAttempt(_ event: TimelineEvent) {
        let person = event.fields.person ?? ""
        let latest = items.lastIndex { $0.lane == .people && $0.fill == .lines && $0.label == words.rings(person) }
        let label = words.attempt(person, event.fields.result ?? "")
        if let latest {
            items[latest].label = label
            items[latest].until = max(items[latest].until, event.at)
        } else {
            mark(.people, event, label, .grey)
        }
    }

    private mutating func decide(_ event: TimelineEvent) {
        let fields = event.fields
        let verdict = VerdictKind(rawValue: fields.verdict ?? "")
        let reasons = (fields.reasons ?? []).compactMap(Reason.init)
        mark(.decision, event, words.verdict(verdict, reasons), verdict == .abusive ? .crossed : .solid)
        if let charge = fields.charge { mark(.decision, event, words.charge(charge), .crossed) }
    }
}
