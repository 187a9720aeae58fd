import Desk

/// What there is to say of an amount of money.
struct Amount: Hashable, Sendable {
    let isNegative: Bool
    let units: UInt
    /// 0 to 99.
    let cents: Int
    let currency: Currency

    enum Currency: Hashable, Sendable {
        case euro
        case pound
        case dollar
        /// Any other, by its ISO 4217 code.
        case other(String)

        /// How it is written: its own sign, or its code.
        var sign: String {
            switch self {
            case .euro: "€"
            case .pound: "£"
            case .dollar: "$"
            case .other(let code): code
            }
        }
    }

    init(_ money: Money) {
        let (units, cents) = money.cents.magnitude.quotientAndRemainder(dividingBy: 100)
        isNegative = money.cents < 0
        self.units = units
        self.cents = Int(cents)
        currency =
            switch money.currency {
            case "EUR": .euro
            case "GBP": .pound
            case "USD": .dollar
            default: .other(money.currency)
            }
    }
}
