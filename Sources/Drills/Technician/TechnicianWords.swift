import Desk

/// What is said and noted in a technician's drill.
struct TechnicianWords {
    let language: Language

    private func choose(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var rings: String { choose("Votre téléphone sonne.", "Your telephone rings.") }
    var answers: String { choose("Vous décrochez.", "You pick up.") }
    var accepts: String { choose("Vous acceptez l'appel.", "You accept the call.") }
    var declines: String {
        choose("Vous refusez l'appel ; la personne suivante est appelée.", "You decline; the next person is rung.")
    }
    var misses: String {
        choose("L'appel est perdu ; la personne suivante est appelée.", "You miss the call; the next person is rung.")
    }
    var tooSlow: String { choose("Pas de décision à temps.", "No decision in time.") }
    var hangsUpEarly: String { choose("Vous raccrochez avant d'avoir fini.", "You hang up before you are done.") }
    var ends: String { choose("Vous raccrochez.", "You hang up.") }
    var callerEnds: String { choose("L'appelant raccroche.", "The caller hangs up.") }
    var noSuchKey: String { choose("Cette touche n'est pas proposée.", "That key is not offered.") }
    var marks: String { choose("Vous marquez l'appel comme abusif (*9).", "You mark the call as abusive (*9).") }
    var triaged: String { choose("Toutes les décisions sont prises.", "All decisions are taken.") }
    var closing: String {
        choose(
            "Si l'appel est abusif, ni urgent ni grave, tapez *9. Puis raccrochez.",
            "If the call is abusive, neither urgent nor serious, press *9. Then hang up.")
    }
}
