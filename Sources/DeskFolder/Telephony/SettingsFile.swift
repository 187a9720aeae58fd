import Desk

/// A YAML file of settings of a server: names, each with a value, a list of values, or names of its own.
///
/// It is read as strictly as the other files of a desk. What the names mean, the reader of the settings knows.
public struct SettingsFile: Hashable, Sendable {
    /// One setting.
    public struct Entry: Hashable, Sendable {
        /// The names from the outermost to the innermost, with hyphens in place of underscores.
        public let key: [String]
        /// The value, or the values of a list.
        public let values: [String]
        /// Where the value stands.
        public let place: SourcePlace
    }

    /// The file's usual name, in the desk's folder.
    public static let name = "server.yaml"
    /// How deeply names may be nested.
    static let depthLimit = 3

    /// The settings in the order of the file.
    public let entries: [Entry]

    /// Reads a file.
    ///
    /// - Throws: a problem if it cannot be read, or is no such file.
    public static func load(at path: String) throws(Problem) -> SettingsFile {
        SettingsFile(entries: try entries(of: YAMLReader.read(try FileBytes.read(path, named: path), file: path)))
    }

    /// Reads a text that stands for a file.
    public static func read(_ text: String, file: String) throws(Problem) -> SettingsFile {
        SettingsFile(entries: try entries(of: YAMLReader.read(Array(text.utf8), file: file)))
    }

    private static func entries(of root: YAMLNode) throws(Problem) -> [Entry] {
        var entries: [Entry] = []
        var open: [(key: [String], node: YAMLNode)] = [([], root)]
        while let next = open.popLast() {
            guard !next.key.isEmpty else {
                guard case .mapping(let children) = next.node.content else {
                    throw Problem(
                        next.node.place, "the file is \(next.node.kind)", mend: "write settings, 'name: value'")
                }
                open += children.reversed().map { (names($0.key), $0.value) }
                continue
            }
            if next.node.isNull { continue }
            switch next.node.content {
            case .scalar(let text, _):
                entries.append(Entry(key: next.key, values: [text], place: next.node.place))
            case .list(let items):
                entries.append(Entry(key: next.key, values: try texts(items), place: next.node.place))
            case .mapping(let children):
                guard next.key.count < depthLimit else {
                    throw Problem(next.node.place, "settings are nested too deeply", mend: "look at the indentation")
                }
                open += children.reversed().map { (next.key + names($0.key), $0.value) }
            }
        }
        return entries
    }

    private static func names(_ key: String) -> [String] { [key.replacing("_", with: "-")] }

    private static func texts(_ items: [YAMLNode]) throws(Problem) -> [String] {
        var texts: [String] = []
        for item in items {
            guard let text = item.text else {
                throw Problem(item.place, "an entry of the list is \(item.kind)", mend: "write one value")
            }
            texts.append(text)
        }
        return texts
    }
}
