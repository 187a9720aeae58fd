/// An exact amount of money, in the currency's minor unit.
public struct Money: Hashable, Sendable, CustomStringConvertible {
    /// The amount in hundredths.
    public let cents: Int
    /// The currency's ISO 4217 code.
    public let currency: String

    /// Makes an amount.
    public init(cents: Int, currency: String = "EUR") {
        self.cents = cents
        self.currency = currency
    }

    /// The amount as a decimal number, `350.00 EUR`.
    public var description: String {
        let (whole, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(cents < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest) \(currency)"
    }
}

/// What one abusive call of a number costs, excluding tax, while it is in force; never edited (rule R10).
public struct Tariff: Hashable, Sendable {
    /// The number it is for.
    public var number: NumberRole { facts.value.number }
    /// The amount, excluding tax.
    public var amount: Money { facts.value.amount }
    /// The first instant at which it holds.
    public var from: Instant { facts.value.from }
    /// The first instant at which it no longer holds; open if there is none.
    public var until: Instant? { facts.value.until }

    /// Makes a tariff.
    public init(number: NumberRole, amount: Money, from: Instant, until: Instant? = nil) {
        facts = Shared(
            Facts(
                number: number, amount: amount, from: from, until: until))
    }

    /// Whether it is in force at an instant.
    public func isInForce(at now: Instant) -> Bool { from <= now && until.map { now < $0 } ?? true }

    private let facts: Shared<Facts>

    private struct Facts: Hashable, Sendable {
        let number: NumberRole
        let amount: Money
        let from: Instant
        let until: Instant?
    }
}
