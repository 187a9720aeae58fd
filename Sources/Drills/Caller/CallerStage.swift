import CallFlow
import Calls
import Desk

/// Where a trainee stands who practises as the client.
struct CallerStage: Sendable {
    /// The call that goes on, if any.
    var call: DrillCall?
    /// How many tickets were opened.
    var tickets = 0

    var prompt: DrillPrompt {
        switch call?.waiting {
        case .keys(let count): .keys(count)
        case .message: .message
        case nil: .command
        }
    }
}

/// The commands of a trainee who practises as the client.
extension DrillSession {
    mutating func beginAsCaller() { tell(words.callerHelp) }

    mutating func readAsCaller(_ command: TraineeLine) {
        if case .caller(let stage) = stage, stage.call != nil { return readInCall(command) }
        switch command.verb {
        case "look", "see", "voir", "regarder", "consulter": look(command.arguments)
        case "ticket", "open", "ouvrir": openTicket(command.arguments)
        case "test", "tester", "essayer": test(command.arguments)
        case "wait", "attendre": wait(command.arguments)
        case "call", "appeler": call(command)
        default: readCommon(command, help: words.callerHelp)
        }
    }

    /// What can be written in every role.
    mutating func readCommon(_ command: TraineeLine, help: String) {
        switch command.verb {
        case "hint", "indice": hint()
        case "help", "aide", "?": tell(help)
        case "time", "heure": tell(words[.timeIs(now)])
        case "finish", "end", "done", "fin", "terminer", "finir": end(deeds: [], words[.finished])
        case "quit", "leave", "quitter": end(deeds: ["left"], words[.left])
        default: tell(words[.notUnderstood(command.text)] + "\n" + help)
        }
    }

    // MARK: Looking around

    private mutating func look(_ arguments: [String]) {
        let all = scenario.facts
        guard !arguments.isEmpty else {
            return tell(words[.whereToLook] + all.map { "\n  \($0.id)  \($0.title[language])" }.joined())
        }
        guard
            let fact = all.first(where: { $0.id.lowercased() == arguments.joined(separator: "-") }) ?? named(arguments)
        else {
            return tell(words[.nothingThere] + all.map { "\n  \($0.id)  \($0.title[language])" }.joined())
        }
        guard fact.needs.allSatisfy(timeline.has) else {
            add(.system, fact.locked?[language] ?? words[.lockedUp], deeds: ["tried.\(fact.id)"])
            return
        }
        add(.trainee, words[.looks(fact.title[language])], deeds: ["seen.\(fact.id)"])
        add(.desk, fact.text[language])
        talk(fact.text[language])
    }

    /// The only fact whose title has these words.
    private func named(_ arguments: [String]) -> Scenario.Fact? {
        let found = scenario.facts.filter { fact in
            [fact.title.french, fact.title.english, fact.id].contains { TraineeLine($0).contains(arguments) }
        }
        return found.count == 1 ? found.first : nil
    }

    // MARK: Opening a ticket, testing, waiting

    private mutating func openTicket(_ arguments: [String]) {
        guard let number = truth.client, let client = world.clients.first(where: { $0.number == number }),
            case .caller(var stage) = stage, let draft = TicketDraft(arguments, client: client)
        else {
            return tell(words[.howToOpenTickets(world.clients.first { $0.number == truth.client }?.services ?? [])])
        }
        stage.tickets += 1
        self.stage = .caller(stage)
        talk(words[.opensTicket("", draft)])
        let ticket = draft.ticket(id: freeTicketID(stage.tickets), client: number, opened: now)
        world.tickets.append(ticket)
        ownTicket = ticket.id
        add(.trainee, words[.opensTicket(ticket.id, draft)], deeds: draft.deeds)
    }

    private func freeTicketID(_ count: Int) -> String {
        (count...).lazy.map { "T-\(9000 + $0)" }.first { id in !world.tickets.contains { $0.id == id } } ?? "T-9999"
    }

    private mutating func test(_ arguments: [String]) {
        let wanted = arguments.isEmpty ? ["both"] : arguments
        var (isPublic, isProvider) = (false, false)
        for word in wanted {
            switch word {
            case "public", "internet", "legifrance": isPublic = true
            case "provider", "hebergeur", "fournisseur", "dri": isProvider = true
            case "both", "deux", "sites", "tout", "all": (isPublic, isProvider) = (true, true)
            default: continue
            }
        }
        guard isPublic || isProvider else { return tell(words[.howToTest]) }
        var deeds = (isPublic ? ["tested.public"] : []) + (isProvider ? ["tested.provider"] : [])
        if isPublic || timeline.has("tested.public"), isProvider || timeline.has("tested.provider") {
            deeds.append("tested.sites")
            truth.testedSites = true
        }
        talk(words[.tests(isPublic: isPublic, isProvider: isProvider)])
        add(.trainee, words[.tests(isPublic: isPublic, isProvider: isProvider)], deeds: deeds)
    }

    /// The time of a wait is skipped, unless something happens in it: that tears the trainee out of it.
    private mutating func wait(_ arguments: [String]) {
        guard let length = WaitText.duration(arguments.joined()), length > .zero, length <= .hours(24) else {
            return tell(words[.howToWait])
        }
        let before = clock
        let count = timeline.happenings.count
        pass(to: clock + length, interrupted: true)
        skipped = max(skipped, clock - wall)
        guard !isOver else { return }
        let isInterrupted = timeline.happenings.count > count && clock < before + length
        add(.trainee, words[.waited(clock - before, now, interrupted: isInterrupted)], deeds: ["waited"])
    }
}
