import CallFlow
import Desk

/// A technician's drill as a stage of a session.
extension DrillSession {
    /// What a technician hears once the telephone was picked up; it says first that this is an exercise.
    public var whisper: String { words.whisper(judgement.file) }

    /// All that a technician may hear on the telephone, so that it can be spoken before it rings; nothing in other roles.
    public var spokenTexts: [String] {
        guard case .technician(let part) = scenario.part else { return [] }
        let words = TechnicianWords(language: language)
        let asked = part.triage.flatMap { question in
            [question.text[language]] + question.choices.map { $0.reply[language] }
        }
        let injected = scenario.injects.filter(\.isSaid).map { $0.text[language] }
        var seen: Set<String> = []
        return ([whisper, part.caller[language]] + asked + injected + [words.noSuchKey, words.closing])
            .filter { seen.insert($0).inserted }
    }

    mutating func beginAsTechnician() {
        guard case .technician(let part) = scenario.part else { return }
        stage = .technician(TechnicianMachine(part, whisper: whisper, language: language))
        tell(words.technicianHelp)
        take(.ringing)
    }

    mutating func readAsTechnician(_ command: TraineeLine) {
        switch command.verb {
        case "a", "answer", "pick", "decrocher", "d": return take(.answered)
        case "h", "hang", "raccrocher", "r": return take(.hungUp)
        default: break
        }
        let keys = command.words.joined().compactMap { Key($0) }
        guard !keys.isEmpty, keys.count == command.words.joined().count, keys.count <= 4 else {
            return readCommon(command, help: words.technicianHelp)
        }
        if case .technician(let machine) = stage, machine.isRinging { return tell(words[.pickUpFirst]) }
        if keys.map(\.description).joined().hasSuffix("*9"), !isNeitherUrgentNorSerious,
            warns(of: "mark", words[.notAbusive])
        {
            return
        }
        for key in keys where !isOver { take(.keyed(key)) }
    }

    /// Whether the call is abusive: the caller declared what is not so (R6).
    var isNeitherUrgentNorSerious: Bool {
        judgement.reasons.contains(.notUrgent) || judgement.reasons.contains(.notSerious)
    }

    mutating func take(_ input: TechnicianInput) {
        guard case .technician(var machine) = stage else { return }
        let effects = machine.receive(input, at: clock)
        stage = .technician(machine)
        for effect in effects {
            switch effect {
            case .say(let who, let text): add(who, text)
            case .happened(let who, let text, let deeds): add(who, text, deeds: deeds)
            case .ended: close(machine)
            case .ring, .expectKeys, .hangUp: break
            }
        }
    }

    private mutating func close(_ machine: TechnicianMachine) {
        guard timeline.has("accepted") else { return end(deeds: [], words[.callIsOver]) }
        let isRight = machine.isMarked == isNeitherUrgentNorSerious
        if !isRight { moneyAtStake += judgement.price?.cents ?? 0 }
        end(deeds: [isRight ? "abuse.right" : "abuse.wrong"], words[.callIsOver])
    }
}
