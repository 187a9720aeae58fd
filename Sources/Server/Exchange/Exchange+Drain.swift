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
        if calls.isEmpty { surroundings.callEnded(0) }
    }

    /// Hangs up on everybody.
    func hangUpAll() {
        for number in calls.keys.sorted() { happen(.callerHungUp, in: number) }
    }
}
