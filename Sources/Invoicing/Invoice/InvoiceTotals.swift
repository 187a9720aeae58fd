import Desk

/// What an invoice amounts to, in hundredths of its currency: always computed, never given.
///
/// There is one group of tax (BG-23): all lines are taxed alike. So the total of the tax is that of the group, and BR-CO-10
/// to BR-CO-16 hold by construction.
public struct InvoiceTotals: Hashable, Sendable {
    /// The sum of the lines (BT-106); what is taxed too, since nothing is added or taken off (BT-109, BT-116).
    public let net: Int
    /// The tax (BT-110, BT-117).
    public let tax: Int
    /// The sum with tax (BT-112); what is due, since nothing was paid before (BT-115).
    public let gross: Int

    /// Adds lines up.
    ///
    /// - Throws: that a sum is greater than can be written.
    init(of lines: [InvoiceLine], _ vat: VATTerms) throws(InvoiceError) {
        var sum = 0
        for line in lines {
            let (next, overflow) = sum.addingReportingOverflow(line.net)
            guard !overflow else { throw .tooMuch("the sum of the lines") }
            sum = next
        }
        net = sum
        guard let tax = Self.tax(on: sum, rate: vat.rate) else { throw .tooMuch("the tax") }
        self.tax = tax
        let (gross, overflow) = sum.addingReportingOverflow(tax)
        guard !overflow else { throw .tooMuch("the sum with tax") }
        self.gross = gross
    }

    /// The tax on an amount, rounded half away from zero to hundredths (BR-CO-17; EN 16931-1 §6.4.3).
    ///
    /// - Parameter rate: in hundredths of a percent.
    /// - Returns: nothing if the result is greater than can be written.
    public static func tax(on amount: Int, rate: Int) -> Int? {
        let (product, overflow) = amount.multipliedReportingOverflow(by: rate)
        guard !overflow else { return nil }
        let (whole, rest) = product.quotientAndRemainder(dividingBy: 100_00)
        return whole + (abs(rest) >= 50_00 ? product.signum() : 0)
    }
}
