import Desk
import Ledger

/// Where a charge stands, as the reconciliation tells it apart: every charge is in exactly one place.
public enum ChargeStanding: Int, CaseIterable, Hashable, Sendable {
    /// Proposed; nobody has decided.
    case open
    /// Waived: never asked for.
    case waived
    /// Confirmed, and not on an invoice yet.
    case toBeInvoiced
    /// On an invoice.
    case invoiced
    /// On an invoice and credited in full.
    case credited
    /// Confirmed and taken back before it was on an invoice.
    case withdrawn

    /// Where a charge stands.
    ///
    /// - Throws: where its status and its dates contradict each other.
    init(_ line: ChargeLine) throws(ReportError) {
        let (decided, invoiced, credited) = (line.decided != nil, line.invoiced != nil, line.credited != nil)
        switch (line.status, decided, invoiced, credited) {
        case (.proposed, false, false, false): self = .open
        case (.waived, true, false, false): self = .waived
        case (.confirmed, true, false, false): self = .toBeInvoiced
        case (.invoiced, true, true, false): self = .invoiced
        case (.credited, true, true, true): self = .credited
        case (.credited, true, false, true): self = .withdrawn
        default:
            func dated(_ mark: ChargeLine.Mark?) -> String { mark.map { Timestamp.format($0.at) } ?? "never" }
            throw .contradiction(
                "charge \(line.id) is \(line.status.rawValue), but was decided \(dated(line.decided)), invoiced "
                    + "\(dated(line.invoiced)) and credited \(dated(line.credited))")
        }
    }
}

/// How many charges, and how much.
public struct ChargeTotal: Hashable, Sendable {
    /// How many charges.
    public private(set) var count = 0
    /// Their amounts in hundredths of the currency.
    public private(set) var cents = 0

    /// Nothing.
    public init() {}

    mutating func add(_ line: ChargeLine) throws(ReportError) { try add(count: 1, cents: line.amount.cents) }

    mutating func add(count: Int, cents: Int) throws(ReportError) {
        let (number, overflow) = self.count.addingReportingOverflow(count)
        let (sum, tooLarge) = self.cents.addingReportingOverflow(cents)
        guard !overflow, !tooLarge else {
            throw ReportError(
                .tooMuch, "the charges add up to more than can be counted", mend: "examine the amounts of the charges")
        }
        self.count = number
        self.cents = sum
    }

    func adding(_ other: ChargeTotal) throws(ReportError) -> ChargeTotal {
        var sum = self
        try sum.add(count: other.count, cents: other.cents)
        return sum
    }
}

/// The charges of one currency by where they stand.
public struct ChargeBalance: Hashable, Sendable {
    /// The totals; index by the raw values of ``ChargeStanding``.
    public private(set) var totals = Array(repeating: ChargeTotal(), count: ChargeStanding.allCases.count)

    /// Nothing.
    public init() {}

    mutating func add(_ line: ChargeLine) throws(ReportError) {
        try totals[ChargeStanding(line).rawValue].add(line)
    }

    /// The charges that stand there.
    public subscript(standing: ChargeStanding) -> ChargeTotal { totals[standing.rawValue] }

    /// All that were ever proposed.
    public func proposed() throws(ReportError) -> ChargeTotal { try sum(ChargeStanding.allCases) }
    /// All that were ever confirmed.
    public func confirmed() throws(ReportError) -> ChargeTotal {
        try sum([.toBeInvoiced, .invoiced, .credited, .withdrawn])
    }
    /// All that were ever on an invoice.
    public func everInvoiced() throws(ReportError) -> ChargeTotal { try sum([.invoiced, .credited]) }
    /// What is asked for in the end: on an invoice and not credited.
    public var net: ChargeTotal { self[.invoiced] }

    private func sum(_ standings: [ChargeStanding]) throws(ReportError) -> ChargeTotal {
        var sum = ChargeTotal()
        for standing in standings { sum = try sum.adding(self[standing]) }
        return sum
    }
}
