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
    }

    /// The people of a chain at an instant, in order and each once; `unavailable` if there is nobody.
    public func people(in chain: ChainName, at now: Instant) -> ChainAnswer {
        let people = order(of: chains[chain] ?? [], overrides: overrides.filter { $0.isActive(at: now) }, at: now)
        return people.isEmpty ? .unavailable : .people(people)
    }

    /// The people of some steps at an instant, in order and each once.
    ///
    /// - Parameter overrides: those that hold at that instant, in the order of the list.
    func order(of steps: [ChainStep], overrides: [RotaOverride], at now: Instant) -> [OnCallPerson] {
        var order: [OnCallPerson] = []
        for step in steps {
            guard let id = id(of: step, overrides: overrides, at: now), let person = peopleByID[id],
                !order.contains(where: { $0.id == id })
            else { continue }
            order.append(person)
        }
        return order
    }

    /// Whether somebody has that id.
    func knows(_ id: String) -> Bool { peopleByID[id] != nil }

    /// The rotation of that name.
    func rotation(named name: String) -> Rotation? { rotationsByName[name] }

    private func id(of step: ChainStep, overrides: [RotaOverride], at now: Instant) -> String? {
        switch step {
        case .person(let id): return id
        case .rotation(let name, let position):
            let scheduled = rotationsByName[name]?.person(at: position, now: now, in: zone)
            let override = overrides.last { $0.rotation == name && $0.matches(scheduled) }
            return override.map(\.person) ?? scheduled
        }
    }
}
