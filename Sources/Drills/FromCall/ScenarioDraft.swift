import Desk
import DeskFolder

/// Writes a desk agent's scenario from a disguised world: persona, questions, rubric, model answer and one mistake.
struct ScenarioDraft {
    private let world: DisguisedWorld
    private let judgement: Judgement
    private let insists: Bool
    private let policy: Policy

    init(_ world: DisguisedWorld, _ judgement: Judgement, insists: Bool, policy: Policy) {
        self.world = world
        self.judgement = judgement
        self.insists = insists
        self.policy = policy
    }

    private var truth: Truth { world.truth }
    private var client: Client? { world.world.clients.first }
    private var isIdentified: Bool { client != nil && !world.world.unavailable.contains(.clients) }
    private var name: String { world.caller?.name ?? "Dominique Lenoir" }
    private var hasPrice: Bool { judgement.price != nil }

    /// The text of the file.
    var text: String {
        [
            "# Made of a recorded call: people, numbers, services and times are replaced.",
            field("title", "D'après un appel réel", "After a real call"), "level: 3",
            field(
                "briefing",
                "Un appel arrive sur le numéro \(truth.number == .emergency ? "d'urgence" : "managérial"). Posez les questions, consultez les fiches, décidez. Il s'agit d'un appel réel, rendu anonyme.",
                "A call comes in on the \(truth.number.rawValue) number. Ask the questions, look up the records, decide. It is a real call, made anonymous."
            ),
            "goals:", "  - " + both("Décider comme les règles", "Decide as the rules do"), "limit: 8m", worldText,
            truthText, expectation,
            "desk-agent:", persona, questions, "rubric:", rubric, "pass: 60", "solution: " + list(solution), mistake,
            "",
        ].joined(separator: "\n")
    }

    // MARK: The facts

    private var worldText: String {
        let text = WorldFile.write(world.world, zone: policy.zone, passcodes: world.passcodes)
        return "world:\n" + text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    }

    private var truthText: String {
        var fields = ["number: \(truth.number.rawValue)"]
        if let from = truth.from { fields.append("from: \"\(from)\"") }
        if let client = truth.client { fields.append("client: \"\(client)\"") }
        if let contact = truth.contact { fields.append("contact: \"\(contact)\"") }
        if policy.passcodeRequiredFor.contains(truth.number) { fields.append("passcode: \(world.password)") }
        fields += ["urgent: \(truth.isUrgent)", "serious: \(truth.isSerious)", "nature: \(truth.nature.rawValue)"]
        fields.append("sites: \(truth.testedSites)")
        return "truth: { \(fields.joined(separator: ", ")) }"
    }

    private var expectation: String {
        switch judgement.decision {
        case .route(let chain): "expect: { decision: route, to: \(chain.rawValue) }"
        case .refuse:
            "expect: { decision: refuse, reasons: [\(judgement.reasons.map(\.rawValue).joined(separator: ", "))] }"
        }
    }

    // MARK: The persona

    private var persona: String {
        var lines = [
            "  persona:", "    name: \(quoted(name))", "    patience: 6m",
            field(
                "    opening", "Bonjour, c'est pour un incident, il me faut un technicien.",
                "Hello, there is an incident, I need a technician."),
            field("    grumble", "C'est encore long ?", "Will this take much longer?"),
            field("    leaving", "Tant pis, je raccroche.", "Never mind, I am hanging up."),
            field("    puzzled", "Pardon, je n'ai pas compris.", "Sorry, I did not understand."),
            field("    routed", "Merci.", "Thank you."), field("    refused", "Et pourquoi ?", "And why not?"),
        ]
        if insists {
            lines.append(field("    insisting", "J'insiste, quel qu'en soit le prix.", "I insist, whatever it costs."))
        }
        return lines.joined(separator: "\n")
    }

    private var questions: String {
        let number = truth.client.map(\.description)
        let ticket = judgement.file.ticket ?? world.world.tickets.last
        let urgent = truth.isUrgent ? ("Oui, très.", "Yes, very.") : ("Non, pas vraiment.", "No, not really.")
        let serious =
            truth.isSerious
            ? ("Oui, plus rien ne marche.", "Yes, nothing works any more.")
            : ("C'est gênant, sans plus.", "It is a nuisance, no more.")
        return "  questions:\n"
            + [
                question(
                    "number", "Quel est votre numéro client à cinq chiffres ?",
                    "What is your five-digit client number?", ["numéro client", "client number"],
                    number.map { ("\($0).", "\($0).") } ?? ("Je ne l'ai pas.", "I do not have it.")),
                question(
                    "name", "Quel est votre nom ?", "What is your name?", ["votre nom", "your name"],
                    ("\(name).", "\(name).")),
                question(
                    "ticket", "Quel est votre ticket ?", "What is your ticket?", ["ticket"],
                    ticket.map { ("\($0.id).", "\($0.id).") } ?? ("Je n'en ai pas.", "I have none.")),
                question(
                    "urgent", "Est-ce particulièrement urgent ?", "Is it particularly urgent?", ["urgent"], urgent),
                question("serious", "Est-ce grave ?", "Is it serious?", ["grave", "serious"], serious),
                question(
                    "nature", "Sur quoi porte le problème ?", "What is the problem with?",
                    ["porte", "problème", "problem"], nature),
                question(
                    "sites", "Avez-vous essayé un site public et celui de l'hébergeur ?",
                    "Have you tried a public site and the provider's?", ["site", "sites"],
                    truth.testedSites ? ("Oui, les deux.", "Yes, both.") : ("Non.", "No.")),
            ].joined(separator: "\n")
    }

    private var nature: (String, String) {
        switch truth.nature {
        case .network: ("Le réseau.", "The network.")
        case .dedicated: ("Notre serveur.", "Our server.")
        case .other: ("Autre chose : un site mutualisé.", "Something else: a shared site.")
        }
    }

    private func question(
        _ id: String, _ french: String, _ english: String, _ words: [String], _ answer: (String, String)
    ) -> String {
        "    - { id: \(id), fr: \(quoted(french)), en: \(quoted(english)), words: \(list(words)), answers: [\(both(answer.0, answer.1))] }"
    }

    // MARK: The points, and how they are earned

    private var rubric: String {
        var lines = [
            line(
                "number-first", "R1", 15, "done: [asked.number], before: decided", "Le numéro client est demandé.",
                "The client number is asked."),
            line(
                "decision", judgement.reasons.first.map { ReasonWords($0).rule } ?? "R8", 50, "done: [decided.right]",
                "La décision est celle des règles.",
                "The decision is that of the rules."),
            line(
                "abuse", "R10", 10, "done: [abuse.right]", "L'abus est marqué comme R10 le permet.",
                "Abuse is marked as R10 allows it."),
        ]
        if isIdentified {
            lines.append(
                line(
                    "records", "R2", 15, "done: [looked.contacts, looked.tickets], before: decided",
                    "Les fiches sont consultées avant de décider.", "The records are looked up before deciding."))
        }
        if judgement.file.bulletin != nil {
            lines.append(
                line(
                    "bulletin", "R9", 10, "done: [said.bulletin], before: decided",
                    "L'incident publié est annoncé d'abord.", "The published incident is announced first."))
        }
        if judgement.decision == .refuse {
            lines.append(
                line(
                    "helpful", nil, 10, "done: [said.condition, said.remedy]",
                    "Le refus dit la condition et le remède.", "The refusal tells the condition and the remedy."))
        }
        return lines.joined(separator: "\n")
    }

    private func line(
        _ id: String, _ rule: String?, _ points: Int, _ conditions: String, _ french: String, _ english: String
    ) -> String {
        "  - { id: \(id), \(rule.map { "rule: \($0), " } ?? "")points: \(points), \(conditions), fr: \(quoted(french)), en: \(quoted(english)) }"
    }

    private var solution: [String] {
        var lines = ["ask number"]
        if isIdentified, let number = truth.client { lines += ["look client \(number)", "look contacts"] }
        if judgement.file.bulletin != nil { lines.append("say bulletin") }
        if isIdentified { lines += ["ask ticket", "look tickets"] }
        lines += ["ask urgent", "ask serious", "ask nature"]
        switch judgement.decision {
        case .route(let chain):
            if hasPrice { lines.append("say price") }
            lines.append("route \(chain.rawValue)")
        case .refuse:
            lines += ["refuse \(judgement.reasons.first?.rawValue ?? "")", "say condition", "say remedy"]
            if hasPrice { lines.append("say price") }
            if isBillable { lines.append("abusive") }
            lines.append("end")
        }
        return lines
    }

    private var isBillable: Bool {
        hasPrice && insists && judgement.isBillable(heardPrice: true, insisted: true, policy: policy)
    }

    /// The opposite of what is right, without looking anything up.
    private var mistake: String {
        var loses = ["decision"]
        if isIdentified { loses.append("records") }
        if judgement.file.bulletin != nil { loses.append("bulletin") }
        var play = ["ask number"]
        if judgement.decision == .refuse {
            loses.append("helpful")
            play.append("route \(truth.number == .managerial ? "managers" : "on-call")")
        } else {
            play += ["refuse not-urgent", "end"]
        }
        return """
            mistakes:
              - { fr: "Décider sans rien vérifier", en: "Deciding without checking anything", play: \(list(play)), loses: [\(loses.joined(separator: ", "))] }
            """
    }

    // MARK: Text

    private func field(_ name: String, _ french: String, _ english: String) -> String {
        "\(name): " + both(french, english)
    }

    private func both(_ french: String, _ english: String) -> String {
        "{ fr: \(quoted(french)), en: \(quoted(english)) }"
    }

    private func list(_ items: [String]) -> String { "[" + items.map(quoted).joined(separator: ", ") + "]" }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
