/// Hands out port pairs: an even one for RTP, the odd one above for RTCP (RFC 3550 §11).
///
/// Pairs are drawn at random, so that they cannot be guessed. A pair that is given back rests, so that a call's late
/// packets do not reach the next one.
struct PortPool: Sendable {
    /// How long a pair rests.
    let rest: Duration
    private var free: [UInt16]
    private var resting: [(port: UInt16, until: Duration)] = []
    private var firstResting = 0

    /// A pool of all pairs that lie in a range.
    init(_ range: ClosedRange<UInt16>, rest: Duration) {
        self.rest = rest
        let first = Int(range.lowerBound) + Int(range.lowerBound) % 2
        free = stride(from: first, to: Int(range.upperBound), by: 2).compactMap { UInt16(exactly: $0) }.filter {
            $0 > 0
        }
    }

    /// How many pairs can be handed out at once.
    var freeCount: Int { free.count }

    /// An even port; nothing if none is free.
    mutating func take(now: Duration, using generator: inout some RandomNumberGenerator) -> UInt16? {
        wake(now: now)
        guard let index = free.indices.randomElement(using: &generator) else { return nil }
        free.swapAt(index, free.count - 1)
        return free.removeLast()
    }

    /// A pair that was in use begins its rest.
    mutating func giveBack(_ port: UInt16, now: Duration) { resting.append((port, now + rest)) }

    /// Pairs come back in the order in which they were given back.
    private mutating func wake(now: Duration) {
        while firstResting < resting.count, resting[firstResting].until <= now {
            free.append(resting[firstResting].port)
            firstResting += 1
        }
        if firstResting > 256, firstResting * 2 > resting.count {
            resting.removeFirst(firstResting)
            firstResting = 0
        }
    }
}
