/// What a piece of a file may look like: the one table from which files are checked and the JSON Schemas are written.
package indirect enum Shape: Sendable {
    /// Text of some kind.
    case text(TextKind)
    /// A list of pieces of one shape.
    case list(Shape, count: ClosedRange<Int>)
    /// A mapping whose keys are free.
    case table(key: TextKind, value: Shape, count: ClosedRange<Int>)
    /// A mapping with known fields.
    case record(RecordShape)
    /// Text, or else something that is no text.
    case either(TextKind, Shape)

    /// Whether a piece is of the same kind: text, list or mapping.
    func takes(_ node: YAMLNode) -> Bool {
        switch (self, node.content) {
        case (.text, .scalar), (.either, .scalar), (.list, .list), (.table, .mapping), (.record, .mapping): true
        case (.either(_, let other), _): other.takes(node)
        default: false
        }
    }

    /// What is expected, in words.
    var words: String {
        switch self {
        case .text(let kind): kind.words
        case .list(let item, _): "a list, each \(item.words)"
        case .table: "a mapping"
        case .record(let record): "a mapping with \(record.exampleFields)"
        case .either(let kind, let other): "\(kind.words), or \(other.words)"
        }
    }
}

/// A mapping with known fields.
package struct RecordShape: Sendable {
    /// What the mapping describes, as it is named in messages.
    package let name: String
    /// The fields in the order in which they are usually written.
    let fields: [FieldShape]
    /// Fields of which exactly one must be written; none if empty.
    let oneOf: [String]

    package init(_ name: String, oneOf: [String] = [], _ fields: [FieldShape]) {
        self.name = name
        self.fields = fields
        self.oneOf = oneOf
    }

    func field(_ name: String) -> FieldShape? { fields.first { $0.name == name } }

    /// The fields that must be written, or the first two.
    var exampleFields: String {
        let required = fields.filter(\.isRequired).map(\.name) + oneOf.prefix(1)
        return (required.isEmpty ? fields.prefix(2).map(\.name) : required).map { "'\($0)'" }.joined(separator: ", ")
    }
}

/// One field of a mapping.
package struct FieldShape: Sendable {
    package let name: String
    let shape: Shape
    let isRequired: Bool
    /// What the field says, for whoever edits the file.
    let note: String

    /// A field that must be written.
    package static func required(_ name: String, _ shape: Shape, _ note: String) -> FieldShape {
        FieldShape(name: name, shape: shape, isRequired: true, note: note)
    }

    /// A field that may be left out or null.
    package static func optional(_ name: String, _ shape: Shape, _ note: String) -> FieldShape {
        FieldShape(name: name, shape: shape, isRequired: false, note: note)
    }
}
