import Ledger

extension ReportWords {
    /// A rule of the procedure in a few words; manners and time for the empty name.
    func rule(_ rule: String) -> String {
        let words: (String, String)? =
            switch rule {
            case "": ("Politesse, clarté et temps", "Manners, clarity and time")
            case "R1": ("Le numéro client à cinq chiffres", "The five-digit client number")
            case "R2": ("Seulement un contact technique", "Only a technical contact")
            case "R3": ("Les trois caractères du mot de passe", "The three characters of the password")
            case "R4": ("D’abord un ticket, par un canal valable", "A ticket first, by a channel that counts")
            case "R5": ("Pas de réponse après le délai de garantie", "No answer past the response guarantee")
            case "R6": ("Particulièrement urgent et grave", "Particularly urgent and serious")
            case "R7": ("L’ordre des numéros d’urgence", "The order of the emergency numbers")
            case "R8": ("Heures de support ou d’astreinte", "Support hours or on-call hours")
            case "R9": ("Les incidents connus sont annoncés", "Known incidents are announced")
            case "R10": ("L’usage abusif est facturé", "Abusive use is billed")
            default: nil
            }
        return words.map { self($0.0, $0.1) } ?? ""
    }

    /// A role in a drill.
    func name(_ role: DrillRole) -> String {
        switch role {
        case .caller: self("client qui appelle", "client who calls")
        case .deskAgent: self("agent du bureau d’appel", "agent of the desk")
        case .technician: self("technicien d’astreinte", "technician on call")
        }
    }

    /// How a drill was run.
    func name(_ mode: DrillMode) -> String {
        switch mode {
        case .coach: self("avec indices", "with hints")
        case .exam: self("examen", "exam")
        }
    }

    /// A time of reaction in milliseconds; a dash where there is none.
    func reaction(_ milliseconds: Int?) -> String {
        milliseconds.map { length(milliseconds: Int64($0)) } ?? "–"
    }
}
