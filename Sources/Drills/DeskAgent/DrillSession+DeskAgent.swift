import Desk

/// The commands of a trainee who takes a call at the desk.
extension DrillSession {
    mutating func beginAsDeskAgent() {
        guard case .deskAgent(let stage) = stage else { return }
        add(.system, words[.incoming(truth.number, truth.from)])
        add(.persona, stage.part.persona.opening[language])
        tell(help(stage))
    }

    private func help(_ stage: DeskAgentStage) -> String {
        words.deskAgentHelp(stage.part.questions.map { $0.text[language] })
    }

    mutating func readAsDeskAgent(_ command: TraineeLine) {
        guard case .deskAgent(let stage) = stage else { return }
        switch command.verb {
        case "ask", "demander": ask(command.arguments, in: stage)
        case "look", "see", "voir", "consulter": lookUp(command.arguments)
        case "say", "dire": say(command.arguments, in: stage)
        case "route", "transfer", "connect", "passer", "transferer", "router": route(command.arguments, in: stage)
        case "refuse", "refuser": refuse(command.arguments, in: stage)
        case "abusive", "abusif", "abus": markAsAbusive()
        case "end", "finish", "fin", "terminer", "raccrocher", "hang": endCall(stage)
        case "hint", "indice", "help", "aide", "time", "heure", "quit", "quitter":
            readCommon(command, help: help(stage))
        default:
            if let number = command.number { ask([String(number)], in: stage) } else { understand(command, in: stage) }
        }
    }

    // MARK: Asking

    private mutating func ask(_ arguments: [String], in stage: DeskAgentStage) {
        let questions = stage.part.questions
        if arguments.count == 1, let number = Int(arguments[0]), questions.indices.contains(number - 1) {
            return ask(questions[number - 1])
        }
        if let question = questions.first(where: { [$0.id.lowercased()] == arguments }) { return ask(question) }
        arguments.isEmpty
            ? tell(help(stage)) : understand(TraineeLine(arguments.joined(separator: " ")), in: stage)
    }

    private mutating func understand(_ command: TraineeLine, in stage: DeskAgentStage) {
        let found = stage.questions(meant: command)
        if found.count == 1, let question = found.first {
            tell(words[.understood(question.text[language])])
            return ask(question)
        }
        guard found.isEmpty else {
            let lines = stage.part.questions.enumerated().filter { found.contains($0.element) }
            return tell(
                words[.whichOfThese] + lines.map { "\n  \($0.offset + 1)  \($0.element.text[language])" }.joined())
        }
        add(.trainee, command.text)
        add(.persona, stage.part.persona.puzzled[language])
        talk(command.text, stage.part.persona.puzzled[language])
    }

    private mutating func ask(_ question: Question) {
        guard case .deskAgent(var stage) = stage else { return }
        stage.asked[question.id, default: 0] += 1
        self.stage = .deskAgent(stage)
        add(.trainee, question.text[language], deeds: ["asked", "asked.\(question.id)"])
        guard let answer = stage.answer(to: question, timeline) else { return }
        talk(question.text[language], answer.text[language])
        guard !isOver else { return }
        let manner =
            switch answer.manner {
            case .open: "answered.\(question.id)"
            case .hides: "hid.\(question.id)"
            case .lies: "lied.\(question.id)"
            }
        add(.persona, answer.text[language], deeds: [manner])
        for fact in scenario.facts where answer.reveals.contains(fact.id) && !timeline.has("learned.\(fact.id)") {
            add(.system, words[.noted(fact.text[language])], deeds: ["learned.\(fact.id)"])
        }
    }

    // MARK: Saying

    private mutating func say(_ arguments: [String], in stage: DeskAgentStage) {
        let own = stage.part.statements
        let all = StandardStatement.allCases.map(\.rawValue) + own.map(\.id)
        var wanted = arguments.joined(separator: "-")
        if let number = Int(wanted), all.indices.contains(number - 1) { wanted = all[number - 1] }
        if let standard = StandardStatement(rawValue: wanted) ?? words.statement(named: wanted) { return say(standard) }
        if let statement = own.first(where: { $0.id.lowercased() == wanted.lowercased() }) {
            add(.trainee, statement.text[language], deeds: ["said.\(statement.id)"])
            talk(statement.text[language], statement.reply?[language] ?? "")
            if let reply = statement.reply, !isOver { add(.persona, reply[language]) }
            return
        }
        let lines = StandardStatement.allCases.map { words.title(of: $0) } + own.map { $0.text[language] }
        tell(words[.whatToSay] + zip(all, lines).enumerated().map { "\n  \($0 + 1)  \($1.0)  \($1.1)" }.joined())
    }

    private mutating func say(_ statement: StandardStatement) {
        guard case .deskAgent(var stage) = stage else { return }
        let judgement = judgement
        var (text, deeds) = (words.title(of: statement), ["said.\(statement.rawValue)"])
        switch statement {
        case .bulletin:
            guard let bulletin = judgement.file.bulletin else { return tell(words[.noBulletin]) }
            text = words[.announces(bulletin.title)]
        case .condition, .remedy:
            guard case .refuse(let reasons) = stage.decision else { return tell(words[.decideFirst]) }
            text = reasons.map {
                (statement == .condition ? ReasonWords($0).condition : ReasonWords($0).remedy)[language]
            }
            .joined(separator: " ")
        case .price:
            guard let price = judgement.price else { return tell(words[.noTariff]) }
            text = words[.quotes(price)]
            deeds.append("heard.price")
            stage.hasSaidPrice = true
        case .free, .passcode: break
        }
        self.stage = .deskAgent(stage)
        add(.trainee, text, deeds: deeds)
        let reply = stage.part.replies[statement.rawValue]
        talk(text, reply?[language] ?? "")
        guard !isOver else { return }
        if statement == .bulletin, stage.decision == nil, let contented = stage.part.persona.contented {
            add(.persona, contented[language], deeds: ["caller.contented"])
            return close()
        }
        if let reply { add(.persona, reply[language]) }
        insist()
    }

    /// The persona insists once it was refused and heard the price, if it is one who does.
    private mutating func insist() {
        guard case .deskAgent(var stage) = stage, case .refuse = stage.decision, stage.hasSaidPrice, !stage.insisted,
            let insisting = stage.part.persona.insisting
        else { return }
        stage.insisted = true
        self.stage = .deskAgent(stage)
        add(.persona, insisting[language], deeds: ["caller.insisted"])
    }

    // MARK: Deciding

    private mutating func route(_ arguments: [String], in stage: DeskAgentStage) {
        guard stage.decision == nil else { return tell(words[.alreadyDecided]) }
        guard let chain = words.chain(named: arguments) else { return tell(words[.whereTo]) }
        let judgement = judgement
        if judgement.decision != .route(chain), warns(of: "decide", why(not: .route(chain), judgement)) { return }
        decide(.route(chain), judgement, words[.routes(chain)])
        guard case .deskAgent(let stage) = self.stage else { return }
        talk(stage.part.persona.routed[language])
        add(.persona, stage.part.persona.routed[language])
        close()
    }

    private mutating func refuse(_ arguments: [String], in stage: DeskAgentStage) {
        guard stage.decision == nil else { return tell(words[.alreadyDecided]) }
        guard let reasons = reasons(arguments) else {
            let lines = ReasonWords.all.enumerated().map {
                "\n  \($0 + 1)  \($1.reason.rawValue)  \($1.title[language])"
            }
            return tell(words[.whichReasons] + lines.joined())
        }
        let judgement = judgement
        if !Self.areRight(reasons, judgement), warns(of: "decide", why(not: .refuse(reasons), judgement)) { return }
        decide(.refuse(reasons), judgement, words[.refuses(reasons.map { ReasonWords($0).title[language] })])
        guard case .deskAgent(let stage) = self.stage else { return }
        talk(stage.part.persona.refused[language])
        add(.persona, stage.part.persona.refused[language])
        insist()
    }

    /// The reasons by number or name; nothing if there is none, or one of them is none.
    private func reasons(_ arguments: [String]) -> [Reason]? {
        var reasons: [Reason] = []
        for word in arguments where word != "and" && word != "et" {
            let all = ReasonWords.all
            let place = Int(word).map { $0 - 1 }
            let reason = place.flatMap { all.indices.contains($0) ? all[$0].reason : nil } ?? Reason(rawValue: word)
            guard let reason else { return nil }
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons.isEmpty ? nil : reasons
    }

    /// Whether reasons are right: the first that the procedure comes to is among them, and none is made up.
    static func areRight(_ reasons: [Reason], _ judgement: Judgement) -> Bool {
        guard judgement.decision == .refuse, let first = judgement.reasons.first else { return false }
        return reasons.contains(first) && reasons.allSatisfy(judgement.reasons.contains)
    }

    private mutating func decide(_ decision: DeskAgentStage.Decision, _ judgement: Judgement, _ text: String) {
        guard case .deskAgent(var stage) = stage else { return }
        stage.decision = decision
        self.stage = .deskAgent(stage)
        var deeds = ["decided"]
        var isRight = false
        switch decision {
        case .route(let chain):
            deeds += ["decided.route", "decided.to.\(chain.rawValue)"]
            if case .route = judgement.decision { deeds.append("decision.right") }
            isRight = judgement.decision == .route(chain)
        case .refuse(let reasons):
            deeds += ["decided.refuse"] + reasons.map { "reason.\($0.rawValue)" }
            if judgement.decision == .refuse { deeds.append("decision.right") }
            isRight = Self.areRight(reasons, judgement)
        }
        add(.trainee, text, deeds: deeds + [isRight ? "decided.right" : "decided.wrong"])
    }

    /// Why a decision is not what the rules say.
    private func why(not decision: DeskAgentStage.Decision, _ judgement: Judgement) -> String {
        guard let reason = judgement.reasons.first else {
            if case .route(let chain) = judgement.decision { return words[.oughtToBeRouted(chain, now)] }
            return words[.think]
        }
        let reasonWords = ReasonWords(reason)
        return words[.oughtToBeRefused(reasonWords.rule, reasonWords.condition[language])]
    }

    // MARK: The end

    private mutating func markAsAbusive() {
        guard case .deskAgent(var stage) = stage else { return }
        guard stage.decision != nil else { return tell(words[.decideFirst]) }
        guard !stage.isMarked else { return tell(words[.alreadyMarked]) }
        if !isAbusive(stage), warns(of: "abusive", words[.notBillable]) { return }
        stage.isMarked = true
        self.stage = .deskAgent(stage)
        add(.trainee, words[.marksAsAbusive], deeds: ["marked-abusive"])
    }

    /// Whether the call may be billed as it went so far (R10).
    private func isAbusive(_ stage: DeskAgentStage) -> Bool {
        guard case .refuse = stage.decision else { return false }
        return judgement.isBillable(heardPrice: stage.hasSaidPrice, insisted: stage.insisted, policy: desk.policy)
    }

    private mutating func endCall(_ stage: DeskAgentStage) {
        if stage.decision == nil { add(.trainee, words[.hangsUp], deeds: ["left.undecided"]) }
        close()
    }

    /// The call is over: whether it was marked rightly stands now.
    private mutating func close() {
        guard case .deskAgent(let stage) = stage, !isOver else { return }
        let isRight = stage.isMarked == isAbusive(stage)
        if !isRight { moneyAtStake += judgement.price?.cents ?? 0 }
        end(deeds: stage.decision == nil ? [] : [isRight ? "abuse.right" : "abuse.wrong"], words[.callIsOver])
    }

    mutating func personaLosesPatience() {
        guard case .deskAgent(var stage) = stage else { return }
        let persona = stage.part.persona
        if stage.nextDue == persona.patience {
            add(.persona, persona.leaving[language], deeds: ["caller.left"])
            return close()
        }
        stage.grumble()
        self.stage = .deskAgent(stage)
        add(.persona, persona.grumble[language], deeds: ["caller.grumbled"])
    }
}
