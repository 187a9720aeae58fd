import Desk
import Ledger

/// What calls established of each precondition (rules R1 to R7 and R9).
public struct RuleFigures: Hashable, Sendable {
    /// How a precondition stood when a call was decided.
    public enum Standing: Int, CaseIterable, Hashable, Sendable {
        case satisfied, violated, unavailable, notEvaluated, notRequired
        /// Nothing was noted: the call was not decided, or by a version that did not note it.
        case unrecorded

        init?(letter: UInt8) {
            switch letter {
            case UInt8(ascii: "s"): self = .satisfied
            case UInt8(ascii: "v"): self = .violated
            case UInt8(ascii: "u"): self = .unavailable
            case UInt8(ascii: "n"): self = .notEvaluated
            case UInt8(ascii: "r"): self = .notRequired
            default: return nil
            }
        }
    }

    private static let kinds = Standing.allCases.count
    private var counts = Array(repeating: 0, count: Precondition.allCases.count * kinds)

    /// The calls in which a precondition stood so.
    public func count(_ precondition: Precondition, _ standing: Standing) -> Int {
        guard let index = Precondition.allCases.firstIndex(of: precondition) else { return 0 }
        return counts[index * Self.kinds + standing.rawValue]
    }

    /// Whether something could not be looked up.
    ///
    /// - Parameter statuses: a letter for each precondition.
    /// - Throws: where there are letters that this version cannot read.
    static func isUnavailable(_ statuses: String, call: CallRow) throws -> Bool {
        let standings = statuses.utf8.map(Standing.init(letter:))
        guard standings.count <= Precondition.allCases.count, !standings.contains(nil) else {
            throw ReportError.contradiction(
                "call \(try call.id) has the statuses \"\(statuses)\", which this version cannot read")
        }
        return standings.contains(.unavailable)
    }

    /// Adds calls; letters that an older version did not write are unrecorded.
    mutating func add(_ statuses: String, count: Int) {
        var letters = Array(statuses.utf8)[...]
        for index in Precondition.allCases.indices {
            let standing = letters.popFirst().flatMap(Standing.init(letter:)) ?? .unrecorded
            counts[index * Self.kinds + standing.rawValue] += count
        }
    }
}

extension Precondition {
    /// The rule of the procedure that asks for it, `R1` to `R9`.
    public var rule: String {
        switch self {
        case .clientNumber: "R1"
        case .technicalContact: "R2"
        case .passcode: "R3"
        case .knownIncident: "R9"
        case .emergencyNumberFirst: "R7"
        case .ticket: "R4"
        case .responseGuarantee: "R5"
        case .urgency, .seriousness, .nature, .sitesTested: "R6"
        }
    }
}
