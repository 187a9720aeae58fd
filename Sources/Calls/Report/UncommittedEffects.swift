import CallFlow

extension Array where Element == FlowEffect {
    /// What is to be done in place of these effects, none of which has been performed, as the ledger did not commit
    /// them.
    ///
    /// Where the machine leaves a refusal for its flow's `on_unrecorded`, what it asked for behind the entry in the
    /// ledger is undone: nobody hears a click of that prompt, and it is no step of the call.
    /// - Parameter next: what the machine asks for when it is told by ``FlowEvent/ledgerFailed``.
    public func uncommitted(then next: [FlowEffect]) -> [FlowEffect] {
        guard next.contains(where: { if case .entered = $0 { true } else { false } }),
            let entry = lastIndex(where: { if case .log = $0 { true } else { false } })
        else { return self + next }
        let undone = Set(self[entry...].compactMap(\.begun))
        return prefix(through: entry)
            + next.filter { effect in
                switch effect {
                case .stopPlaying(let id), .stopRecording(let id, _): !undone.contains(id)
                default: true
                }
            }
    }
}

extension FlowEffect {
    /// What the effect sets going, of what has to be stopped again.
    fileprivate var begun: ActivityID? {
        switch self {
        case .play(let id, _, _), .startRecording(let id, _): id
        default: nil
        }
    }
}
