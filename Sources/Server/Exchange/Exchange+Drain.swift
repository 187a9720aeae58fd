import CallFlow
import Calls
import SIP

/// How the exchange ends.
extension Exchange {
    /// Takes no new call and gives up the registrations; calls that go on may finish.
    func drain() {
        guard !admission.isDraining else { return }
        admission.isDraining = true
        withAgent { $0.unregister(now: $1, into: &$2) }
        tellOfTheEnd()
    }

    /// Tells that the last call is over, once that is so for a server that drains: its legs have told how they were heard.
    func tellOfTheEnd() {
        if admission.isDraining, calls.isEmpty, streams.isEmpty { surroundings.lastCallEnded() }
    }

    /// Hangs up on everybody.
    func hangUpAll() {
        for number in calls.keys.sorted() { happen(.callerHungUp, in: number) }
    }
}
