import CallFlow
import Desk

/// What the drill itself says, in the language of the drill.
struct DrillWords: Sendable {
    let language: Language
    let desk: DrillDesk

    /// Chooses between the two languages.
    func choose(_ french: String, _ english: String) -> String { language == .french ? french : english }

    /// One phrase.
    enum Phrase {
        case begun(Instant), left, finished, outOfTime, tooMuch, noHints, noFurtherHint, repeatToGoOn
        case timeIs(Instant), notUnderstood(String)
        case whereToLook, nothingThere, lockedUp, looks(String), howToOpenTickets([Service])
        case opensTicket(String, TicketDraft), howToTest, tests(isPublic: Bool, isProvider: Bool), howToWait
        case waited(Duration, Instant, interrupted: Bool)
        case whichNumber, dials(NumberRole), hangsUp, howToKey, keys(String), message(String), insistingCosts, insists
        case declaredFalsely, rings(String), notReached(String, HuntResult), connected(String), marks(String)
        case wouldCost(Money), deskHangsUp, verdict(Verdict)
        case incoming(NumberRole, PhoneNumber?), understood(String), whichOfThese, noted(String), whatToSay, noBulletin
        case announces(String), decideFirst, noTariff, quotes(Money), alreadyDecided, whereTo, routes(ChainName)
        case whichReasons, refuses([String]), oughtToBeRouted(ChainName, Instant), oughtToBeRefused(String, String)
        case think, alreadyMarked, notBillable, marksAsAbusive, callIsOver, whichRecord, whichClient
        case looksUp(DeskRecord), storeIsDown(Store), noSuchClient(String), nothingOnRecord, pickUpFirst, notAbusive
    }

    subscript(phrase: Phrase) -> String { common(phrase) ?? caller(phrase) ?? deskAgent(phrase) ?? "" }

    private func common(_ phrase: Phrase) -> String? {
        switch phrase {
        case .begun(let now):
            choose("L'exercice commence. Il est \(time(now)).", "The drill begins. It is \(time(now)).")
        case .left: choose("Exercice interrompu.", "The drill is broken off.")
        case .finished: choose("Fin de l'exercice.", "The drill is over.")
        case .outOfTime: choose("Le temps de l'examen est écoulé.", "The time of the exam is up.")
        case .tooMuch: choose("Trop de saisies : l'exercice s'arrête.", "Too much was written: the drill stops.")
        case .noHints: choose("Pas d'indice en mode examen.", "There are no hints in an exam.")
        case .noFurtherHint: choose("Il n'y a plus d'indice.", "There is no further hint.")
        case .repeatToGoOn:
            choose("Répétez la commande pour le faire quand même.", "Repeat the command to do it all the same.")
        case .timeIs(let now): choose("Il est \(time(now)).", "It is \(time(now)).")
        case .notUnderstood(let text): choose("« \(text) » n'est pas compris.", "'\(text)' is not understood.")
        case .hangsUp: choose("Vous raccrochez.", "You hang up.")
        case .callIsOver: choose("L'appel est terminé.", "The call is over.")
        case .pickUpFirst: choose("Décrochez d'abord (a).", "Pick up first (a).")
        case .notAbusive:
            choose(
                "R6 · L'appel paraît urgent et grave : le marquer comme abusif le ferait facturer à tort.",
                "R6 · The call appears to be urgent and serious: marking it as abusive would have it billed wrongly.")
        default: nil
        }
    }

    private func caller(_ phrase: Phrase) -> String? {
        switch phrase {
        case .whereToLook: choose("Vous pouvez regarder :", "You can look at:")
        case .nothingThere:
            choose("Cela n'existe pas. Vous pouvez regarder :", "There is no such thing. You can look at:")
        case .lockedUp: choose("Vous n'y avez pas encore accès.", "You have no access to that yet.")
        case .looks(let title): choose("Vous regardez : \(title).", "You look at: \(title).")
        case .howToOpenTickets(let services): howToOpenTickets(services)
        case .opensTicket(let id, let draft): opens(id, draft)
        case .howToTest:
            choose(
                "Écrivez « tester public », « tester dri » ou « tester deux ».",
                "Write 'test public', 'test dri' or 'test both'.")
        case .tests(let isPublic, let isProvider):
            [
                isPublic ? choose("Vous essayez legifrance.gouv.fr.", "You try legifrance.gouv.fr.") : nil,
                isProvider ? choose("Vous essayez dri.fr.", "You try dri.fr.") : nil,
            ].compactMap { $0 }.joined(separator: " ")
        case .howToWait: choose("Écrivez par exemple « attendre 40m ».", "Write 'wait 40m', for example.")
        case .waited(let length, let now, let interrupted):
            interrupted
                ? choose(
                    "Vous n'avez attendu que \(span(length)) : il est \(time(now)).",
                    "You waited for \(span(length)) only: it is \(time(now)).")
                : choose(
                    "Vous attendez \(span(length)). Il est \(time(now)).",
                    "You wait \(span(length)). It is \(time(now)).")
        case .whichNumber:
            choose(
                "Quel numéro ? Écrivez « appeler urgence », « appeler managérial » ou un numéro de la procédure.",
                "Which number? Write 'call emergency', 'call managerial', or a number of the procedure.")
        case .dials(let role):
            choose("Vous appelez le numéro \(name(role)).", "You call the \(name(role)) number.")
        case .howToKey:
            choose(
                "Tapez les touches demandées, « silence » ou « raccrocher ».",
                "Press the keys that are asked for, or write 'silence' or 'hang up'.")
        case .keys(let keys): choose("Vous tapez \(keys).", "You press \(keys).")
        case .message(let text): choose("Votre message : \(text)", "Your message: \(text)")
        case .insistingCosts:
            choose(
                "R10 · Insister après un refus est une utilisation abusive : elle est facturée, et personne n'est appelé.",
                "R10 · To insist after a refusal is abusive use: it is billed, and nobody is called.")
        case .insists: choose("Vous insistez.", "You insist.")
        case .declaredFalsely: choose("Ce que vous déclarez n'est pas exact.", "What you declare is not so.")
        case .rings(let name): choose("☎ \(name) est appelé(e).", "☎ \(name) is rung.")
        case .notReached(let name, let result): choose("\(name) : \(french(result)).", "\(name): \(english(result)).")
        case .connected(let name): choose("\(name) prend l'appel.", "\(name) takes the call.")
        case .marks(let name):
            choose(
                "\(name) : « Ce n'est ni urgent ni grave. Je marque cet appel comme abusif. »",
                "\(name): \"This is neither urgent nor serious. I am marking this call as abusive.\"")
        case .wouldCost(let amount):
            choose("Cet appel serait facturé \(price(amount)).", "This call would be billed at \(price(amount)).")
        case .deskHangsUp: choose("Le bureau raccroche.", "The desk hangs up.")
        case .verdict(let verdict): self.verdict(verdict)
        default: nil
        }
    }

    private func deskAgent(_ phrase: Phrase) -> String? {
        switch phrase {
        case .incoming(let role, let phone):
            choose(
                "Appel entrant sur le numéro \(name(role)), de \(phone?.description ?? "numéro masqué").",
                "Incoming call to the \(name(role)) number, from \(phone?.description ?? "a withheld number").")
        case .understood(let text): choose("→ compris : « \(text) »", "→ understood: \"\(text)\"")
        case .whichOfThese: choose("Laquelle de ces questions ?", "Which of these questions?")
        case .noted(let text): choose("Noté : \(text)", "Noted: \(text)")
        case .whatToSay: choose("Vous pouvez dire (« dire prix ») :", "You can say ('say price'):")
        case .noBulletin:
            choose("Aucun incident publié ne concerne cet appel.", "No published incident is about this call.")
        case .announces(let title):
            choose(
                "Un incident est déjà connu : \(title). Si c'est la cause de votre appel, vous pouvez raccrocher sans frais.",
                "An incident is already known: \(title). If that is why you are calling, you may hang up at no cost.")
        case .decideFirst: choose("Décidez d'abord.", "Decide first.")
        case .noTariff: choose("Aucun tarif n'est en vigueur.", "No tariff is in force.")
        case .quotes(let amount):
            choose(
                "Toute utilisation abusive de ce numéro est facturée \(price(amount)).",
                "Any abusive use of this number is billed at \(price(amount)).")
        case .alreadyDecided: choose("C'est déjà décidé.", "That is decided already.")
        case .whereTo:
            choose(
                "À qui ? passer support, passer astreinte, passer managers, passer permanence",
                "To whom? route support, route on-call, route managers, route standby")
        case .routes(let chain):
            choose("Vous passez l'appel : \(name(chain)).", "You pass the call on: \(name(chain)).")
        case .whichReasons:
            choose("Pour quels motifs ? (« refuser 8 9 »)", "For which reasons? ('refuse 8 9')")
        case .refuses(let titles):
            choose(
                "Vous refusez : \(titles.joined(separator: ", ")).", "You refuse: \(titles.joined(separator: ", ")).")
        case .oughtToBeRouted(let chain, let now):
            choose(
                "R8 · Rien ne s'oppose à cet appel. Il est \(time(now)) : regardez qui est de service (\(name(chain))).",
                "R8 · Nothing speaks against this call. It is \(time(now)): look who is on duty (\(name(chain))).")
        case .oughtToBeRefused(let rule, let condition):
            choose("\(rule) · Vérifiez encore : \(condition)", "\(rule) · Check again: \(condition)")
        case .think: choose("Vérifiez encore.", "Check again.")
        case .alreadyMarked: choose("L'appel est déjà marqué.", "The call is marked already.")
        case .notBillable:
            choose(
                "R10 · Rien ne se facture sans identité établie, prix annoncé jusqu'au bout et insistance ensuite.",
                "R10 · Nothing is billed unless the identity is established, the price was told to the end, and the caller then insisted."
            )
        case .marksAsAbusive: choose("Vous marquez l'appel comme abusif.", "You mark the call as abusive.")
        case .whichRecord:
            choose(
                "Quelle fiche ? voir client 12345, contacts, tickets, appels, bulletins, astreinte, tarif",
                "Which record? look client 12345, contacts, tickets, calls, bulletins, rota, tariff")
        case .whichClient:
            choose(
                "De quel client ? Écrivez « voir client » et le numéro.",
                "Of which client? Write 'look client' and the number.")
        case .looksUp(let record): choose("Vous consultez : \(french(record)).", "You look up: \(record.rawValue).")
        case .storeIsDown(let store):
            choose("La base ne répond pas (\(store.rawValue)).", "The store does not answer (\(store.rawValue)).")
        case .noSuchClient(let number): choose("Aucun client \(number).", "There is no client \(number).")
        case .nothingOnRecord: choose("Rien.", "Nothing.")
        default: nil
        }
    }
}
