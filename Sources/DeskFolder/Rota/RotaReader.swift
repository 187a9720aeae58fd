import Desk

/// Turns `rota.yaml` into the rota.
struct RotaReader {
    private let root: YAMLNode
    private let zone: ZoneRules
    private var problems: [Problem] = []

    static func read(_ root: YAMLNode, zone: ZoneRules) -> (rota: Rota?, problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(RotaShapes.rota), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var reader = RotaReader(root: root, zone: zone)
        let rota = reader.rota()
        return (reader.problems.isEmpty ? rota : nil, reader.problems)
    }

    private init(root: YAMLNode, zone: ZoneRules) {
        self.root = root
        self.zone = zone
    }

    private mutating func report(_ place: SourcePlace?, _ message: String, _ mend: String) {
        problems.append(Problem(place ?? root.place, message, mend: mend))
    }

    private mutating func rota() -> Rota {
        var rotations: [Rotation] = []
        for node in root["rotations"]?.items ?? [] {
            if let rotation = rotation(node) { rotations.append(rotation) }
        }
        var chains: [ChainName: [ChainStep]] = [:]
        for entry in root["chains"]?.entries ?? [] {
            guard let name = ChainName(rawValue: entry.key) else { continue }
            for item in entry.value.items {
                if let step = step(item) { chains[name, default: []].append(step) }
            }
        }
        let rota = Rota(
            zone: zone, people: (root["people"]?.items ?? []).compactMap(PeopleShapes.read), rotations: rotations,
            overrides: (root["overrides"]?.items ?? []).compactMap(override), chains: chains)
        // The rota counts the same entries as the file only if none was left out.
        guard problems.isEmpty else { return rota }
        for problem in rota.problems() {
            let parts = problem.description.split(separator: ": ", maxSplits: 1).map(String.init)
            report(place(of: problem), parts[0], parts.count > 1 ? parts[1] : "mend it")
        }
        return rota
    }

    private mutating func rotation(_ node: YAMLNode) -> Rotation? {
        guard let name = node["id"]?.text, let shift = shift(node["shift"]), let from = node.date("from"),
            let at = node["handover"]?.time("at")
        else { return nil }
        if let day = node["handover"]?.choice("day", Weekday.self), from.weekday != day {
            let next = (1...6).map(from.adding).first { $0.weekday == day } ?? from
            report(
                node["from"]?.place,
                "\(Timestamp.format(from)) is a \(from.weekday.rawValue), but the handover is on a \(day.rawValue)",
                "begin on \(Timestamp.format(next)), or change the day")
        }
        if let day = node["handover"]?["day"] {
            if case .weeks = shift {
            } else {
                report(day.place, "'day' is given for a shift that is no whole number of weeks", "remove it")
            }
        }
        let days = (node["days"]?.items ?? []).compactMap { $0.text.flatMap(Weekday.init(rawValue:)) }
        var window: DutyWindow?
        if let part = node["window"], let opens = part.time("from"), let closes = part.time("until") {
            window = DutyWindow(opens: opens, closes: closes)
        }
        return Rotation(
            name: name, people: (node["people"]?.items ?? []).compactMap(\.text), shift: shift, starts: from,
            handover: at, ends: node.date("until"), window: window,
            weekdays: Set(days.isEmpty ? Weekday.allCases : days))
    }

    private mutating func shift(_ node: YAMLNode?) -> ShiftLength? {
        guard let node, let duration = node.text.flatMap(DurationText.parse) else { return nil }
        let (hours, rest) = duration.milliseconds.quotientAndRemainder(dividingBy: 3_600_000)
        guard rest == 0 else {
            report(
                node.place, "'shift' is '\(node.text ?? "")'",
                "choose whole hours, days or weeks, such as 12h, 1d or 1w")
            return nil
        }
        if hours % 168 == 0 { return .weeks(Int(hours / 168)) }
        return hours % 24 == 0 ? .days(Int(hours / 24)) : .hours(Int(hours))
    }

    private mutating func step(_ node: YAMLNode) -> ChainStep? {
        guard let together = node["together"] else {
            return member(node).map { .together([$0]) }
        }
        if let position = node["position"] {
            report(
                position.place, "'position' is given for several people", "write it beside the rotation it belongs to")
        }
        var members: [ChainMember] = []
        for item in together.items {
            if let member = member(item) { members.append(member) }
        }
        return .together(members)
    }

    private mutating func member(_ node: YAMLNode) -> ChainMember? {
        if let person = node["person"]?.text {
            if let position = node["position"] {
                report(position.place, "'position' is given for a person", "remove it: it belongs to a rotation")
            }
            return .person(person)
        }
        return node["rotation"]?.text.map { .rotation($0, position: node.integer("position") ?? 0) }
    }

    private func override(_ node: YAMLNode) -> RotaOverride? {
        guard let rotation = node["rotation"]?.text, let from = node.instant("from", in: zone),
            let until = node.instant("until", in: zone)
        else { return nil }
        return RotaOverride(
            rotation: rotation, from: from, until: until, replaces: node["replaces"]?.text, person: node["person"]?.text
        )
    }

    /// Where a problem is: at the very name that is at fault, if it is one.
    private func place(of problem: RotaProblem) -> SourcePlace? {
        let part = part(problem.place)
        let fault: SourcePlace? =
            switch problem.defect {
            case .duplicatePerson, .duplicateRotation: part?["id"]?.place
            case .unknownPerson(let id):
                part.flatMap { Self.find(id, in: $0, under: ["people", "replaces", "person"]) }
            case .unknownRotation: part?["rotation"]?.place
            case .shiftLength: part?["shift"]?.place
            case .endsBeforeItBegins: part?["until"]?.place
            case .position: part?["position"]?.place
            case .emptyRotation, .noWeekdays, .emptyChain, .emptyStep, .tooMany: nil
            }
        return fault ?? part?.place
    }

    private func part(_ place: RotaProblem.Place) -> YAMLNode? {
        func item(_ list: YAMLNode?, _ index: Int) -> YAMLNode? {
            let items = list?.items ?? []
            return items.indices.contains(index) ? items[index] : nil
        }
        return switch place {
        case .rota: root
        case .person(let index): item(root["people"], index)
        case .rotation(let index): item(root["rotations"], index)
        case .override(let index): item(root["overrides"], index)
        case .chain(let name): root["chains"]?[name.rawValue]
        case .step(let name, let index): item(root["chains"]?[name.rawValue], index)
        case .member(let name, let step, let index):
            item(item(root["chains"]?[name.rawValue], step)?["together"], index)
        }
    }

    private static func find(_ text: String, in node: YAMLNode, under keys: [String]) -> SourcePlace? {
        let candidates = keys.compactMap { node[$0] }.flatMap { $0.text == nil ? $0.items : [$0] }
        return candidates.first { $0.text == text }?.place
    }
}
