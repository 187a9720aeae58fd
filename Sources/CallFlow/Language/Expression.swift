/// A total expression over a flow's variables: no calls, no loops, a value in every state.
public indirect enum Expression: Hashable, Sendable {
    /// A value of an enum or Boolean, by its index.
    case value(Int)
    /// The value of a variable.
    case variable(Int)
    /// Whether a variable has a value.
    case equals(variable: Int, value: Int)
    /// Boolean negation.
    case not(Expression)
    /// Boolean conjunction.
    case and(Expression, Expression)
    /// Boolean disjunction.
    case or(Expression, Expression)

    /// The expression's value in a state, as an index into the type's values; Booleans are 0 and 1.
    func evaluate(_ variables: NibbleTable) -> Int {
        switch self {
        case .value(let index): index
        case .variable(let variable): max(0, variables[variable] - 1)
        case .equals(let variable, let value): variables[variable] == value + 1 ? 1 : 0
        case .not(let operand): operand.evaluate(variables) == 0 ? 1 : 0
        case .and(let left, let right): left.evaluate(variables) & right.evaluate(variables)
        case .or(let left, let right): left.evaluate(variables) | right.evaluate(variables)
        }
    }

    /// The variables that the expression reads.
    var reads: Set<Int> {
        switch self {
        case .value: []
        case .variable(let variable), .equals(let variable, _): [variable]
        case .not(let operand): operand.reads
        case .and(let left, let right), .or(let left, let right): left.reads.union(right.reads)
        }
    }
}

/// Sixteen numbers of four bits: a flow's variables or counters, cheap to copy and compare.
public struct NibbleTable: Hashable, Sendable {
    /// How many numbers the table holds.
    public static let count = 16
    /// The largest number that fits.
    public static let largest = 15
    private var bits: UInt64 = 0

    /// All zero.
    public init() {}

    /// The number at an index below ``count``.
    @inlinable public subscript(index: Int) -> Int {
        get { Int(get(index)) }
        set { set(index, UInt64(truncatingIfNeeded: newValue) & 0xF) }
    }

    @usableFromInline func get(_ index: Int) -> UInt64 { bits >> UInt64(index * 4) & 0xF }
    @usableFromInline mutating func set(_ index: Int, _ value: UInt64) {
        bits = bits & ~(0xF << UInt64(index * 4)) | value << UInt64(index * 4)
    }
}
