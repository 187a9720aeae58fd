import CallFlow
import Desk
import DeskFolder
import Ledger

/// Turns a scenario's file into a scenario, and reports everything that is wrong with it in one go.
struct ScenarioReader {
    let root: YAMLNode
    let name: String
    let hash: String
    let desk: DrillDesk
    let worlds: WorldLookup
    private(set) var problems: [Problem] = []

    /// Finds a world by name; nothing if there is none, with the names that there are.
    struct WorldLookup {
        let names: [String]
        let read: (String) throws(Problem) -> YAMLNode
    }

    init(_ root: YAMLNode, name: String, hash: String, desk: DrillDesk, worlds: WorldLookup) {
        self.root = root
        self.name = name
        self.hash = hash
        self.desk = desk
        self.worlds = worlds
    }

    mutating func report(_ place: SourcePlace?, _ message: String, _ mend: String) {
        problems.append(Problem(place ?? root.place, message, mend: mend))
    }

    /// The scenario, or nothing if there are problems.
    mutating func read() -> Scenario? {
        problems = ShapeCheck.problems(of: root, .record(ScenarioShapes.scenario), named: "the file")
        guard problems.isEmpty, let world = world() else { return nil }
        guard let start = root.instant("at", in: desk.policy.zone) ?? world.at else {
            report(root["world"]?.place, "the drill has no time", "add 'at:', here or in the world")
            return nil
        }
        guard let part = part(), let title = text("title"), let briefing = text("briefing"),
            let truth = truth(), let limit = root.duration("limit")
        else { return nil }
        let scenario = Scenario(
            name: name, hash: hash, title: title, level: root.integer("level") ?? 1, briefing: briefing,
            goals: (root["goals"]?.items ?? []).compactMap(words), debrief: text("debrief"), limit: limit, start: start,
            world: world, truth: truth, facts: items("facts").compactMap(fact),
            injects: items("injects").compactMap(inject), hints: items("hints").compactMap(hint), part: part,
            rubric: items("rubric").compactMap(line), passMark: root.integer("pass") ?? 0,
            solution: items("solution").compactMap(\.text), mistakes: items("mistakes").compactMap(mistake))
        checkReferences(scenario)
        checkTruth(scenario)
        checkExpectation(scenario)
        return problems.isEmpty ? scenario : nil
    }

    // MARK: Pieces

    func items(_ key: String) -> [YAMLNode] { root[key]?.items ?? [] }

    private func text(_ key: String) -> LocalText? { root[key].flatMap(words) }

    func words(_ node: YAMLNode) -> LocalText? {
        guard let french = node["fr"]?.text, let english = node["en"]?.text else { return nil }
        return LocalText(french, english)
    }

    func names(_ node: YAMLNode, _ key: String) -> [String] { node[key]?.items.compactMap(\.text) ?? [] }

    private mutating func world() -> World? {
        guard let node = root["world"] else { return nil }
        var file = node
        if let name = node.text {
            guard worlds.names.contains(name) else {
                report(node.place, "there is no world '\(name)'", NearestName.mend(name, among: worlds.names))
                return nil
            }
            do throws(Problem) { file = try worlds.read(name) } catch {
                problems.append(error)
                return nil
            }
        }
        let result = WorldReader.read(file, policy: desk.policy, hasher: desk.hasher)
        problems += result.problems
        return result.world
    }

    private func truth() -> Truth? {
        guard let node = root["truth"], let number = node.choice("number", NumberRole.self),
            let nature = node.choice("nature", Truth.Nature.self)
        else { return nil }
        return Truth(
            number: number, from: node.phone("from"), client: node["client"]?.text.flatMap { ClientNumber($0) },
            contact: node["contact"]?.text, passcode: node["passcode"]?.text.flatMap(Passcode.keys),
            isUrgent: node.boolean("urgent") ?? false, isSerious: node.boolean("serious") ?? false, nature: nature,
            testedSites: node.boolean("sites") ?? false)
    }

    private func fact(_ node: YAMLNode) -> Scenario.Fact? {
        guard let id = node["id"]?.text, let title = node["title"].flatMap(words), let text = words(node) else {
            return nil
        }
        return .init(
            id: id, title: title, text: text, needs: names(node, "needs"), locked: node["locked"].flatMap(words))
    }

    private func inject(_ node: YAMLNode) -> Scenario.Inject? {
        guard let id = node["id"]?.text, let text = words(node) else { return nil }
        let time: Scenario.Inject.Time
        if let deed = node["after"]?.text {
            time = .after(deed, node.duration("delay") ?? .zero)
        } else {
            time = .at(node.duration("at") ?? .zero)
        }
        let published = node["publishes"].flatMap { bulletin -> Scenario.Inject.Published? in
            guard let id = bulletin["id"]?.text, let title = bulletin["title"]?.text else { return nil }
            let covers = names(bulletin, "covers").map { word -> Bulletin.Scope in
                word == "all" ? .all : word == "network" ? .network : .service(word)
            }
            return .init(id: id, title: title, covers: covers)
        }
        return .init(
            id: id, time: time, unless: names(node, "unless"), text: text, isSaid: node.boolean("said") ?? false,
            answers: node["answers"]?.text, publishes: published,
            fails: names(node, "fails").compactMap(Store.init(rawValue:)),
            change: .init(isUrgent: node.boolean("urgent"), isSerious: node.boolean("serious")))
    }

    private func hint(_ node: YAMLNode) -> Scenario.Hint? {
        words(node).map { .init(until: node["until"]?.text, rule: node["rule"]?.text, text: $0) }
    }

    private func line(_ node: YAMLNode) -> RubricLine? {
        guard let id = node["id"]?.text, let points = node.integer("points"), let text = words(node) else { return nil }
        return RubricLine(
            id: id, rule: node["rule"]?.text, points: points, done: names(node, "done"), any: names(node, "any"),
            never: names(node, "never"), before: node["before"]?.text, after: node["after"]?.text,
            within: node.duration("within"), text: text)
    }

    private func mistake(_ node: YAMLNode) -> Mistake? {
        words(node).map { Mistake(text: $0, play: names(node, "play"), loses: names(node, "loses")) }
    }
}
