import Desk

/// A confirmed charge, as an invoice needs to know it.
public struct BilledCharge: Hashable, Sendable {
    /// The charge's name in the ledger.
    public var charge: String
    /// The call's name in the ledger.
    public var call: String
    /// The number that was called.
    public var number: NumberRole
    /// When the call began.
    public var calledAt: Instant
    /// What it is charged for.
    public var reasons: [Reason]
    /// The amount, without tax.
    public var amount: Money

    /// Makes a charge.
    public init(
        charge: String, call: String, number: NumberRole, calledAt: Instant, reasons: [Reason], amount: Money
    ) {
        self.charge = charge
        self.call = call
        self.number = number
        self.calledAt = calledAt
        self.reasons = reasons
        self.amount = amount
    }
}
