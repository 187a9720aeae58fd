import Desk
import Dispatch
import Synchronization

@testable import Ledger

/// Collects what a writer tells; it may hold the writer after its first group, so that the next one gathers.
final class Completions: Sendable {
    private let told = Mutex<[[CompletedEntry]]>([])
    private let arrived = DispatchSemaphore(value: 0)
    private let gate = DispatchSemaphore(value: 0)
    private let holdsFirst: Bool

    init(holdingFirst: Bool = false) { holdsFirst = holdingFirst }

    var groups: [[CompletedEntry]] { told.withLock { $0 } }
    var all: [CompletedEntry] { groups.flatMap { $0 } }

    func note(_ group: [CompletedEntry]) {
        let isFirst = told.withLock { told in
            told.append(group)
            return told.count == 1
        }
        arrived.signal()
        if isFirst && holdsFirst { gate.wait() }
    }

    /// Waits until one more group is told.
    func waitForGroup() { arrived.wait() }

    func release() { gate.signal() }
}

extension CompletedEntry {
    /// `call/tag: row`, or what is wrong, in one line.
    var line: String {
        switch result {
        case .success(let row): "\(call)/\(tag): \(row)"
        case .failure(let error): "\(call)/\(tag): \(error.kind.rawValue)"
        }
    }
}

extension CallChange {
    /// Events of these kinds, all at one moment.
    static func events(_ kinds: String..., at moment: String = "2026-03-10T20:30:00+01:00") throws -> CallChange {
        let at = try time(moment)
        return .append(kinds.map { CallEvent(at: at, kind: $0) })
    }

    /// An event that does not fit into a few pages.
    static func bulky(_ kind: String, bytes: Int) throws -> CallChange {
        let payload = CanonicalJSON.string(String(repeating: "x", count: bytes))
        return .append([CallEvent(at: try time("2026-03-10T20:30:00+01:00"), kind: kind, payload: payload)])
    }
}

extension Ledger {
    /// The kinds of a call's events, in order.
    func kinds(of id: String) throws -> [String]? { try call(id)?.events.map(\.kind) }
}

extension GroupCommit {
    /// Commits changes that are tagged by their place.
    mutating func commit(_ changes: [(call: Int, change: CallChange)]) -> [String] {
        commit(changes.enumerated().map { QueuedEntry(call: $1.call, tag: $0, change: $1.change) }).map(\.line)
    }
}
