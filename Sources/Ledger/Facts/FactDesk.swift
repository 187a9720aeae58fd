import Desk
import Dispatch
import Foundation

/// Answers the rules' questions off the thread that asks.
///
/// A few threads, each with a connection of its own that only reads, take questions from a bounded queue and look them up
/// in the rulebook. Every question is answered exactly once: with what was found; or, where the queue is full or the
/// answer is late, with `unavailable`, from which the desk concludes nothing (design, rule 4 of section 1). An answer
/// that comes after that is dropped. That holds even while a failing disk lets no reader come back, because a keeper
/// that never reads counts the time.
public final class FactDesk: Sendable {
    /// One check of a call.
    public struct Question: Sendable {
        /// The caller's own number of the call.
        public var call: Int
        /// Any number by which the caller knows the question again.
        public var tag: Int
        /// What is asked.
        public var topic: Topic
        /// The digits that were keyed for it.
        public var keys: String?
        /// What the call has brought to light so far.
        public var file: CaseFile
        /// When it is asked.
        public var now: Instant
        /// The procedure by which the call is judged.
        public var policy: Policy

        /// Makes a question.
        public init(call: Int, tag: Int, topic: Topic, keys: String?, file: CaseFile, now: Instant, policy: Policy) {
            self.call = call
            self.tag = tag
            self.topic = topic
            self.keys = keys
            self.file = file
            self.now = now
            self.policy = policy
        }
    }

    /// What was found.
    public struct Answer: Hashable, Sendable {
        /// The caller's own number of the call.
        public let call: Int
        /// The number that the question had.
        public let tag: Int
        /// The finding; `unavailable` where it could not be had in time.
        public let finding: Finding
        /// What the stores answered; none where the finding could not be had in time.
        public let facts: ConsultedFacts?

        /// Makes an answer.
        public init(call: Int, tag: Int, finding: Finding, facts: ConsultedFacts? = nil) {
            self.call = call
            self.tag = tag
            self.finding = finding
            self.facts = facts
        }
    }

    /// Is told answers, on one of the desk's threads; it must not call ``close()``.
    public typealias Answers = @Sendable ([Answer]) -> Void

    private let queue = WorkQueue<(id: Int, question: Question)>()
    private let open: OpenQuestions
    private let limit: Int
    private let ended = DispatchGroup()

    /// How many questions a thread takes at a time; the others are left to the other threads.
    private static let batch = 8

    /// Starts to answer.
    ///
    /// - Parameters:
    ///   - readers: how many threads look up.
    ///   - limit: how many questions may be open.
    ///   - time: how long a question may take.
    ///   - unavailable: stores that are to answer nothing, for exercises.
    ///   - report: is told of every question that the database could not answer.
    ///   - answers: is told what was found.
    /// - Throws: an error if the ledger cannot be opened for reading.
    public init(
        _ ledger: Ledger, hasher: any PasscodeHasher, readers: Int = 2, limit: Int = LedgerLimits.openQuestions,
        time: Duration = LedgerLimits.questionTime, unavailable: Set<Store> = [],
        report: @escaping LedgerFacts.Report, answers: @escaping Answers
    ) throws(LedgerError) {
        self.limit = max(1, limit)
        open = OpenQuestions(limit: self.limit, time: time)
        var connections: [LedgerFacts] = []
        for _ in 0..<max(1, readers) {
            connections.append(
                try LedgerFacts(connectingTo: ledger, hasher: hasher, unavailable: unavailable, report: report))
        }
        for facts in connections {
            start("ledger.facts") { [queue, open] in
                while let questions = queue.take(upTo: Self.batch) {
                    Self.answer(questions, open, facts, answers)
                }
                facts.disconnect()
                // The last question may just have been answered, and the keeper with it have nothing left to keep.
                open.wakeKeeper()
            }
        }
        start("ledger.keeper") { [open] in
            while open.waitForTick() {
                let late = open.takeLate(now: ContinuousClock.now)
                if !late.isEmpty { answers(late) }
            }
        }
    }

    deinit { stop() }

    private func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        ended.enter()
        let thread = Thread { [ended] in
            // The system is told a name only by the thread itself.
            Thread.current.name = name
            body()
            ended.leave()
        }
        thread.start()
    }

    /// Asks; the answer is told to `answers`, unless it is returned here.
    ///
    /// - Returns: `unavailable`, where too many questions are open or the desk is closed; no other answer follows then.
    public func ask(_ question: Question) -> Answer? {
        guard let id = open.add(question, now: ContinuousClock.now) else { return question.unavailable }
        // Late questions wait on for a reader to come by, so the queue has the limit as well.
        guard case .taken = queue.offer((id, question), limit: limit) else {
            return open.close([id]).isEmpty ? nil : question.unavailable
        }
        return nil
    }

    /// How many questions are open.
    public var openCount: Int { open.count }

    /// Takes no more questions, and waits until those that were taken are answered.
    ///
    /// It is to be called before the ledger is closed.
    public func close() {
        stop()
        ended.wait()
    }

    private func stop() {
        queue.close()
        open.stop()
    }

    private static func answer(
        _ questions: [(id: Int, question: Question)], _ open: OpenQuestions, _ facts: LedgerFacts, _ answers: Answers
    ) {
        var found: [(id: Int, answer: Answer)] = []
        for (id, question) in questions where open.isOpen(id) {
            let answer = Rulebook(policy: question.policy, facts: facts).consult(
                on: question.topic, keys: question.keys, file: question.file, now: question.now)
            found.append(
                (id, Answer(call: question.call, tag: question.tag, finding: answer.finding, facts: answer.facts)))
        }
        let inTime = open.close(found.map(\.id))
        let told = found.filter { inTime.contains($0.id) }.map(\.answer)
        if !told.isEmpty { answers(told) }
    }
}

extension FactDesk.Question {
    fileprivate var unavailable: FactDesk.Answer {
        FactDesk.Answer(call: call, tag: tag, finding: .unavailable(topic))
    }
}
