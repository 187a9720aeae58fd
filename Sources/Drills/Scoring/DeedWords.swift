import Desk

/// Says in words what a deed is.
struct DeedWords {
    let scenario: Scenario
    let words: DrillWords

    /// A time as it stands in a timeline: `0:42`, `1:02:00`.
    static func clock(_ time: Duration) -> String {
        let seconds = max(0, time.milliseconds / 1000)
        let tail =
            "\(seconds / 60 % 60 < 10 && seconds >= 3600 ? "0" : "")\(seconds / 60 % 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        return seconds >= 3600 ? "\(seconds / 3600):\(tail)" : tail
    }

    func describe(_ deed: String) -> String {
        let parts = deed.split(separator: ".", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1] : ""
        return simple(deed) ?? ofPart(parts.first ?? "", rest) ?? deed
    }

    private func ofPart(_ kind: String, _ rest: String) -> String? {
        switch kind {
        case "seen", "tried": scenario.facts.first { $0.id == rest }.map { words[.looks($0.title[words.language])] }
        case "learned": scenario.facts.first { $0.id == rest }.map { words[.noted($0.text[words.language])] }
        case "inject": scenario.injects.first { $0.id == rest }.map { "« \($0.text[words.language]) »" }
        case "asked", "answered", "hid", "lied": question(rest)
        case "said": statement(rest)
        case "looked": looked(rest)
        case "reason", "refused": Reason(rawValue: rest).map { ReasonWords($0).title[words.language] }
        case "chose": choice(rest)
        case "ticket": words.choose("ticket « \(rest) »", "ticket '\(rest)'")
        case "tested": words.choose("sites essayés (\(rest))", "sites tried (\(rest))")
        case "called": NumberRole(rawValue: rest).map { words[.dials($0)] }
        case "emergency", "managerial": NumberRole(rawValue: kind).map { ofCall($0, rest) }
        default: nil
        }
    }

    private func ofCall(_ number: NumberRole, _ what: String) -> String {
        let end =
            switch what {
            case "connected": words.choose("mise en relation", "connected")
            case "unreached": words.choose("personne joint", "nobody reached")
            case "admitted": words.choose("appel admis", "call admitted")
            case "refused": words.choose("appel refusé", "call refused")
            case "abusive": words.choose("appel abusif", "abusive call")
            default: words.choose("appel abandonné", "call abandoned")
            }
        return words.choose("numéro \(words.name(number)), \(end)", "\(words.name(number)) number, \(end)")
    }

    private func looked(_ rest: String) -> String {
        let parts = rest.split(separator: ".").map(String.init)
        guard let record = parts.first.flatMap(DeskRecord.init(rawValue:)) else { return rest }
        let client = parts.count == 2 ? " " + parts[1] : ""
        return words[.looksUp(record)].dropLast() + client
    }

    private func question(_ id: String) -> String? {
        guard case .deskAgent(let part) = scenario.part else { return nil }
        return part.questions.first { $0.id == id }.map { "« \($0.text[words.language]) »" }
    }

    private func statement(_ id: String) -> String? {
        if let standard = StandardStatement(rawValue: id) { return words.title(of: standard) }
        guard case .deskAgent(let part) = scenario.part else { return nil }
        return part.statements.first { $0.id == id }.map { "« \($0.text[words.language]) »" }
    }

    private func choice(_ path: String) -> String? {
        guard case .technician(let part) = scenario.part else { return nil }
        for question in part.triage {
            if path == question.id { return question.text[words.language] }
            for choice in question.choices where path == "\(question.id).\(choice.id)" {
                return choice.text[words.language]
            }
        }
        return nil
    }

    private func simple(_ deed: String) -> String? {
        switch deed {
        case "started": words.choose("le début", "the beginning")
        case "finished": words.choose("la fin", "the end")
        case "left": words.choose("exercice interrompu", "drill broken off")
        case "out-of-time": words.choose("temps écoulé", "out of time")
        case "hint": words.choose("indice demandé", "hint taken")
        case "warned": words.choose("mise en garde", "warning")
        case "called": words.choose("un appel", "a call")
        case "heard.price", "said.price": words.choose("le prix annoncé", "the price told")
        case "connected": words.choose("mise en relation", "connected")
        case "insisted", "caller.insisted": words.choose("insistance", "insisting")
        case "declared.false": words.choose("fausse déclaration", "false declaration")
        case "billed": words.choose("appel facturable", "billable call")
        case "marked", "marked-abusive": words.choose("appel marqué abusif", "call marked as abusive")
        case "waited": words.choose("attente", "waiting")
        case "decided": words.choose("la décision", "the decision")
        case "decision.right": words.choose("la bonne décision", "the right decision")
        case "decided.right":
            words.choose("la décision des règles, bien motivée", "the decision of the rules, for the right reasons")
        case "decided.wrong": words.choose("une décision contraire aux règles", "a decision against the rules")
        case "decided.route": words.choose("appel passé", "call passed on")
        case "decided.refuse": words.choose("appel refusé", "call refused")
        case "abuse.right": words.choose("marquage abusif conforme à R10", "abuse marked or not as R10 says")
        case "abuse.wrong": words.choose("marquage abusif contraire à R10", "abuse marked or not against R10")
        case "caller.left": words.choose("l'appelant raccroche, excédé", "the caller hangs up, exasperated")
        case "caller.contented": words.choose("l'appelant est satisfait", "the caller is content")
        case "rang": words.choose("la sonnerie", "the ringing")
        case "answered": words.choose("décrocher", "picking up")
        case "accepted": words.choose("accepter l'appel", "accepting the call")
        case "declined": words.choose("refuser l'appel", "declining the call")
        case "missed": words.choose("appel manqué", "missed call")
        case "triaged": words.choose("toutes les décisions", "all decisions")
        case "timed-out": words.choose("décision hors délai", "no decision in time")
        default: nil
        }
    }
}
