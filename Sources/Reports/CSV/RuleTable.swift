import Desk

/// A line for each precondition.
enum RuleTable {
    static func write(_ report: MonthlyReport, to output: inout ReportOutput) throws {
        CSVLine.header(
            ["rule", "precondition"] + RuleFigures.Standing.allCases.map(\.columnName), to: &output)
        for precondition in Precondition.allCases {
            var line = CSVLine()
            line.text(precondition.rule, to: &output)
            line.text(precondition.rawValue, to: &output)
            for standing in RuleFigures.Standing.allCases {
                line.number(report.rules.count(precondition, standing), to: &output)
            }
            try line.end(&output)
        }
    }
}
