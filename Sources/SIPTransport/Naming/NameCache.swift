/// What was asked of the name servers.
enum Question: Hashable, Sendable {
    case addresses(String)
    case services(String)
}

/// Answers with their time to live.
///
/// An answer whose time is over is kept: it is used while the name servers fail (RFC 8767), because a trunk that was
/// there an hour ago is a better guess than none. The oldest answers give way when there are too many.
struct NameCache<Answer> {
    /// What is known of a question.
    enum Known {
        case nothing
        case fresh(Answer)
        case stale(Answer)
    }

    private struct Entry {
        let answer: Answer
        let expiry: Duration
        let end: Duration
    }

    private let limit: Int
    private let staleTime: Duration
    private var entries: [Question: Entry] = [:]

    init(_ limits: NameLimits) {
        (limit, staleTime) = (limits.answers, limits.staleTime)
    }

    var count: Int { entries.count }

    mutating func learn(_ answer: Answer, for question: Question, lifetime: Duration, now: Duration) {
        if entries[question] == nil, entries.count >= limit,
            let oldest = entries.min(by: { $0.value.expiry < $1.value.expiry })
        {
            entries[oldest.key] = nil
        }
        entries[question] = Entry(answer: answer, expiry: now + lifetime, end: now + lifetime + staleTime)
    }

    func known(_ question: Question, now: Duration) -> Known {
        guard let entry = entries[question], now < entry.end else { return .nothing }
        return now < entry.expiry ? .fresh(entry.answer) : .stale(entry.answer)
    }
}
