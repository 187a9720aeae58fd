import CallFlow
import Desk

/// A call that is going to be placed, with what everybody in it will do.
struct PlannedCall: Sendable {
    var at: Instant
    var number: NumberRole
    var from: PhoneNumber?
    var behaviour = ScriptedBehaviour()
    var isDrill = false
}

/// A time in which stores do not answer.
struct Outage: Sendable {
    let time: Range<Instant>
    let stores: Set<Store>
}

/// What a caller keys, by what is asked; the names of steps are those of the shipped flows.
struct CallerKeys: Sendable {
    var client: [String] = []
    var contact: [String] = []
    var passcode: [String] = []
    var bulletin = "1"
    var urgent = "1"
    var serious = "1"
    /// 1 the network, 2 a dedicated server or service, 3 something else.
    var nature = "2"
    var sites = "1"
    var consent = "1"
    var insists = false
    var leavesMessage = true

    var byStep: [String: [String]] {
        [
            "identify/ask-client-number": client, "identify/ask-contact-code": contact, "passcode/ask": passcode,
            "incidents/announce": [bulletin], "grounds/ask-urgent": [urgent], "grounds/ask-serious": [serious],
            "grounds/ask-nature": [nature], "grounds/ask-sites": [sites], "price/ask": [consent],
            "refuse/insist": [insists ? "9" : "silence"], "message/message": [leavesMessage ? "speak" : "hangup"],
        ]
    }
}
