import Desk

/// Which month is to be made up.
public struct MonthParameters: Hashable, Sendable {
    /// The most calls.
    public static let callLimit = 200_000
    /// The most clients.
    public static let clientLimit = 3_000

    /// The year.
    public let year: Int
    /// The month, from 1.
    public let month: Int
    /// What every chance depends on: the same seed gives the same month.
    public let seed: UInt64
    /// How many calls there are.
    public let calls: Int
    /// How many clients the provider has.
    public let clients: Int

    /// Checks the parameters.
    ///
    /// - Throws: an error that names what cannot be used.
    public init(
        year: Int, month: Int, seed: UInt64, calls: Int = 4_000, clients: Int = 300
    ) throws(MonthError) {
        guard LocalDate(year: year, month: month, day: 1) != nil, (1970...2999).contains(year) else {
            throw MonthError("there is no month \(year)-\(month)", mend: "write it like 2026-10")
        }
        guard (1...Self.callLimit).contains(calls) else {
            throw MonthError("a month cannot have \(calls) calls", mend: "ask for 1 to \(Self.callLimit)")
        }
        guard (1...Self.clientLimit).contains(clients) else {
            throw MonthError("a provider cannot have \(clients) clients here", mend: "ask for 1 to \(Self.clientLimit)")
        }
        self.year = year
        self.month = month
        self.seed = seed
        self.calls = calls
        self.clients = clients
    }

    /// The first days of this month and of the next.
    var days: (first: LocalDate, next: LocalDate)? {
        let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let first = LocalDate(year: year, month: month, day: 1),
            let next = LocalDate(year: nextYear, month: nextMonth, day: 1)
        else { return nil }
        return (first, next)
    }
}

/// Why a month cannot be made up.
public struct MonthError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the value.
    public let message: String
    /// How to mend it.
    public let mend: String

    init(_ message: String, mend: String) {
        self.message = message
        self.mend = mend
    }

    /// What is wrong and how to mend it.
    public var description: String { "\(message): \(mend)" }
}
