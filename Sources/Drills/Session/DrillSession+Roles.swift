import Desk

/// Where the roles come in.
extension DrillSession {
    mutating func begin() {
        switch stage {
        case .caller: beginAsCaller()
        case .deskAgent: beginAsDeskAgent()
        case .technician: beginAsTechnician()
        }
    }

    mutating func read(_ line: String) {
        let command = TraineeLine(line)
        guard !command.isEmpty else { return }
        switch stage {
        case .caller: readAsCaller(command)
        case .deskAgent: readAsDeskAgent(command)
        case .technician: readAsTechnician(command)
        }
    }

    mutating func phone(_ input: TechnicianInput) {
        if case .technician = stage { take(input) }
    }

    /// When something of the stage itself is due.
    var stageDue: Duration? {
        switch stage {
        case .caller: nil
        case .deskAgent(let stage): stage.nextDue
        case .technician(let machine): machine.nextDeadline
        }
    }

    mutating func stageDeadlineReached() {
        switch stage {
        case .caller: return
        case .deskAgent: personaLosesPatience()
        case .technician: take(.deadline)
        }
    }

    /// What the trainee can do next.
    var prompt: DrillPrompt? {
        switch stage {
        case .caller(let stage): stage.prompt
        case .deskAgent: .command
        case .technician(let machine): machine.isRinging ? .phone : .keys(2)
        }
    }

    /// Lets only what is due by the clock change the world up to a time; nobody says or does anything.
    mutating func jump(to time: Duration) {
        let timed = scenario.injects.compactMap { inject -> (at: Duration, inject: Scenario.Inject)? in
            if case .at(let at) = inject.time, at <= time { (at, inject) } else { nil }
        }
        for (at, inject) in timed.sorted(by: { $0.at < $1.at }) {
            clock = at
            apply(inject)
        }
        clock = time
    }

    /// What an inject changes in the world.
    mutating func apply(_ inject: Scenario.Inject) {
        truth.isUrgent = inject.change.isUrgent ?? truth.isUrgent
        truth.isSerious = inject.change.isSerious ?? truth.isSerious
        world.unavailable.formUnion(inject.fails)
        if let published = inject.publishes {
            world.bulletins.append(
                Bulletin(id: published.id, title: published.title, covers: published.covers, from: now))
        }
        guard let answered = inject.answers == "own" ? ownTicket : inject.answers else { return }
        world.tickets = world.tickets.map { ticket in
            guard ticket.id == answered, ticket.responded == nil else { return ticket }
            return Ticket(
                id: ticket.id, client: ticket.client, channel: ticket.channel, service: ticket.service,
                priority: ticket.priority, qualification: ticket.qualification, opened: ticket.opened, responded: now,
                closed: ticket.closed)
        }
    }
}
