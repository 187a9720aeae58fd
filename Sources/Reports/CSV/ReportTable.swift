import Desk
import Ledger

/// The tables of a monthly report, each a CSV file of its own: UTF-8, one header line, comma, CRLF.
///
/// Names of columns and codes are English and the same in every language; amounts are decimals with a point, times RFC
/// 3339 with the desk's offset, lengths whole milliseconds.
public enum ReportTable: String, CaseIterable, Hashable, Sendable {
    /// A line for each total, with what it is a total of.
    case totals
    /// A line for each charge of the month.
    case charges
    /// A line for each thing that happened within the month to a charge of an earlier month.
    case movements
    /// A line for each ticket of the month, with its response guarantee.
    case guarantees
    /// A line for each client, both sides beside each other.
    case clients
    /// A line for each dispute that was open within the month.
    case disputes
    /// A line for each precondition.
    case rules
    /// A line for each call of the month, drills left out.
    case calls

    /// Writes the table of a report.
    public func csv(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        let zone = report.request.policy.zone
        switch self {
        case .totals: try TotalsTable.write(report, to: &output)
        case .charges: try ChargeTables(zone: zone).write(report, to: &output)
        case .movements: try ChargeTables(zone: zone).writeMovements(report, to: &output)
        case .guarantees: try GuaranteeTables(zone: zone).write(report, to: &output)
        case .clients: try GuaranteeTables(zone: zone).writeClients(report, to: &output)
        case .disputes: try DisputeTable(zone: zone).write(report, to: &output)
        case .rules: try RuleTable.write(report, to: &output)
        case .calls: try CallTable(zone: zone).write(report, to: &output)
        }
        try output.flush()
    }
}
