import Desk
import DeskFolder

/// The worlds of a desk that stories name, each read once.
struct WorldShelf {
    private let desk: DeskFolder
    private let hasher: any PasscodeHasher
    private var worlds: [String: Result<World, Problems>] = [:]

    init(_ desk: DeskFolder, hasher: any PasscodeHasher) {
        self.desk = desk
        self.hasher = hasher
    }

    /// The world in `worlds/NAME.yaml`.
    ///
    /// - Throws: everything that is wrong with its file.
    mutating func world(_ name: String) throws(Problems) -> World {
        if let known = worlds[name] { return try known.get() }
        let path = desk.path == "." ? "worlds/\(name).yaml" : "\(desk.path)/worlds/\(name).yaml"
        let result: Result<World, Problems>
        do throws(Problems) { result = .success(try desk.world(at: path, hasher: hasher)) } catch {
            result = .failure(error)
        }
        worlds[name] = result
        return try result.get()
    }

    /// A world that is written in a story.
    func world(in node: YAMLNode) -> (world: World?, problems: [Problem]) {
        WorldReader.read(node, policy: desk.policy, hasher: hasher)
    }
}
