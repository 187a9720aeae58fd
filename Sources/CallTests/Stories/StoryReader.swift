import CallFlow
import Desk
import DeskFolder

/// Turns a file of stories into stories, and refuses those that cannot mean anything.
struct StoryReader {
    private let root: YAMLNode
    private let fileName: String
    private let terms: DeskTerms
    private var shelf: WorldShelf
    private(set) var problems: [Problem] = []

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - fileName: the file's name without its ending, which begins the names of its stories.
    ///   - shelf: the desk's worlds; comes back with those that were read.
    static func read(
        _ root: YAMLNode, named fileName: String, terms: DeskTerms, shelf: inout WorldShelf
    ) -> (stories: [Story], problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(StoryShapes.file), named: "the file")
        guard problems.isEmpty else { return ([], problems) }
        var reader = StoryReader(root: root, fileName: fileName, terms: terms, shelf: shelf)
        let stories = (root["stories"]?.entries ?? []).compactMap { reader.story($0) }
        shelf = reader.shelf
        return (reader.problems.isEmpty ? stories : [], reader.problems)
    }

    private init(root: YAMLNode, fileName: String, terms: DeskTerms, shelf: WorldShelf) {
        self.root = root
        self.fileName = fileName
        self.terms = terms
        self.shelf = shelf
    }

    private mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    // MARK: Stories

    private mutating func story(_ entry: YAMLNode.Entry) -> Story? {
        let node = entry.value
        guard let world = world(of: entry) else { return nil }
        let nodes = node["call"].map { [$0] } ?? node["calls"]?.items ?? []
        var calls: [StoryCall] = []
        for (index, callNode) in nodes.enumerated() {
            guard let moment = moment(of: callNode, index: index, story: node, world: world.world, before: calls.last)
            else { continue }
            var reader = StoryCallReader(callNode, terms: terms)
            let call = reader.call(at: moment)
            problems += reader.problems
            if let call { calls.append(call) }
        }
        if calls.count == nodes.count, !calls.contains(where: { $0.canFail }) {
            report(
                entry.place, "the story '\(entry.key)' expects nothing, so that it could never fail",
                "add 'expect:' to a call, or something to hear")
        }
        let rules = (node["rules"] ?? root["rules"])?.items.compactMap(\.text) ?? []
        return Story(
            name: "\(fileName)/\(entry.key)", title: node["title"]?.text ?? entry.key, rules: rules, world: world,
            calls: calls, place: entry.place)
    }

    private mutating func world(of entry: YAMLNode.Entry) -> StoryWorld? {
        guard let node = entry.value["world"] ?? root["world"] else {
            report(entry.place, "the story '\(entry.key)' has no world", "add 'world:' to it or to the file")
            return nil
        }
        guard let name = node.text else {
            let (world, found) = shelf.world(in: node)
            problems += found
            let isOwn = entry.value["world"] != nil
            return world.map { StoryWorld(name: isOwn ? "\(fileName)/\(entry.key)" : fileName, world: $0) }
        }
        do throws(Problems) {
            return StoryWorld(name: name, world: try shelf.world(name))
        } catch {
            report(node.place, "the world '\(name)' cannot be used", "mend or add worlds/\(name).yaml")
            problems += error.all
            return nil
        }
    }

    private mutating func moment(
        of call: YAMLNode, index: Int, story: YAMLNode, world: World, before: StoryCall?
    ) -> StoryCall.Moment? {
        let at = call.instant("at", in: terms.zone)
        if let after = call["after"] {
            if index == 0 {
                report(after.place, "the first call of a story comes after none", "write 'at:', or leave it out")
                return nil
            }
            if at != nil {
                report(after.place, "a call has both 'at' and 'after'", "keep one of them")
                return nil
            }
            return .after(call.duration("after") ?? .zero)
        }
        guard index > 0 else {
            if at != nil, let both = story["at"] {
                report(both.place, "the story and its first call both say 'at'", "keep one of them")
            }
            guard let first = at ?? story.instant("at", in: terms.zone) ?? world.at else {
                report(story.place, "neither the story nor its world says when it is", "add 'at:'")
                return nil
            }
            return .at(first)
        }
        guard let at else {
            report(call.place, "a further call says neither 'at' nor 'after'", "add 'after: 5m', or a time")
            return nil
        }
        if case .at(let earlier) = before?.moment, at <= earlier, let place = call["at"]?.place {
            report(place, "the call is not later than the one before it", "write them in their order")
        }
        return .at(at)
    }
}

extension StoryCall {
    /// Whether there is anything in it that could turn out otherwise.
    var canFail: Bool {
        !expected.isEmpty || actions.contains { if case .hear = $0.kind { true } else { false } }
    }
}
