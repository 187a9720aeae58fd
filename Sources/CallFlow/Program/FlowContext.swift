import Desk

/// What does not change during a call: the program and the procedure.
public final class FlowContext: Sendable {
    /// The linked flow.
    public let program: FlowProgram
    /// The procedure as data.
    public let policy: Policy

    /// Joins a program and a policy.
    public init(program: FlowProgram, policy: Policy) {
        self.program = program
        self.policy = policy
    }
}
