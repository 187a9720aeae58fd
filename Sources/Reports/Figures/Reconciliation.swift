import Desk
import Ledger

/// Compares what was counted row by row with what the database counts by itself, and parts with their wholes.
struct Reconciliation {
    let counting: MonthCounting
    let start: Instant
    let end: Instant

    /// Throws where two ways to a figure do not meet.
    func check(against moment: LedgerMoment) throws {
        try checkCalls(try moment.callCounts(from: start, until: end))
        try checkCharges(try moment.chargeSums(ofCallsFrom: start, until: end))
        try checkTickets(try moment.ticketCounts(openedFrom: start, until: end))
    }

    private func checkCalls(_ counts: CallCounts) throws(ReportError) {
        let calls = counting.calls
        try Self.require(calls.total + calls.drills, counts.all, "calls")
        try Self.require(calls.drills, counts.drills, "drills")
        try Self.require(calls.admitted, counts.admitted, "admitted calls")
        try Self.require(calls.count(.refused), counts.refused, "refused calls")
        try Self.require(calls.count(.abusive), counts.abusive, "abusive calls")
        try Self.require(calls.count(.abandoned), counts.abandoned, "abandoned calls")
        try Self.require(calls.count(.undecided), counts.undecided, "calls without a verdict")
        try Self.require(calls.count(on: .emergency), counts.emergency, "calls to the emergency number")
        try Self.require(calls.erased, counts.erased, "erased calls")
        let byHour = calls.hours.map { $0.reduce(0, +) }
        try Self.require(byHour.reduce(0, +), calls.total, "calls by hour")
        try Self.require(calls.periods.values.reduce(0, +), calls.total, "calls by period")
        try Self.require(calls.sources.values.reduce(0, +), calls.total, "calls by source")
        try Self.require(calls.policies.values.reduce(0, +), calls.total, "calls by policy")
        try Self.require(calls.flows.values.reduce(0, +), calls.total, "calls by flow")
        let ofClients = counting.clients.values.reduce(0) { $0 + $1.calls }
        // An erased call has no client any more; one that was never known neither.
        let (known, nobody) = (ofClients, calls.erased + calls.anonymous)
        try Self.require(known + nobody, calls.total, "calls by client")
        for precondition in Precondition.allCases {
            let sum = RuleFigures.Standing.allCases.reduce(0) { $0 + counting.rules.count(precondition, $1) }
            try Self.require(sum, calls.total, "calls by \(precondition.rawValue)")
        }
    }

    private func checkCharges(_ sums: [ChargeSums]) throws(ReportError) {
        let charges = counting.charges
        try Self.require(charges.balances.count, sums.count, "currencies")
        for sum in sums {
            let balance = charges.balances[sum.currency] ?? ChargeBalance()
            for (what, counted, added) in [
                ("proposed", try balance.proposed(), sum.proposed), ("open", balance[.open], sum.open),
                ("waived", balance[.waived], sum.waived), ("confirmed", try balance.confirmed(), sum.confirmed),
                ("invoiced", try balance.everInvoiced(), sum.invoiced), ("credited", balance[.credited], sum.credited),
            ] {
                try Self.require(counted.count, added.count, "charges \(what)")
                try Self.require(counted.cents, added.cents, "hundredths of \(sum.currency) \(what)")
            }
            // What the database added by dates has to balance by itself: proposed is confirmed, waived or open.
            let (decided, overflow) = sum.confirmed.cents.addingReportingOverflow(sum.waived.cents)
            let (all, tooLarge) = decided.addingReportingOverflow(sum.open.cents)
            try Self.require(overflow || tooLarge ? nil : all, sum.proposed.cents, "hundredths of \(sum.currency)")
            try checkClients(sum.currency, balance)
        }
    }

    private func checkClients(_ currency: String, _ balance: ChargeBalance) throws(ReportError) {
        for standing in ChargeStanding.allCases {
            var total = ChargeTotal()
            for (key, client) in counting.charges.clients where key.currency == currency {
                total = try total.adding(client[standing])
            }
            try Self.require(total.count, balance[standing].count, "charges by client")
            try Self.require(total.cents, balance[standing].cents, "hundredths of \(currency) by client")
        }
    }

    private func checkTickets(_ counts: (all: Int, answered: Int)) throws(ReportError) {
        let guarantees = counting.guarantees
        try Self.require(guarantees.total, counts.all, "tickets")
        try Self.require(guarantees.delays.reduce(0, +), guarantees.missed, "missed guarantees by delay")
        let days = guarantees.days.reduce(0) { $0 + $1.values.reduce(0, +) }
        try Self.require(days, counts.all, "tickets by day")
        let clients = counting.clients.values
        try Self.require(clients.reduce(0) { $0 + $1.missed }, guarantees.missed, "missed guarantees by client")
        try Self.require(clients.reduce(0) { $0 + $1.tickets }, counts.all, "tickets by client")
        guard guarantees[.kept] + guarantees[.late] <= counts.answered else {
            throw .contradiction(
                "\(guarantees[.kept] + guarantees[.late]) tickets were answered by the lines, "
                    + "\(counts.answered) by the database")
        }
    }

    /// Throws unless two counts of the same thing are equal.
    static func require(_ lines: Int?, _ other: Int, _ what: String) throws(ReportError) {
        guard lines == other else {
            throw .contradiction(
                "\(what) do not add up: \(lines.map(String.init) ?? "too many") by the lines, \(other) by the database")
        }
    }
}
