/// How punctually a media thread sends: the lateness of its ticks, and the gaps between two packets of a leg.
///
/// A histogram in steps of a quarter of a millisecond; what is over ``longest`` counts as that. Missed ticks are never
/// made up for in a burst, so a missed tick is a gap.
public struct MediaPacing: Hashable, Sendable {
    /// Durations counted in steps.
    public struct Histogram: Hashable, Sendable {
        /// The width of a step.
        public static let step = Duration.microseconds(250)
        /// The last step holds everything as long or longer.
        public static let longest = Duration.milliseconds(100)

        /// How many durations were counted.
        public private(set) var count: UInt64 = 0
        /// The longest of them.
        public private(set) var maximum = Duration.zero
        private var steps = [UInt64](repeating: 0, count: 401)

        /// Counts nothing yet.
        public init() {}

        /// Counts a duration as often as told.
        public mutating func add(_ duration: Duration, times: Int = 1) {
            guard times > 0 else { return }
            let clamped = min(max(.zero, duration), Self.longest)
            let (seconds, attoseconds) = clamped.components
            let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
            steps[Int(microseconds / 250)] &+= UInt64(times)
            count &+= UInt64(times)
            maximum = max(maximum, duration)
        }

        /// Adds what another has counted.
        public mutating func add(_ other: Histogram) {
            for index in steps.indices { steps[index] &+= other.steps[index] }
            count &+= other.count
            maximum = max(maximum, other.maximum)
        }

        /// The duration that this share of the counted ones does not exceed, rounded up to a step; zero if there is
        /// none.
        ///
        /// - Parameter share: 0.99 for the 99th percentile.
        public func percentile(_ share: Double) -> Duration {
            let wanted = UInt64((Double(count) * min(max(0, share), 1)).rounded(.up))
            guard wanted > 0 else { return .zero }
            var below: UInt64 = 0
            for (index, inStep) in steps.enumerated() {
                below &+= inStep
                if below >= wanted { return min(Self.step * (index + 1), maximum) }
            }
            return maximum
        }
    }

    /// How late ticks began.
    public internal(set) var lateness = Histogram()
    /// Time from one packet to the next of the same leg.
    public internal(set) var gaps = Histogram()
    /// Ticks that were due and left out.
    public internal(set) var missedTicks: UInt64 = 0

    private var lastOfSlice: [Duration?]

    /// Nothing was sent yet.
    ///
    /// - Parameter slices: the ticks after which a leg's turn comes again.
    public init(slices: Int = 4) { lastOfSlice = Array(repeating: nil, count: max(1, slices)) }

    /// A tick began.
    ///
    /// - Parameters:
    ///   - slice: whose legs are sent.
    ///   - legs: how many they are.
    ///   - due: when it should have begun.
    ///   - now: when it did.
    public mutating func began(slice: Int, legs: Int, due: Duration, now: Duration) {
        lateness.add(now - due)
        guard lastOfSlice.indices.contains(slice) else { return }
        if let last = lastOfSlice[slice] { gaps.add(now - last, times: legs) }
        lastOfSlice[slice] = legs > 0 ? now : nil
    }

    /// Ticks were left out.
    public mutating func missed(_ ticks: Int) { missedTicks &+= UInt64(max(0, ticks)) }

    /// The thread has slept as there was nothing to do; that is no gap.
    public mutating func rested() {
        for slice in lastOfSlice.indices { lastOfSlice[slice] = nil }
    }

    /// Adds what another thread has counted.
    public mutating func add(_ other: MediaPacing) {
        lateness.add(other.lateness)
        gaps.add(other.gaps)
        missedTicks &+= other.missedTicks
    }
}
