import Desk

/// The counts of an exact replay.
public struct ExactSummary: Hashable, Sendable {
    /// How many calls came out as they were recorded.
    public private(set) var agreeing = 0
    /// How many did not.
    public private(set) var differing = 0
    /// How many cannot be replayed, by the obstacle's name.
    public private(set) var obstacles: [String: Int] = [:]

    /// No call.
    public init() {}

    mutating func add(_ call: ReplayedCall<[ReplayDifference]>) {
        switch call.result {
        case .success(let differences): if differences.isEmpty { agreeing += 1 } else { differing += 1 }
        case .failure(let obstacle): obstacles[obstacle.name, default: 0] += 1
        }
    }
}

/// The counts of a question about another desk, and what it does to the money.
public struct WhatIfSummary: Hashable, Sendable {
    /// How many calls would have ended the same.
    public private(set) var same = 0
    /// How many would have ended otherwise.
    public private(set) var otherwise = 0
    /// How many of those are known only up to a step at which the record ends.
    public private(set) var open = 0
    /// How many cannot be told, by the obstacle's name.
    public private(set) var obstacles: [String: Int] = [:]
    /// What the calls that can be told were charged, and would have been.
    public private(set) var money = MoneyChange()
    /// What the calls that cannot be told were charged: it counts in neither sum.
    public private(set) var untold = MoneySums()

    /// No call.
    public init() {}

    mutating func add(_ call: ReplayedCall<WhatIfAnswer>) {
        switch call.result {
        case .success(.same(let ending)):
            same += 1
            money.before.add(ending.charge)
            money.after.add(ending.charge)
        case .success(.otherwise(let before, let after)):
            otherwise += 1
            if after.openAt != nil { open += 1 }
            money.before.add(before.charge)
            money.after.add(after.charge)
        case .failure(let obstacle):
            obstacles[obstacle.name, default: 0] += 1
            untold.add(call.charge)
        }
    }
}

/// Sums of charges before and after a change.
public struct MoneyChange: Hashable, Sendable {
    /// As recorded.
    public fileprivate(set) var before = MoneySums()
    /// At the other desk.
    public fileprivate(set) var after = MoneySums()

    /// Nothing was charged.
    public init() {}
}

/// Sums of amounts by currency.
public struct MoneySums: Hashable, Sendable {
    /// The sums in hundredths, by the currency's code; saturating.
    public private(set) var cents: [String: Int] = [:]

    /// Nothing.
    public init() {}

    mutating func add(_ amount: Money?) {
        guard let amount else { return }
        let (sum, overflow) = cents[amount.currency, default: 0].addingReportingOverflow(amount.cents)
        cents[amount.currency] = overflow ? (amount.cents < 0 ? .min : .max) : sum
    }

    /// The sums, by the currency's code.
    public var amounts: [Money] { cents.sorted { $0.key < $1.key }.map { Money(cents: $0.value, currency: $0.key) } }
}
