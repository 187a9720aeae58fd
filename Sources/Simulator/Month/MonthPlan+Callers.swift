import CallFlow
import Desk

/// Who calls, and how.
extension MonthPlan {
    /// A technical contact: mostly from the own telephone, else chosen by code.
    mutating func call(
        _ client: SampleClient, at moment: Instant, _ number: NumberRole = .emergency, keys: CallerKeys? = nil,
        by contact: Contact? = nil, isRecognised: Bool? = nil
    ) -> PlannedCall {
        var keys = keys ?? CallerKeys()
        let contact = contact ?? random.one(of: client.technical) ?? client.technical.first
        let isRecognised = isRecognised ?? random.happens(percent: 85)
        if keys.client.isEmpty { keys.client = clientKeys(client.client.number) }
        if !isRecognised, keys.contact.isEmpty { keys.contact = [contact?.code ?? "01"] }
        if keys.passcode.isEmpty, let code = contact?.code, let right = client.passcodes[code] {
            keys.passcode = random.happens(percent: 12) ? [wrongPasscode(right), right] : [right]
        }
        var call = PlannedCall(
            at: moment, number: number, from: isRecognised ? contact?.phones.first : nil,
            behaviour: behaviour())
        call.behaviour.keysByStep = keys.byStep
        return call
    }

    /// Some miskey their number first.
    private mutating func clientKeys(_ number: ClientNumber) -> [String] {
        if random.happens(percent: 6) { return [String(number.description.prefix(3)), number.description] }
        return random.happens(percent: 3) ? ["silence", number.description] : [number.description]
    }

    mutating func wrongPasscode(_ right: String) -> String {
        while true {
            let digits = String(random.number(200...999))
            if digits != right { return digits }
        }
    }

    /// How the desk's people and the stores do, as things usually go.
    mutating func behaviour() -> ScriptedBehaviour {
        var behaviour = ScriptedBehaviour()
        for person in rota.people + policy.standby {
            behaviour.technicians[person.id] = random.one(weighted: [
                (.accept, 70), (.noAnswer, 13), (.machine, 6), (.decline, 6), (.busy, 4), (.unreachable, 1),
            ])
        }
        behaviour.pace.hesitation = random.seconds(1...4)
        behaviour.pace.key = .milliseconds(random.number(150...600))
        behaviour.pace.pickUp = random.seconds(3...17)
        behaviour.pace.conversation = random.minutes(1...22)
        behaviour.pace.mark = random.seconds(20...50)
        behaviour.pace.message = random.seconds(3...50)
        behaviour.pace.check = .milliseconds(random.number(2...120))
        behaviour.recordingFails = random.happens(percent: 2)
        if random.number(0...199) == 0 {
            behaviour.silentTopics = random.one(of: Topic.allCases.filter(\.isLookedUp)).map { [$0] } ?? []
        }
        return behaviour
    }

    /// Nobody takes the call.
    mutating func reachNobody(_ call: inout PlannedCall) {
        for id in call.behaviour.technicians.keys.sorted() {
            call.behaviour.technicians[id] = random.one(weighted: [(.noAnswer, 60), (.machine, 25), (.busy, 15)])
        }
    }

    /// Whoever takes the call finds it abusive.
    func mark(_ call: inout PlannedCall) {
        for (id, behaviour) in call.behaviour.technicians where behaviour == .accept {
            call.behaviour.technicians[id] = .mark
        }
    }
}
