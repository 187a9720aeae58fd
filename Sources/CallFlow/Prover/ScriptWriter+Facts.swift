import Desk

/// The facts on which the checks of a way find what the way says.
extension ScriptWriter {
    mutating func writeFacts(of client: ClientNumber, hasher: any PasscodeHasher) {
        script.at = time()
        script.from =
            switch wanted[.caller] {
            case .technical: Sample.technicalPhone
            case .notTechnical: Sample.otherPhone
            default: Sample.unknownPhone
            }
        script.world.at = script.at
        writeClient(client, hasher: hasher)
        writeTicket(of: client)
        writeEarlierCalls(of: client)
        if wanted[.bulletin] == .active {
            script.world.bulletins = [
                Bulletin(id: "B-1", title: "Incident", covers: [.all], from: script.at.advanced(by: .hours(-1)))
            ]
        }
        if wanted[.passcode] == .locked {
            let failure = World.PasscodeFailure(client: client, at: script.at.advanced(by: .minutes(-30)))
            let count = max(0, context.policy.passcode.failuresBeforeLock - wrongPasscodes)
            script.world.passcodeFailures = Array(repeating: failure, count: count)
        }
    }

    /// An evening in March, or the next support hours after it; before the first tariff where none may be in force.
    private func time() -> Instant {
        let policy = context.policy
        var base = Instant(seconds: 1_773_171_000)
        if wanted[.tariff] == .nothing,
            let first = policy.tariffs.filter({ $0.number == context.program.number }).map(\.from).min()
        {
            base = first.advanced(by: .hours(-28))
        }
        let period = policy.hours.period(at: base, in: policy.zone)
        let needed: Period = wanted[.hours] == .support ? .support : .onCall
        guard wanted[.hours] != nil, period != needed else { return base }
        return policy.hours.nextChange(after: base, in: policy.zone).advanced(by: .minutes(30))
    }

    private mutating func writeClient(_ client: ClientNumber, hasher: any PasscodeHasher) {
        let hash = hasher.hash(keys: Sample.passcode.keys, client: client, contact: "01")
        let other = hasher.hash(keys: Sample.passcode.keys, client: client, contact: "02")
        script.passcodes = ["\(client)/01": Sample.passcode.text, "\(client)/02": Sample.passcode.text]
        let kind: ServiceKind = wanted[.service] == .notDedicated ? .shared : .dedicatedServer
        script.world.clients = [
            Client(
                number: client, name: "Atelier Numérique", services: [Service(name: "srv-web-01", kind: kind)],
                contacts: [
                    Contact(
                        code: "01", name: "Marie Le Goff", phones: Sample.technicalPhone.map { [$0] } ?? [],
                        isTechnical: true, passcode: hash),
                    Contact(
                        code: "02", name: "Paul Girard", phones: Sample.otherPhone.map { [$0] } ?? [],
                        isTechnical: false, passcode: other),
                ])
        ]
    }

    /// Whether the way needs a ticket, although no check may have found one.
    private var needsTicket: Bool {
        if let outcome = wanted[.ticket], outcome != .unavailable { return outcome != .nothing }
        return [wanted[.guarantee], wanted[.service]].contains { [.exceeded, .running, .notDedicated].contains($0) }
    }

    private mutating func writeTicket(of client: ClientNumber) {
        guard needsTicket else { return }
        let age: Duration = wanted[.guarantee] == .running ? .minutes(10) : .hours(72)
        let responded = wanted[.ticket] == .answered ? script.at.advanced(by: .minutes(-5)) : nil
        script.world.tickets = [
            Ticket(
                id: Sample.ticket, client: client, channel: .portal, service: "srv-web-01", priority: .urgent,
                qualification: .blocking, opened: script.at.advanced(by: .zero - age), responded: responded)
        ]
    }

    private mutating func writeEarlierCalls(of client: ClientNumber) {
        guard wanted[.order] == .tried || wanted[.order] == .reached else { return }
        // A call that failed open has no ticket and counts for whichever there is, even for none.
        script.world.calls = [
            EarlierCall(
                number: .emergency, client: client, ticket: needsTicket ? Sample.ticket : nil,
                at: script.at.advanced(by: .minutes(-8)), connectedTo: wanted[.order] == .reached ? "alice" : nil)
        ]
    }
}
