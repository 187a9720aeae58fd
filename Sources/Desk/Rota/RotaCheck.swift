extension Rota {
    /// How large a rota may be, so that every schedule is computed in bounded time.
    public struct Limit: Hashable, Sendable {
        /// The largest number allowed.
        public let rawValue: Int
        /// What is counted, in the plural.
        public let words: String

        /// How many people can be defined.
        public static let people = Limit(rawValue: 500, words: "people")
        /// How many rotations can be defined.
        public static let rotations = Limit(rawValue: 20, words: "rotations")
        /// How many turns a rotation can have before it starts over.
        public static let turns = Limit(rawValue: 100, words: "turns")
        /// How many overrides can be defined.
        public static let overrides = Limit(rawValue: 1000, words: "overrides")
        /// How many steps a chain can have.
        public static let steps = Limit(rawValue: 20, words: "steps")
        /// How many people a step can ring at once.
        public static let together = Limit(rawValue: OnCallChain.rungLimit, words: "people at once")
        /// How many people the steps of a chain can name.
        public static let members = Limit(rawValue: OnCallChain.limit, words: "people of a chain")
    }

    /// Everything that is wrong with the rota, in the order of its lists; empty if it is sound.
    public func problems() -> [RotaProblem] {
        sizeProblems() + peopleProblems() + rotationProblems() + overrideProblems() + chainProblems()
    }

    private func sizeProblems() -> [RotaProblem] {
        var problems: [RotaProblem] = []
        func check(_ count: Int, _ limit: Limit, at place: RotaProblem.Place = .rota) {
            if count > limit.rawValue { problems.append(RotaProblem(.tooMany(limit, count: count), at: place)) }
        }
        check(people.count, .people)
        check(rotations.count, .rotations)
        check(overrides.count, .overrides)
        for (index, rotation) in rotations.enumerated() { check(rotation.people.count, .turns, at: .rotation(index)) }
        for (name, steps) in chainsInOrder {
            check(steps.count, .steps, at: .chain(name))
            check(steps.reduce(0) { $0 + $1.members.count }, .members, at: .chain(name))
            for (index, step) in steps.enumerated() {
                check(step.members.count, .together, at: .step(name, index))
            }
        }
        return problems
    }

    private func peopleProblems() -> [RotaProblem] {
        var seen: Set<String> = []
        return people.enumerated().compactMap { index, person in
            seen.insert(person.id).inserted ? nil : RotaProblem(.duplicatePerson(person.id), at: .person(index))
        }
    }

    private func rotationProblems() -> [RotaProblem] {
        var seen: Set<String> = []
        return rotations.enumerated().flatMap { index, rotation in
            var defects: [RotaProblem.Defect] = []
            if !seen.insert(rotation.name).inserted { defects.append(.duplicateRotation(rotation.name)) }
            if rotation.people.isEmpty { defects.append(.emptyRotation) }
            defects += rotation.people.filter { !knows($0) }.map { .unknownPerson($0) }
            if rotation.shift.wallSeconds == nil { defects.append(.shiftLength(rotation.shift)) }
            if let ends = rotation.ends, ends <= rotation.starts { defects.append(.endsBeforeItBegins) }
            if rotation.weekdays.isEmpty { defects.append(.noWeekdays) }
            return defects.map { RotaProblem($0, at: .rotation(index)) }
        }
    }

    private func overrideProblems() -> [RotaProblem] {
        overrides.enumerated().flatMap { index, override in
            var defects: [RotaProblem.Defect] = []
            if rotation(named: override.rotation) == nil { defects.append(.unknownRotation(override.rotation)) }
            defects += [override.replaces, override.person].compactMap { $0 }.filter { !knows($0) }
                .map { .unknownPerson($0) }
            if override.until <= override.from { defects.append(.endsBeforeItBegins) }
            return defects.map { RotaProblem($0, at: .override(index)) }
        }
    }

    private func chainProblems() -> [RotaProblem] {
        chainsInOrder.flatMap { name, steps -> [RotaProblem] in
            if steps.isEmpty { return [RotaProblem(.emptyChain, at: .chain(name))] }
            return steps.enumerated().flatMap { index, step -> [RotaProblem] in
                if step.members.isEmpty { return [RotaProblem(.emptyStep, at: .step(name, index))] }
                return step.members.enumerated().compactMap { number, member in
                    let place: RotaProblem.Place =
                        step.members.count == 1 ? .step(name, index) : .member(name, step: index, number)
                    return defect(of: member).map { RotaProblem($0, at: place) }
                }
            }
        }
    }

    private func defect(of member: ChainMember) -> RotaProblem.Defect? {
        switch member {
        case .person(let id): return knows(id) ? nil : .unknownPerson(id)
        case .rotation(let name, let position):
            guard let rotation = rotation(named: name) else { return .unknownRotation(name) }
            // A rotation without people has that problem already.
            return rotation.people.isEmpty || rotation.people.indices.contains(position) ? nil : .position(position)
        }
    }

    private var chainsInOrder: [(ChainName, [ChainStep])] {
        ChainName.allCases.compactMap { name in chains[name].map { (name, $0) } }
    }
}
