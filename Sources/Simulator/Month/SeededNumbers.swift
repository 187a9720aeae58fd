/// Numbers that look random and are the same for the same seed, on every machine and with every version (SplitMix64).
public struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Every seed gives numbers of its own.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of a range; its first one if the range has no other.
    ///
    /// The standard library does not promise the same numbers for ever, so this is our own.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        guard !overflow, width > 0, width < Int.max else { return range.lowerBound }
        return range.lowerBound + Int(truncatingIfNeeded: next() % UInt64(width + 1))
    }

    /// Whether something of that probability happens.
    public mutating func happens(percent: Int) -> Bool { number(0...99) < percent }

    /// One of several; nothing of none.
    public mutating func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(0...elements.count - 1)]
    }

    /// One of several by weight; nothing where no weight is above zero.
    public mutating func one<Element>(weighted elements: [(Element, Int)]) -> Element? {
        let total = elements.reduce(0) { $0 + max(0, $1.1) }
        guard total > 0 else { return nil }
        var rest = number(0...total - 1)
        for (element, weight) in elements where weight > 0 {
            if rest < weight { return element }
            rest -= weight
        }
        return nil
    }

    /// A length of time.
    public mutating func seconds(_ range: ClosedRange<Int>) -> Duration {
        .milliseconds(number(range.lowerBound * 1000...range.upperBound * 1000))
    }

    /// A length of time.
    public mutating func minutes(_ range: ClosedRange<Int>) -> Duration {
        seconds(range.lowerBound * 60...range.upperBound * 60)
    }
}
