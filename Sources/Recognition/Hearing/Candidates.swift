/// Places in recordings that fingerprints point to, and that are worth a comparison once they are pointed to often enough.
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
        /// How often it was; twice for each time without a turned bit.
        var count: Int
        /// At how many times what is needed it is compared.
        var due = 1
    }

    /// How long a candidate is remembered, in samples.
    private static let memory = 4_000
    /// How many are remembered at most, a power of two.
    private static let room = 2_048
    /// In how many places one may be kept; where all are taken, the one that was pointed to least gives way.
    private static let ways = 4
    /// How many samples apart two offsets may be that are taken for the same.
    private static let near = 40
    /// Offsets are kept by their upper bits: the place of 64 of them.
    private static let width = 6
    /// The most that are compared at once.
    private static let mostAtOnce = 48

    private var recent = [Candidate?](repeating: nil, count: room)
    private var due: [Candidate] = []

    /// Notes that a fingerprint points to a place.
    ///
    /// - Parameters:
    ///   - end: the sample of the recording behind what the fingerprint covers.
    ///   - turned: how many of its bits differ.
    ///   - need: how often a place has to be pointed to.
    mutating func note(_ title: Title, offset: Int, end: Int, turned: Int, now: Int, need: Int) {
        let weight = turned == 0 ? 2 : 1
        let part = offset >> Self.width
        for near in part - 1...part + 1 {
            let first = Self.slot(title, near)
            for slot in first..<first + Self.ways {
                guard var candidate = recent[slot], candidate.title == title, candidate.offset >> Self.width == near,
                    abs(candidate.offset - offset) <= Self.near, candidate.time + Self.memory > now
                else { continue }
                candidate.count += weight
                (candidate.time, candidate.end) = (now, end)
                // A comparison that failed is worth another only once there is more reason.
                if candidate.count >= candidate.due * need {
                    candidate.due *= 2
                    wait(candidate)
                }
                recent[slot] = candidate
                return
            }
        }
        let candidate = Candidate(title: title, offset: offset, end: end, time: now, count: weight)
        let first = Self.slot(title, part)
        let place = (first..<first + Self.ways).min { Self.value(recent[$0], now) < Self.value(recent[$1], now) }
        if let place { recent[place] = candidate }
    }

    /// How much there is to lose by forgetting a candidate.
    private static func value(_ candidate: Candidate?, _ now: Int) -> Int {
        guard let candidate, candidate.time + memory > now else { return 0 }
        return candidate.count
    }

    /// The first of the places where a candidate may be kept.
    private static func slot(_ title: Title, _ part: Int) -> Int {
        var mixed = UInt64(truncatingIfNeeded: part) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= UInt64(truncatingIfNeeded: title.number &* 8 &+ title.layer) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: (mixed ^ mixed >> 29) >> 16) & (room - 1) & ~(ways - 1)
    }

    private mutating func wait(_ candidate: Candidate) {
        if due.count < Self.mostAtOnce { due.append(candidate) }
    }

    /// The next to compare.
    mutating func next() -> Candidate? { due.isEmpty ? nil : due.removeFirst() }
}
