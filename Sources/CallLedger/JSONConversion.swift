import Calls
import Ledger

extension CanonicalJSON {
    /// The same value with one spelling (RFC 8785).
    ///
    /// A number with decimals becomes text, as it has no single spelling; of two members of one name the first counts.
    public init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .integer(value)
        case .number(let text), .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map { CanonicalJSON($0) })
        case .object(let members):
            self = .object(Members(members.map { ($0.0, CanonicalJSON($0.1)) }))
        }
    }
}
