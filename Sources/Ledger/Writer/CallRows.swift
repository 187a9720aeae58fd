/// Which row a call has: the caller knows a call by a number of its own, before the ledger has given it a key.
///
/// A call that ended stays known for a while, because its voicemail is hashed after its end; the oldest of more than
/// ``LedgerLimits/rememberedCalls`` is forgotten.
struct CallRows {
    private var goingOn: [Int: GoingCall] = [:]
    private var ended: [Int: GoingCall] = [:]
    /// The ended calls in the order of their end, a ring.
    private var order: [Int] = []
    private var oldest = 0
    private let remembered: Int

    init(remembered: Int = LedgerLimits.rememberedCalls) { self.remembered = max(1, remembered) }

    /// The row of a call.
    subscript(call: Int) -> GoingCall? { goingOn[call] ?? ended[call] }

    /// Whether a call has begun and not ended.
    func isGoingOn(_ call: Int) -> Bool { goingOn[call] != nil }

    /// How many calls are known.
    var count: Int { goingOn.count + ended.count }

    mutating func begin(_ call: Int, row: GoingCall) { goingOn[call] = row }

    /// Takes note that the log has more entries of a call.
    mutating func add(_ entries: Int, to call: Int) {
        if goingOn[call] != nil { goingOn[call]?.entries += entries } else { ended[call]?.entries += entries }
    }

    mutating func finish(_ call: Int) {
        guard let row = goingOn.removeValue(forKey: call) else { return }
        ended[call] = row
        if order.count < remembered {
            order.append(call)
        } else {
            ended[order[oldest]] = nil
            order[oldest] = call
            oldest = (oldest + 1) % remembered
        }
    }
}
