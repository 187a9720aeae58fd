import Desk
import Ledger

/// One drill of one person: takes what the trainee does and the time, returns what is to be shown.
///
/// Reads no clock. There are two times. The *wall* is that of the trainee's clock, counted from the beginning: an exam ends
/// by it. The drill's own clock runs with the wall, and further where talking, a call or a wait takes time that nobody sits
/// through: it never goes back, and everything in the timeline has its time. Injects are due by the drill's clock.
///
/// Each role is a stage with its own file; what they share is here: time, injects, hints, the end.
public struct DrillSession: Sendable {
    /// What is played.
    public let scenario: Scenario
    /// The desk that it is played on.
    public let desk: DrillDesk
    /// With hints or without.
    public let mode: DrillMode
    /// The language in which it is played.
    public let language: Language
    /// What happened so far.
    public private(set) var timeline = Timeline()
    /// Whether it is over.
    public internal(set) var isOver = false
    /// The drill's clock, counted from the start.
    public internal(set) var clock = Duration.zero
    /// The wall's clock, counted from the start.
    public private(set) var wall = Duration.zero
    /// What would have had to be paid, in all (R10).
    public internal(set) var moneyAtStake = 0

    /// The facts as they stand.
    var world: World
    /// How things are.
    var truth: Truth
    var stage: Stage
    var effects: [DrillEffect] = []
    /// By how much waiting has put the drill's clock ahead of the wall.
    var skipped = Duration.zero
    /// Injects that are still to come; those after a deed are due once it is done.
    private var injects: [(inject: Scenario.Inject, due: Duration?)]
    private var inputs = 0
    private var hasBegun = false
    /// The ticket that the trainee opened last.
    var ownTicket: String?
    /// What the trainee was warned of and may do all the same.
    var warnedOf: String?

    /// What belongs to the role.
    enum Stage: Sendable {
        case caller(CallerStage)
        case deskAgent(DeskAgentStage)
        case technician(TechnicianMachine)
    }

    /// The most inputs of a session.
    public static let inputLimit = 2000
    /// How many happenings are kept free for what one input brings about.
    private static let reserve = 500
    /// The longest line that is read.
    public static let lineLimit = 400

    /// Prepares a drill.
    public init(_ scenario: Scenario, desk: DrillDesk, mode: DrillMode, language: Language) {
        self.scenario = scenario
        self.desk = desk
        self.mode = mode
        self.language = language
        world = scenario.world
        truth = scenario.truth
        injects = scenario.injects.map { inject in
            if case .at(let time) = inject.time { (inject, time) } else { (inject, nil) }
        }
        switch scenario.part {
        case .caller: stage = .caller(CallerStage())
        case .deskAgent(let part): stage = .deskAgent(DeskAgentStage(part))
        case .technician(let part):
            stage = .technician(TechnicianMachine(part, whisper: "", language: language))
        }
    }

    /// Now, in the world of the drill.
    var now: Instant { scenario.start.advanced(by: clock) }

    /// The facts as the rules read them.
    var facts: WorldFacts { WorldFacts(world, hasher: desk.hasher) }

    /// What the rules say at this moment.
    var judgement: Judgement {
        Judgement(of: truth, at: now, facts: facts, rota: desk.rota, policy: desk.policy)
    }

    /// Takes what happened and returns what is to be shown, in order.
    ///
    /// - Parameter wall: the time since the drill began, by the trainee's clock.
    public mutating func receive(_ input: DrillInput, at wall: Duration) -> [DrillEffect] {
        guard !isOver else { return [] }
        effects = []
        inputs += 1
        self.wall = max(self.wall, wall)
        pass(to: max(clock, self.wall + skipped))
        let isFull = inputs > Self.inputLimit || timeline.happenings.count > Timeline.limit - Self.reserve
        if !isOver, isFull { end(deeds: ["out-of-time"], words[.tooMuch]) }
        if !isOver { take(input) }
        if !isOver, mode == .exam, self.wall >= scenario.limit { end(deeds: ["out-of-time"], words[.outOfTime]) }
        if isOver {
            effects.append(.ended)
        } else if hasBegun, let prompt {
            effects.append(.expect(prompt))
        }
        return effects
    }

    private mutating func take(_ input: DrillInput) {
        switch input {
        case .begin:
            guard !hasBegun else { return }
            hasBegun = true
            add(.system, words[.begun(now)], deeds: ["started"])
            begin()
        case .line(let line):
            guard hasBegun else { return }
            read(String(line.unicodeScalars.prefix(Self.lineLimit).filter { $0.value >= 0x20 }.map(Character.init)))
        case .phone(let input): if hasBegun { phone(input) }
        case .timePassed: return
        case .left: end(deeds: ["left"], words[.left])
        }
    }

    // MARK: Time

    /// When ``DrillInput/timePassed`` is to be sent at the latest, by the wall; none once the drill is over.
    public var nextDeadline: Duration? {
        guard !isOver, hasBegun else { return nil }
        var due = nextDue.map { $0 - skipped }
        if mode == .exam { due = min(due ?? scenario.limit, scenario.limit) }
        return due
    }

    /// What is due next by the drill's clock.
    private var nextDue: Duration? {
        (injects.compactMap(\.due) + [stageDue].compactMap { $0 }).min()
    }

    /// Lets everything happen that is due, and then it is that late.
    ///
    /// - Parameter interrupted: stops at the first inject; true for a wait, out of which it tears the trainee.
    mutating func pass(to time: Duration, interrupted: Bool = false) {
        guard hasBegun else { return }
        while !isOver, let due = nextDue, due <= time {
            clock = max(clock, due)
            if let index = injects.firstIndex(where: { $0.due == due }) {
                let inject = injects.remove(at: index).inject
                guard happen(inject) else { continue }
                if interrupted { return }
            } else {
                stageDeadlineReached()
            }
        }
        if !isOver { clock = max(clock, time) }
    }

    /// Lets an inject happen, unless what was done keeps it from that.
    private mutating func happen(_ inject: Scenario.Inject) -> Bool {
        guard !inject.unless.contains(where: timeline.has) else { return false }
        apply(inject)
        add(inject.isSaid ? .persona : .inject, inject.text[language], deeds: ["inject.\(inject.id)"])
        return true
    }

    // MARK: What happened

    /// Puts something into the timeline and shows it.
    mutating func add(_ who: Timeline.Who, _ words: String, deeds: [String] = []) {
        timeline.add(.init(at: clock, who: who, words: words, deeds: deeds))
        effects.append(.show(who, words))
        for index in injects.indices where injects[index].due == nil {
            if case .after(let deed, let delay) = injects[index].inject.time, deeds.contains(deed) {
                injects[index].due = clock + delay
            }
        }
    }

    /// Shows something that is no part of what happened, such as help.
    mutating func tell(_ words: String) { effects.append(.show(.system, words)) }

    /// Talking takes its time, whether or not the trainee reads faster.
    mutating func talk(_ texts: String...) {
        let length = texts.reduce(Duration.zero) { $0 + SpeakingPace.duration(of: $1) }
        pass(to: clock + length)
    }

    /// Ends the drill.
    mutating func end(deeds: [String], _ words: String) {
        add(.system, words, deeds: deeds + ["finished"])
        isOver = true
    }

    /// The words that every role uses, in the language of the drill.
    var words: DrillWords { DrillWords(language: language, desk: desk) }

    // MARK: Help

    /// Tells the first hint that is still of use; an exam has none.
    mutating func hint() {
        guard mode == .coach else { return tell(words[.noHints]) }
        let hint = scenario.hints.first { $0.until.map { !timeline.has($0) } ?? true }
        guard let hint else { return tell(words[.noFurtherHint]) }
        add(.hint, (hint.rule.map { "\($0) · " } ?? "") + hint.text[language], deeds: ["hint"])
    }

    /// Whether the trainee, who is about to make a costly mistake, is told why first; what is repeated is done.
    mutating func warns(of mistake: String, _ why: String) -> Bool {
        guard mode == .coach, warnedOf != mistake else { return false }
        warnedOf = mistake
        add(.hint, why + " " + words[.repeatToGoOn], deeds: ["warned"])
        return true
    }
}
