/// Why no invoice can be made of what was given.
public enum InvoiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing is to be invoiced.
    case noCharges
    /// More of something than an invoice may have.
    case tooMany(String, count: Int, limit: Int)
    /// Amounts of these currencies, in the order of the alphabet.
    case currencies([String])
    /// A sum or the tax is greater than can be written.
    case tooMuch(String)
    /// A text is longer than an invoice may carry; the part of the invoice and the bytes.
    case tooLong(String, bytes: Int)

    /// What is wrong, and the mend.
    public var description: String {
        switch self {
        case .noCharges: "there is no charge to invoice: confirm one first"
        case .tooMany(let what, let count, let limit):
            "the invoice has \(count) \(what): make several, with at most \(limit) each"
        case .currencies(let names):
            "the charges are in \(names.joined(separator: " and ")): make an invoice of each currency"
        case .tooMuch(let what): "\(what) is greater than can be written: make several invoices"
        case .tooLong(let what, let bytes):
            "\(what) has \(bytes) bytes: shorten it to at most \(InvoiceLimits.textBytes)"
        }
    }
}

/// How much an invoice may hold.
public enum InvoiceLimits {
    /// Lines of one invoice.
    public static let lines = 10_000
    /// Bytes of one text, in UTF-8.
    public static let textBytes = 4000
    /// Remarks of one invoice.
    public static let notes = 20
    /// Reasons of one line.
    public static let reasons = 20
}
