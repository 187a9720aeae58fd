/// A chain over a stretch of time: who is in it when, and when nobody is.
///
/// Schedules are computed from the instants at which something can change (handovers, edges of windows, edges of
/// overrides), not by sampling, so they are exact.
extension Rota {
    /// A stretch of time with the same people in the chain.
    public struct Shift: Hashable, Sendable {
        /// The first instant of the stretch.
        public let from: Instant
        /// The first instant after it.
        public let until: Instant
        /// The people in order, with who is rung at once; empty where nobody is in the chain.
        public let chain: OnCallChain
        /// The people in order; empty where nobody is in the chain.
        public var people: [OnCallPerson] { chain.people }

        /// Makes a stretch.
        public init(from: Instant, until: Instant, chain: OnCallChain) {
            self.from = from
            self.until = until
            self.chain = chain
        }
    }

    /// A stretch of time in which nobody is in the chain.
    public struct Gap: Hashable, Sendable {
        /// The first instant without anybody.
        public let from: Instant
        /// The first instant at which somebody is there again, or the end of what was asked.
        public let until: Instant

        /// Makes a gap.
        public init(from: Instant, until: Instant) {
            self.from = from
            self.until = until
        }
    }

    /// The most days that one schedule covers; a longer request is answered for its first days, see
    /// ``end(from:until:)``.
    public static let horizonInDays = 366

    /// Where a schedule really ends: at `until`, or ``horizonInDays`` times 24 h after `from` if that is earlier.
    ///
    /// Who needs more asks again, from there on.
    public static func end(from: Instant, until: Instant) -> Instant {
        min(until, from.advanced(by: .hours(horizonInDays * 24)))
    }

    /// Who is in a chain when, without holes in time: stretches in which nobody is have no people.
    ///
    /// Covers at most ``horizonInDays``. Neighbouring stretches differ in their people.
    public func shifts(in chain: ChainName, from: Instant, until: Instant) -> [Shift] {
        let until = Rota.end(from: from, until: until)
        guard from < until else { return [] }
        let steps = chains[chain] ?? []
        let overrides = overrides.filter { $0.from < until && from < $0.until }
        var shifts: [Shift] = []
        let beginnings = beginnings(of: steps, overrides: overrides, from: from, until: until)
        for (beginning, end) in zip(beginnings, beginnings.dropFirst() + [until]) {
            let active = overrides.filter { $0.isActive(at: beginning) }
            let order = order(of: steps, overrides: active, at: beginning)
            if let last = shifts.last, last.chain == order {
                shifts[shifts.count - 1] = Shift(from: last.from, until: end, chain: order)
            } else {
                shifts.append(Shift(from: beginning, until: end, chain: order))
            }
        }
        return shifts
    }

    /// When nobody is in a chain; covers at most ``horizonInDays``.
    public func gaps(in chain: ChainName, from: Instant, until: Instant) -> [Gap] {
        shifts(in: chain, from: from, until: until).filter(\.people.isEmpty).map { Gap(from: $0.from, until: $0.until) }
    }

    /// When nobody is in a chain during the hours in which it is rung (rule R8); covers at most ``horizonInDays``.
    ///
    /// - Parameter period: the period in which the desk rings this chain, for example ``Period/onCall``.
    public func gaps(
        in chain: ChainName, from: Instant, until: Instant, during period: Period, of hours: SupportHours
    ) -> [Gap] {
        gaps(in: chain, from: from, until: until).flatMap { gap -> [Gap] in
            var parts: [Gap] = []
            var now = gap.from
            while now < gap.until {
                let change = min(hours.nextChange(after: now, in: zone), gap.until)
                if hours.period(at: now, in: zone) == period { parts.append(Gap(from: now, until: change)) }
                now = change
            }
            return parts
        }
    }

    /// `from`, and every later instant before `until` at which the people may change, in order.
    private func beginnings(
        of steps: [ChainStep], overrides: [RotaOverride], from: Instant, until: Instant
    ) -> [Instant] {
        let names = steps.flatMap(\.members).compactMap { member -> String? in
            if case .rotation(let name, _) = member { name } else { nil }
        }
        var found: Set<Instant> = [from]
        for name in Set(names) {
            found.formUnion(rotation(named: name)?.boundaries(from: from, until: until, in: zone) ?? [])
            for override in overrides where override.rotation == name {
                found.formUnion([override.from, override.until])
            }
        }
        return found.filter { from <= $0 && $0 < until }.sorted()
    }
}
