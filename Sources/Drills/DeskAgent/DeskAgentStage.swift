import Desk

/// Where a trainee stands who takes a call at the desk.
struct DeskAgentStage: Sendable {
    let part: DeskAgentPart
    /// How often each question was asked.
    var asked: [String: Int] = [:]
    /// The client whose records are open.
    var open: ClientNumber?
    /// What was decided, once it is.
    var decision: Decision?
    /// Whether the caller heard the price.
    var hasSaidPrice = false
    /// Whether the caller insists after a refusal and the price.
    var insisted = false
    /// Whether the trainee marked the call as abusive.
    var isMarked = false
    private(set) var hasGrumbled = false

    /// What a trainee decides.
    enum Decision: Hashable, Sendable {
        case route(ChainName)
        case refuse([Reason])
    }

    init(_ part: DeskAgentPart) { self.part = part }

    /// When the persona says something of its own accord; not any more once it is decided.
    var nextDue: Duration? {
        if decision != nil { return nil }
        return hasGrumbled ? part.persona.patience : part.persona.patience * 2 / 3
    }

    mutating func grumble() { hasGrumbled = true }

    /// The answer to a question that is asked once more: the last whose conditions hold.
    func answer(to question: Question, _ timeline: Timeline) -> Question.Answer? {
        let times = asked[question.id] ?? 0
        return question.answers.last { $0.asked <= times && $0.after.allSatisfy(timeline.has) }
            ?? question.answers.first
    }

    /// The questions that a line may mean, those that it fits best.
    func questions(meant command: TraineeLine) -> [Question] {
        var best = 0
        var found: [Question] = []
        for question in part.questions {
            let score = question.words.reduce(0) { score, phrase in
                let words = TraineeLine.words(of: phrase)
                return command.contains(words) ? max(score, words.joined().utf8.count) : score
            }
            if score > best {
                (best, found) = (score, [question])
            } else if score == best, score > 0 {
                found.append(question)
            }
        }
        return found
    }
}
