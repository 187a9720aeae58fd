import NIOCore

/// A way from other threads to something that lives on the signalling loop.
public struct LoopGate<Value>: Sendable {
    private let value: NIOLoopBound<Value>

    init(to value: Value, on eventLoop: any EventLoop) { self.value = NIOLoopBound(value, eventLoop: eventLoop) }

    /// Does something with the value, on the loop; nothing once the loop has ended.
    public func execute(_ body: @escaping @Sendable (Value) -> Void) {
        value.eventLoop.execute { [value] in body(value.value) }
    }
}

extension SignallingLoop {
    /// A way from other threads to something that lives on this loop; made on the loop.
    public func gate<Value>(to value: Value) -> LoopGate<Value> { LoopGate(to: value, on: eventLoop) }
}
