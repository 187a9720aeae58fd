import Desk
import Ledger

/// What may happen to a charge.
public enum MovementKind: String, CaseIterable, Hashable, Sendable {
    case proposed, confirmed, waived, invoiced, credited
}

/// Something that happened to a charge within the month.
public struct ChargeMovement: Hashable, Sendable {
    /// What happened.
    public let kind: MovementKind
    /// When, by whom, why, on which document.
    public let mark: ChargeLine.Mark
    /// The charge.
    public let charge: ChargeLine

    /// All that happened to a charge from an instant up to but not including another, in the order of a charge's life.
    static func movements(of charge: ChargeLine, from: Instant, until: Instant) -> [ChargeMovement] {
        let decision: MovementKind = charge.status == .waived ? .waived : .confirmed
        let marks: [(MovementKind, ChargeLine.Mark?)] = [
            (.proposed, charge.proposed), (decision, charge.decided), (.invoiced, charge.invoiced),
            (.credited, charge.credited),
        ]
        return marks.compactMap { kind, mark in
            guard let mark, from <= mark.at, mark.at < until else { return nil }
            return ChargeMovement(kind: kind, mark: mark, charge: charge)
        }
    }
}

/// The charges of a month: those of the calls that came in within it, whenever they were decided; and what happened
/// within the month to any charge.
public struct ChargeFigures: Hashable, Sendable {
    /// Currencies of one report at most.
    public static let currencies = 16

    /// The month's charges by currency.
    public internal(set) var balances: [String: ChargeBalance] = [:]
    /// The month's charges by client and currency.
    public internal(set) var clients: [ClientCurrency: ChargeBalance] = [:]
    /// What happened within the month, by currency: to charges of the month, and to those of earlier months.
    public internal(set) var movements: [MovementKey: ChargeTotal] = [:]
    /// How many movements of earlier months' charges there are.
    public internal(set) var earlierMovements = 0
    /// Charges that were written first for their call, rather than in the place of another.
    public internal(set) var originals = 0
    /// Those of them whose call has the verdict abusive.
    public internal(set) var originalsOfAbusiveCalls = 0

    /// A client and a currency.
    public struct ClientCurrency: Hashable, Sendable, Comparable {
        /// The client's five digits.
        public let client: String
        /// The currency's ISO 4217 code.
        public let currency: String

        /// Order by client, then by currency.
        public static func < (left: ClientCurrency, right: ClientCurrency) -> Bool {
            (left.client, left.currency) < (right.client, right.currency)
        }
    }

    /// What a total of movements is about.
    public struct MovementKey: Hashable, Sendable {
        /// What happened.
        public let kind: MovementKind
        /// In which currency.
        public let currency: String
        /// Whether the charge's call is of an earlier month.
        public let isEarlier: Bool
    }

    /// How many charges the month has.
    public var count: Int { balances.values.reduce(0) { $0 + $1.totals.reduce(0) { $0 + $1.count } } }

    mutating func add(_ line: ChargeLine, from: Instant, until: Instant) throws(ReportError) {
        let currency = line.amount.currency
        guard balances[currency] != nil || balances.count < Self.currencies else {
            throw ReportError(
                .tooMuch, "the charges are in more than \(Self.currencies) currencies (\(currency))",
                mend: "examine the currencies of the charges")
        }
        try balances[currency, default: ChargeBalance()].add(line)
        try clients[ClientCurrency(client: line.client, currency: currency), default: ChargeBalance()].add(line)
        if line.replaces == nil {
            originals += 1
            if line.verdict == .abusive { originalsOfAbusiveCalls += 1 }
        }
        try addMovements(of: line, isEarlier: false, from: from, until: until)
    }

    mutating func addMovements(
        of line: ChargeLine, isEarlier: Bool, from: Instant, until: Instant
    ) throws(ReportError) {
        for movement in ChargeMovement.movements(of: line, from: from, until: until) {
            let key = MovementKey(kind: movement.kind, currency: line.amount.currency, isEarlier: isEarlier)
            try movements[key, default: ChargeTotal()].add(line)
            if isEarlier { earlierMovements += 1 }
        }
    }
}
