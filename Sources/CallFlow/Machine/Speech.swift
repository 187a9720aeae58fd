import Desk

/// What a step says in one language, prepared once: most prompts speak no value of the call and are handed out as they are.
struct Speech: Sendable {
    /// The prompts with the values that the policy alone gives.
    let utterances: [Utterance]
    /// By prompt, the names of the values that only the call gives; empty if there is none at all.
    let open: [[SpokenValueName]]

    init(_ prompts: [String], in language: Language, catalogue: PromptCatalogue, policy: Policy) {
        var (utterances, open): ([Utterance], [[SpokenValueName]]) = ([], [])
        for id in prompts {
            var (known, unknown) = (SpokenValues(), [SpokenValueName]())
            for name in catalogue.prompts[id]?.texts[language]?.values ?? [] {
                if let value = policy.value(name) { known[name] = value } else { unknown.append(name) }
            }
            utterances.append(Utterance(prompt: id, language: language, values: known))
            open.append(unknown)
        }
        self.utterances = utterances
        self.open = open.allSatisfy(\.isEmpty) ? [] : open
    }
}

/// Everything that the steps of a program say, by step, occasion and language.
struct SpeechTable: Sendable {
    /// When something is said in a step.
    enum Occasion: Int, CaseIterable { case first, again, toTechnician }

    /// The prompts with the values that the policy alone gives.
    let utterances: [[Utterance]]
    /// Of the same, the values that only the call gives; empty if there is none.
    let open: [[[SpokenValueName]]]

    init(_ program: FlowProgram, policy: Policy) {
        let speeches = program.steps.flatMap { step in
            Occasion.allCases.flatMap { occasion in
                Language.allCases.map { language in
                    Speech(
                        step.verb.prompts(on: occasion), in: language, catalogue: program.catalogue, policy: policy)
                }
            }
        }
        utterances = speeches.map(\.utterances)
        open = speeches.map(\.open)
    }

    /// The place of what a step says on an occasion, in both tables.
    func place(_ step: Int, _ occasion: Occasion, _ language: Language) -> Int {
        (step * 3 + occasion.rawValue) * 2 + language.index
    }
}

extension Verb {
    fileprivate func prompts(on occasion: SpeechTable.Occasion) -> [String] {
        switch (self, occasion) {
        case (.play(let play), .first): play.prompts
        case (.collect(let collect), .first): collect.prompts
        case (.collect(let collect), .again): collect.retryPrompts + collect.prompts
        case (.menu(let menu), .first): menu.prompts
        case (.menu(let menu), .again): menu.retryPrompts + menu.prompts
        case (.record(let record), .first): record.prompts
        case (.hunt(let hunt), .first): hunt.holdPrompts
        case (.hunt(let hunt), .toTechnician): hunt.whisper
        default: []
        }
    }
}

/// The values of an utterance by name: a few, so they are kept in a row.
public struct SpokenValues: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One value with its name.
    public struct Pair: Hashable, Sendable {
        /// The name.
        public let name: SpokenValueName
        /// The value.
        public let value: SpokenValue
    }

    /// The values in the order in which their names are declared.
    public private(set) var pairs: [Pair] = []

    /// No value.
    public init() {}

    /// Values by name.
    public init(dictionaryLiteral elements: (SpokenValueName, SpokenValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Makes room for further values.
    mutating func reserveCapacity(for count: Int) { pairs.reserveCapacity(pairs.count + count) }

    /// The value of a name.
    public subscript(name: SpokenValueName) -> SpokenValue? {
        get {
            for pair in pairs where pair.name == name { return pair.value }
            return nil
        }
        set {
            let place = pairs.firstIndex { $0.name.index >= name.index } ?? pairs.count
            if place < pairs.count, pairs[place].name == name { pairs.remove(at: place) }
            if let newValue { pairs.insert(Pair(name: name, value: newValue), at: place) }
        }
    }
}

extension SpokenValueName {
    /// The position among all.
    var index: Int {
        switch self {
        case .provider: 0
        case .clientNumber: 1
        case .clientName: 2
        case .contactName: 3
        case .ticket: 4
        case .opened: 5
        case .deadline: 6
        case .price: 7
        case .bulletin: 8
        case .emergencyNumber: 9
        case .managerialNumber: 10
        case .supportOpens: 11
        case .supportCloses: 12
        case .lockedUntil: 13
        case .guarantee: 14
        }
    }
}

extension Language {
    /// The position among all.
    var index: Int { self == .french ? 0 : 1 }
}

extension Policy {
    /// A value that the policy alone gives.
    func value(_ name: SpokenValueName) -> SpokenValue? {
        switch name {
        case .provider: .text(provider)
        case .emergencyNumber: number(.emergency).map { .phone($0.phone) }
        case .managerialNumber: number(.managerial).map { .phone($0.phone) }
        case .supportOpens: .time(hours.opens)
        case .supportCloses: .time(hours.closes)
        default: nil
        }
    }
}
