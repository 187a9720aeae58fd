import Calls
import SIP

/// Messages of calls for those who look for a fault.
extension Exchange {
    /// What is to be traced, as it is asked for.
    enum TraceRequest: Sendable {
        case everything
        /// Calls from or to a number that begin from now on.
        case number(String)
        /// A call that goes on, by its name.
        case call(String)
    }

    /// Somebody wants to see messages; nothing if too many do, or if no such call goes on.
    func trace(_ request: TraceRequest, for reader: TraceBook.Reader) -> MessageTrace.Watcher? {
        switch request {
        case .everything: return traces.open(.everything, for: reader)
        case .number(let number): return traces.open(.number(number), for: reader)
        case .call(let name):
            guard let call = calls.values.first(where: { $0.name == name }) else { return nil }
            let rung = call.targets.values.compactMap(\.leg).compactMap { agent.callID(of: $0) }
            return traces.open(.calls(Set([call.incoming.callID] + rung)), for: reader)
        }
    }
}
