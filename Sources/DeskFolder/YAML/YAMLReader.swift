import Desk
import Yams

/// Reads the strict part of YAML in which desk folders are written.
///
/// Refused are anchors and aliases, tags, merge keys, keys that are no text, duplicate keys, several documents, and
/// nesting deeper than ``depthLimit``. Yams parses; it expands aliases by sharing, which is cheap, unless an alias is
/// part of a key, which it hashes. Files with more than a few possible aliases are refused before it sees them.
package struct YAMLReader {
    /// How deeply lists and mappings may be nested.
    static let depthLimit = 12
    /// How many things that look like aliases a file may have, be it in quotes: more could be a bomb in a key.
    static let aliasLimit = 12

    private let file: String
    private let text: String
    private var cursor: SourceCursor

    /// Reads a file.
    package static func read(_ bytes: [UInt8], file: String) throws(Problem) -> YAMLNode {
        let text = try YAMLText(bytes, file: file).text
        var reader = YAMLReader(file: file, text: text, cursor: SourceCursor(text))
        try reader.refuseBombs()
        guard let root = try reader.compose() else {
            throw Problem(SourcePlace(file: file), "the file is empty", mend: "fill it in or remove it")
        }
        return try reader.node(root, depth: 0)
    }

    private func compose() throws(Problem) -> Node? {
        do {
            return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw problem(error)
        } catch {
            throw Problem(SourcePlace(file: file), "this is no YAML", mend: "\(error)")
        }
    }

    private mutating func node(_ node: Node, depth: Int) throws(Problem) -> YAMLNode {
        let place = place(node.mark)
        try refuseProperties(at: place)
        switch node {
        case .scalar(let scalar):
            return YAMLNode(content: .scalar(scalar.string, isPlain: scalar.style == .plain), place: place)
        case .sequence(let sequence):
            try checkDepth(depth, at: place)
            var items: [YAMLNode] = []
            for item in sequence { items.append(try self.node(item, depth: depth + 1)) }
            return YAMLNode(content: .list(items), place: place)
        case .mapping(let mapping):
            try checkDepth(depth, at: place)
            var entries: [YAMLNode.Entry] = []
            for (key, value) in mapping { entries.append(try entry(key, value, depth: depth)) }
            return YAMLNode(content: .mapping(entries), place: place)
        case .alias: throw alias(at: place)
        }
    }

    private mutating func entry(_ key: Node, _ value: Node, depth: Int) throws(Problem) -> YAMLNode.Entry {
        let read = try node(key, depth: depth + 1)
        guard case .scalar(let name, let isPlain) = read.content, !read.isNull else {
            throw Problem(read.place, "a key is \(read.kind)", mend: "write a name before the colon")
        }
        if isPlain, name == "<<" {
            throw Problem(read.place, "merge keys ('<<') are not allowed", mend: "write the fields out")
        }
        return YAMLNode.Entry(key: name, place: read.place, value: try node(value, depth: depth + 1))
    }

    private func checkDepth(_ depth: Int, at place: SourcePlace) throws(Problem) {
        guard depth < Self.depthLimit else {
            throw Problem(place, "this is nested more than \(Self.depthLimit) deep", mend: "nest it less")
        }
    }

    /// A node that has an anchor or a tag begins with it.
    private mutating func refuseProperties(at place: SourcePlace) throws(Problem) {
        switch cursor.byte(line: place.line, column: place.column) {
        case UInt8(ascii: "&"): throw Problem(place, "anchors ('&') are not allowed", mend: "write the value out")
        case UInt8(ascii: "*"): throw alias(at: place)
        case UInt8(ascii: "!"): throw Problem(place, "tags ('!') are not allowed", mend: "remove it or use quotes")
        default: break
        }
    }

    private func alias(at place: SourcePlace) -> Problem {
        Problem(place, "aliases ('*') are not allowed", mend: "write the value out")
    }

    /// Looks for anchors and aliases without regard to quotes: a mark, then a name.
    ///
    /// A mark within a word is none.
    private mutating func refuseBombs() throws(Problem) {
        var (line, column, aliases) = (1, 0, 0)
        var anchor: SourcePlace?
        var mark: UInt8?
        var isInWord = false
        for scalar in text.unicodeScalars {
            column += 1
            if let mark, scalar.value > 0x20 {
                let place = SourcePlace(file: file, line: line, column: column - 1)
                if mark == UInt8(ascii: "*") { aliases += 1 } else if anchor == nil { anchor = place }
            }
            mark = !isInWord && (scalar == "&" || scalar == "*") ? UInt8(truncatingIfNeeded: scalar.value) : nil
            isInWord = Self.isInWord(scalar)
            if scalar == "\n" { (line, column) = (line + 1, 0) }
        }
        guard let anchor, aliases > Self.aliasLimit else { return }
        throw Problem(anchor, "anchors ('&') and aliases ('*') are not allowed", mend: "write the values out")
    }

    /// Letters and digits, and everything outside ASCII: what YAML takes for a part of plain text.
    private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }

    private func place(_ mark: Mark?) -> SourcePlace {
        SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    private func problem(_ error: YamlError) -> Problem {
        switch error {
        case .scanner(_, let text, let mark, _), .parser(_, let text, let mark, _):
            let mend = "look at the indentation, colons, brackets and quotes here and just before"
            return Problem(place(mark), "this is no YAML (\(text))", mend: mend)
        case .composer(_, let text, let mark, _):
            if text.contains("alias") { return alias(at: place(mark)) }
            return Problem(place(mark), "the file holds a second document", mend: "keep one, without '---' lines")
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let first = context.mark
            let again = SourceCursor.secondPlace(of: key, line: first.line, column: first.column, in: text)
            return Problem(
                SourcePlace(file: file, line: again.line, column: again.column),
                "the key '\(key)' is written twice", mend: "keep one of the two")
        default:
            return Problem(SourcePlace(file: file), "this is no YAML", mend: "\(error)")
        }
    }
}
