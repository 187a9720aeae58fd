/// The legs of an agent, found by their number and changed where they lie: a leg is too large to be copied at every
/// message.
///
/// They lie in one array whose free slots are used again.
struct LegTable: Sendable {
    private struct Slot: Sendable {
        var leg: Leg?
        /// Which entry in the queue of deadlines counts.
        var scheduled: Duration?
    }

    private var slots: ContiguousArray<Slot> = []
    private var free: ContiguousArray<Int> = []
    private var places: [LegID: Int] = [:]
    private var last: UInt64 = 0

    /// How many legs there are.
    var count: Int { places.count }
    /// The legs, in no order.
    var ids: [LegID] { Array(places.keys) }

    /// Adds a leg under a number that was never used.
    mutating func insert(_ leg: Leg) -> LegID {
        last += 1
        let id = LegID(last)
        if let place = free.popLast() {
            slots[place] = Slot(leg: leg)
            places[id] = place
        } else {
            places[id] = slots.count
            slots.append(Slot(leg: leg))
        }
        return id
    }

    /// A copy of a leg.
    subscript(id: LegID) -> Leg? { places[id].flatMap { slots[$0].leg } }

    /// Lets a leg take something, or be looked at; nothing if there is no such leg.
    @discardableResult
    mutating func update<Outcome>(_ id: LegID, _ change: (inout Leg) -> Outcome) -> Outcome? {
        guard let place = places[id] else { return nil }
        return slots[place].leg?.take(change)
    }

    /// Forgets a leg.
    mutating func remove(_ id: LegID) {
        guard let place = places.removeValue(forKey: id) else { return }
        slots[place] = Slot()
        free.append(place)
    }

    /// Notes that a leg is to be woken then.
    ///
    /// - Returns: whether that is before it is to be woken already.
    mutating func schedule(_ id: LegID, at deadline: Duration) -> Bool {
        guard let place = places[id] else { return false }
        if let already = slots[place].scheduled, already <= deadline { return false }
        slots[place].scheduled = deadline
        return true
    }

    /// Takes note that a deadline has come; whether it is the one that counts.
    mutating func wake(_ id: LegID, at deadline: Duration) -> Bool {
        guard let place = places[id], slots[place].scheduled == deadline else { return false }
        slots[place].scheduled = nil
        return true
    }
}

extension Leg {
    /// Takes an event in place.
    fileprivate mutating func take<Outcome>(_ event: (inout Leg) -> Outcome) -> Outcome { event(&self) }
}
