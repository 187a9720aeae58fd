import Desk

/// What does not change during a call: the program and the procedure.
public final class FlowContext: Sendable {
    /// The linked flow.
    public let program: FlowProgram
    /// The procedure as data.
    public let policy: Policy
    /// The steps as they run.
    let codes: [StepCode]
    /// The edges of all steps.
    let edges: [FlowProgram.Edge]
    /// The expressions of all steps.
    let expressions: [Expression]
    /// What the steps say.
    let speech: SpeechTable

    /// Joins a program and a policy.
    public init(program: FlowProgram, policy: Policy) {
        self.program = program
        self.policy = policy
        var (codes, edges, expressions): ([StepCode], [FlowProgram.Edge], [Expression]) = ([], [], [])
        for step in program.steps {
            codes.append(StepCode(step, firstEdge: edges.count, expressions: &expressions))
            edges += step.edges
        }
        (self.codes, self.edges, self.expressions) = (codes, edges, expressions)
        speech = SpeechTable(program, policy: policy)
    }
}
