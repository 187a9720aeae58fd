import Desk
import DeskFolder
import Ledger

/// What became of replaying one call.
public struct ReplayedCall<Answer: Hashable & Sendable>: Hashable, Sendable {
    /// The call's id.
    public let id: String
    /// When it came in.
    public let startedAt: Instant
    /// Which number was called.
    public let number: NumberRole
    /// What came out, or why the call cannot be replayed.
    public let result: Result<Answer, ReplayObstacle>
    /// What was proposed to be charged, excluding tax.
    public let charge: Money?
}

/// Goes through the calls of a ledger, one in memory at a time.
public struct LedgerReplay {
    /// Which calls.
    public enum Selection: Hashable, Sendable {
        /// All.
        case all
        /// Those that came in during a time.
        case during(Range<Instant>)
        /// One, by its id.
        case call(String)
    }

    private let ledger: Ledger
    private let selection: Selection
    private let progress: (_ done: Int, _ count: Int) -> Void

    /// Prepares to replay.
    ///
    /// - Parameter progress: is told how many of how many calls are done.
    public init(
        _ ledger: Ledger, _ selection: Selection = .all,
        progress: @escaping (_ done: Int, _ count: Int) -> Void = { _, _ in }
    ) {
        self.ledger = ledger
        self.selection = selection
        self.progress = progress
    }

    /// Replays every call exactly.
    ///
    /// - Parameters:
    ///   - library: the desks that answered them.
    ///   - body: is told of each call as soon as it is done; an empty list of differences is agreement.
    /// - Returns: the counts.
    /// - Throws: what is wrong with the ledger.
    @discardableResult
    public func exact(
        _ library: DeskLibrary, _ body: (ReplayedCall<[ReplayDifference]>) -> Void = { _ in }
    ) throws(LedgerError) -> ExactSummary {
        var (library, summary) = (library, ExactSummary())
        try walk { details in
            let call = replayed(details) { () throws(ReplayObstacle) in
                try ExactReplay(library.context(of: details.call.header)).differences(in: details)
            }
            summary.add(call)
            body(call)
        }
        return summary
    }

    /// Asks of every call what would have become of it at another desk.
    ///
    /// - Parameter body: is told of each call as soon as it is done.
    /// - Returns: the counts, and what it does to the money.
    /// - Throws: what is wrong with the ledger.
    @discardableResult
    public func whatIf(
        _ desk: DeskFolder, _ body: (ReplayedCall<WhatIfAnswer>) -> Void = { _ in }
    ) throws(LedgerError) -> WhatIfSummary {
        let question = WhatIf(desk)
        var summary = WhatIfSummary()
        try walk { details in
            let call = replayed(details) { () throws(ReplayObstacle) in try question.answer(details) }
            summary.add(call)
            body(call)
        }
        return summary
    }

    private func replayed<Answer>(
        _ details: CallDetails, _ body: () throws(ReplayObstacle) -> Answer
    ) -> ReplayedCall<Answer> {
        let result: Result<Answer, ReplayObstacle>
        if details.call.erasedAt != nil {
            result = .failure(.erased)
        } else {
            do throws(ReplayObstacle) { result = .success(try body()) } catch { result = .failure(error) }
        }
        let header = details.call.header
        return ReplayedCall(
            id: header.id, startedAt: header.startedAt, number: header.number, result: result,
            charge: details.charge?.proposal.amount)
    }

    private func walk(_ body: (CallDetails) -> Void) throws(LedgerError) {
        var time: Range<Instant>?
        switch selection {
        case .all: break
        case .during(let range): time = range
        case .call(let id):
            if let details = try ledger.call(id) { body(details) }
            return progress(1, 1)
        }
        let count = try ledger.callCount(during: time)
        var (done, place) = (0, Int64(0))
        while true {
            let calls = try ledger.calls(after: place, during: time)
            guard let last = calls.last else { return }
            for call in calls {
                if let details = try ledger.call(call.id) { body(details) }
                done += 1
                progress(min(done, count), count)
            }
            place = last.key
        }
    }
}
