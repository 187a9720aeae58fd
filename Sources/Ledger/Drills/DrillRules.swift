import Desk
import TransparencyLog

/// What a result has to be before it is written, and what is shortened of it.
struct DrillRules {
    let result: DrillResult

    /// The result as it is written: the name in one spelling, the words of moments and their number within the limits.
    /// - Throws: `badDrill` or `tooLarge` for what cannot be kept.
    func checked() throws(LedgerError) -> DrillResult {
        let person = DrillResult.spelled(person: result.person)
        try requireName(result.id, "id")
        try requireName(person, "person")
        try requireName(result.scenario, "scenario")
        guard result.scenarioHash.utf8.count == 64, Hexadecimal.bytes(result.scenarioHash) != nil else {
            throw LedgerError(
                .badDrill, "the scenario's hash \"\(result.scenarioHash)\" is no SHA-256 in hexadecimal",
                mend: "give its 64 digits")
        }
        try requireCriteria()
        try requireRoom(result.figures.count, LedgerLimits.figuresPerDrill, "figures")
        for figure in result.figures { try requireName(figure.name, "name of a figure") }
        return DrillResult(
            id: result.id, at: result.at, person: person, scenario: result.scenario,
            scenarioHash: result.scenarioHash, role: result.role, mode: result.mode, language: result.language,
            duration: max(.zero, result.duration), passMark: result.passMark, criteria: result.criteria,
            timeline: shortened(result.timeline), figures: result.figures)
    }

    private func requireCriteria() throws(LedgerError) {
        guard !result.criteria.isEmpty else {
            throw LedgerError(
                .badDrill, "the drill \(result.id) has no line of a rubric", mend: "give points for something")
        }
        try requireRoom(result.criteria.count, LedgerLimits.criteriaPerDrill, "lines of a rubric")
        for line in result.criteria {
            try requireName(line.id, "id of a line of the rubric")
            guard (0...LedgerLimits.pointsPerCriterion).contains(line.outOf), (0...line.outOf).contains(line.points)
            else {
                throw LedgerError(
                    .badDrill, "\"\(line.id)\" has \(line.points) of \(line.outOf) points",
                    mend: "give 0 up to all of at most \(LedgerLimits.pointsPerCriterion)")
            }
            try requireRoom(line.words.utf8.count, LedgerLimits.drillWordsBytes, "bytes of words of \"\(line.id)\"")
        }
    }

    private func requireRoom(_ count: Int, _ limit: Int, _ what: String) throws(LedgerError) {
        guard count > limit else { return }
        throw LedgerError(.tooLarge, "the drill \(result.id) has \(count) \(what)", mend: "use at most \(limit)")
    }

    private func requireName(_ name: String, _ what: String) throws(LedgerError) {
        guard !name.isEmpty, name.count <= LedgerLimits.nameLength, name.utf8.count <= 4 * LedgerLimits.nameLength
        else {
            throw LedgerError(
                .badDrill, "the \(what) has \(name.count) characters", mend: "use 1 to \(LedgerLimits.nameLength)")
        }
        // A line break or a zero byte in a name is a mistake or a trick.
        guard name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw LedgerError(.badDrill, "the \(what) holds a control character", mend: "leave it out")
        }
    }

    /// Keeps the beginning and the end, and says what was left out between: losing words is better than losing the points.
    private func shortened(_ moments: [DrillResult.Moment]) -> [DrillResult.Moment] {
        let cut = moments.map {
            DrillResult.Moment(at: $0.at, who: Self.cut($0.who, 40), words: Self.cut($0.words))
        }
        let first = Self.room(in: cut, limit: LedgerLimits.momentsPerDrill / 2)
        guard first < cut.count else { return cut }
        let rest = cut[first...]
        let last = Self.room(in: rest.reversed(), limit: LedgerLimits.momentsPerDrill / 2)
        guard last < rest.count else { return cut }
        let count = rest.count - last
        let words =
            result.language == .french
            ? "\(count) moments ne sont pas conservés" : "\(count) moments are not kept"
        let gap = DrillResult.Moment(at: rest.first?.at ?? .zero, who: "system", words: words)
        return Array(cut[..<first]) + [gap] + Array(cut.suffix(last))
    }

    /// How many of the first moments have room.
    private static func room(in moments: some Collection<DrillResult.Moment>, limit: Int) -> Int {
        var (count, bytes) = (0, 0)
        for moment in moments {
            bytes += CanonicalJSON.string(moment.words).text.utf8.count
            guard count < limit, bytes <= LedgerLimits.momentBytesPerDrill / 2 else { return count }
            count += 1
        }
        return count
    }

    private static func cut(_ words: String, _ limit: Int = LedgerLimits.drillWordsBytes) -> String {
        guard words.utf8.count > limit else { return words }
        var text = ""
        var bytes = 0
        for scalar in words.unicodeScalars {
            bytes += UTF8.width(scalar)
            guard bytes <= limit - 3 else { break }
            text.unicodeScalars.append(scalar)
        }
        return text + "…"
    }
}
