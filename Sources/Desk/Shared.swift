/// A value that is stored once for all its copies: a call hands clients, tickets and people on many times, and each
/// time costs one reference count, however many fields they have.
///
/// Copies of one value are known to be equal without a look at it.
final class Shared<Value: Hashable & Sendable>: Hashable, Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (left: Shared, right: Shared) -> Bool { left === right || left.value == right.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
