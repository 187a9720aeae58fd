/// Places in recordings that fingerprints point to, and that are worth a comparison: those that are pointed to exactly, or twice.
struct Candidates: Sendable {
    /// A recording that may be heard.
    struct Candidate: Sendable {
        let title: Title
        /// Where its first sample would lie in the stream.
        var offset: Int
        /// The sample of the recording up to which the fingerprint goes.
        var end: Int
        /// When it was pointed to.
        var time: Int
        /// How often it was.
        var count: Int
        /// At how many times what is needed it is compared.
        var due = 1
    }

    /// How long a candidate is remembered, in samples.
    private static let memory = 4_000
    /// The most that are remembered.
    private static let most = 192
    /// The most that are compared at once.
    private static let mostAtOnce = 48
    /// How many bits may be turned for one fingerprint to be enough.
    private static let exact = 0

    private var recent: [Candidate] = []
    private var oldest = 0
    private var due: [Candidate] = []

    /// Notes that a fingerprint points to a place.
    mutating func note(_ title: Title, offset: Int, end: Int, turned: Int, now: Int, need: Int) {
        let weight = turned <= Self.exact ? 2 : 1
        for index in recent.indices where recent[index].title == title && abs(recent[index].offset - offset) <= 40 {
            guard recent[index].time + Self.memory > now else { continue }
            recent[index].count += weight
            (recent[index].time, recent[index].end) = (now, end)
            // A comparison that failed is worth another only once there is more reason.
            if recent[index].count >= recent[index].due * need {
                recent[index].due *= 2
                wait(recent[index])
            }
            return
        }
        var candidate = Candidate(title: title, offset: offset, end: end, time: now, count: weight)
        if weight >= need {
            candidate.due = 2
            wait(candidate)
        }
        if recent.count < Self.most {
            recent.append(candidate)
        } else {
            recent[oldest] = candidate
            oldest = (oldest + 1) % Self.most
        }
    }

    private mutating func wait(_ candidate: Candidate) {
        if due.count < Self.mostAtOnce { due.append(candidate) }
    }

    /// The next to compare.
    mutating func next() -> Candidate? { due.isEmpty ? nil : due.removeFirst() }

    /// Forgets a candidate that is followed now.
    mutating func found(_ candidate: Candidate) {
        recent.removeAll { $0.title == candidate.title && abs($0.offset - candidate.offset) <= 40 }
        if oldest >= recent.count { oldest = 0 }
    }
}
