/// Who is on call when, and in which order they are rung (rule R8).
///
/// A rota is a value: rotations give the turns, overrides the exceptions, chains the order. All questions are pure
/// functions of an instant. They are total: what a faulty rota names and does not define counts as nobody, so that a
/// call can go on to the standby; ``problems()`` lists the faults beforehand.
public struct Rota: Hashable, Sendable {
    /// The desk's time zone, on whose wall clock handovers and windows are.
    public let zone: ZoneRules
    /// Everybody who can be rung.
    public let people: [OnCallPerson]
    /// The rotations.
    public let rotations: [Rotation]
    /// The exceptions; a later one wins over an earlier one.
    public let overrides: [RotaOverride]
    /// The steps of each chain, in the order in which people are rung.
    public let chains: [ChainName: [ChainStep]]

    private let peopleByID: [String: OnCallPerson]
    private let rotationsByName: [String: Rotation]
    /// The chains with the people and rotations that their steps name, step by step, in the order of ``ChainName``.
    private let links: [[Link]]
    /// How each rotation turns while no handover is near.
    private let turns: [Rotation.Clock]

    /// One member of a chain's step.
    private struct Link: Hashable, Sendable {
        let target: Target
        /// Whether it belongs to the same step as the link before.
        let isSameStep: Bool
    }

    /// Whom a member names, resolved; a rotation's people are in its order.
    private enum Target: Hashable, Sendable {
        case person(OnCallPerson)
        case rotation(Int, position: Int, people: [OnCallPerson?])
        case nobody
    }

    /// Makes a rota; ``problems()`` says whether it is sound.
    public init(
        zone: ZoneRules, people: [OnCallPerson], rotations: [Rotation] = [], overrides: [RotaOverride] = [],
        chains: [ChainName: [ChainStep]]
    ) {
        self.zone = zone
        self.people = people
        self.rotations = rotations
        self.overrides = overrides
        self.chains = chains
        peopleByID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
        rotationsByName = Dictionary(rotations.map { ($0.name, $0) }) { first, _ in first }
        turns = rotations.map(\.clock)
        links = ChainName.allCases.map { [peopleByID] in
            (chains[$0] ?? []).flatMap { step in
                step.members.enumerated().map { index, member in
                    Link(target: Self.target(of: member, rotations, peopleByID), isSameStep: index > 0)
                }
            }
        }
    }

    private static func target(
        of member: ChainMember, _ rotations: [Rotation], _ people: [String: OnCallPerson]
    ) -> Target {
        switch member {
        case .person(let id): return people[id].map { .person($0) } ?? .nobody
        case .rotation(let name, let position):
            guard let index = rotations.firstIndex(where: { $0.name == name }) else { return .nobody }
            return .rotation(index, position: position, people: rotations[index].people.map { people[$0] })
        }
    }

    /// The people of a chain at an instant, in order and each once; `unavailable` if there is nobody.
    public func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        let active = overrides.filter { $0.isActive(at: now) }
        let people =
            active.isEmpty
            ? order(of: links[chain.index], at: now) : order(of: chains[chain] ?? [], overrides: active, at: now)
        return people.isEmpty ? .unavailable : .people(people)
    }

    /// The people of a chain while no override holds: no name is looked up.
    private func order(of links: [Link], at now: Instant) -> OnCallChain {
        var order = OnCallChain()
        order.reserveCapacity(links.count)
        var (turning, turn) = (-1, Int?.none)
        // Whether the step at hand has somebody already, with whom the others are rung.
        var hasRung = false
        let wall = zone.wallSeconds(at: now)
        for link in links {
            if !link.isSameStep { hasRung = false }
            let person: OnCallPerson?
            switch link.target {
            case .nobody: person = nil
            case .person(let somebody): person = somebody
            case .rotation(let index, let position, let people):
                if index != turning {
                    turning = index
                    turn = turns[index].turn(atWall: wall) ?? rotations[index].turnOnDuty(at: now, in: zone)
                }
                person = turn.flatMap {
                    position < 0 || people.isEmpty
                        ? nil : people[($0 % people.count + position % people.count) % people.count]
                }
            }
            guard let person, !order.people.contains(where: { $0.id == person.id }) else { continue }
            order.append(person, together: hasRung)
            hasRung = true
        }
        return order
    }

    /// The people of some steps at an instant, in order and each once.
    ///
    /// - Parameter overrides: those that hold at that instant, in the order of the list.
    func order(of steps: [ChainStep], overrides: [RotaOverride], at now: Instant) -> OnCallChain {
        var order = OnCallChain()
        for step in steps {
            var hasRung = false
            for member in step.members {
                guard let id = id(of: member, overrides: overrides, at: now), let person = peopleByID[id],
                    !order.people.contains(where: { $0.id == id })
                else { continue }
                order.append(person, together: hasRung)
                hasRung = true
            }
        }
        return order
    }

    /// Whether somebody has that id.
    func knows(_ id: String) -> Bool { peopleByID[id] != nil }

    /// The rotation of that name.
    func rotation(named name: String) -> Rotation? { rotationsByName[name] }

    private func id(of member: ChainMember, overrides: [RotaOverride], at now: Instant) -> String? {
        switch member {
        case .person(let id): return id
        case .rotation(let name, let position):
            let scheduled = rotationsByName[name]?.person(at: position, now: now, in: zone)
            let override = overrides.last { $0.rotation == name && $0.matches(scheduled) }
            return override.map(\.person) ?? scheduled
        }
    }
}
