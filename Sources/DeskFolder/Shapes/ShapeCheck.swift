import Desk

/// Compares a file with its shape and reports everything that differs, in one go.
package struct ShapeCheck {
    private(set) var problems: [Problem] = []

    /// After this many problems of one file no more are looked for.
    private static let limit = 200

    /// Everything in a file that is not as its shape says.
    package static func problems(of root: YAMLNode, _ shape: Shape, named name: String) -> [Problem] {
        var check = ShapeCheck()
        check.check(root, shape, name: name, at: root.place)
        return check.problems
    }

    /// - Parameters:
    ///   - name: what the piece is, as it stands in messages: `'timeout'`, `an entry of 'prompts'`.
    ///   - place: where it is named, for what is missing in it.
    private mutating func check(_ node: YAMLNode, _ shape: Shape, name: String, at place: SourcePlace) {
        switch (shape, node.content) {
        case (.text(let kind), .scalar), (.either(let kind, _), .scalar): check(text: node, kind, shape, name: name)
        case (.either(_, let other), _) where other.takes(node): check(node, other, name: name, at: place)
        case (.list(let item, let count), .list(let items)):
            if !count.contains(items.count) {
                report(node.place, "\(name) has \(Self.count(items.count, "entry", "entries"))", Self.mend(count))
            }
            for child in items where problems.count < Self.limit {
                check(child, item, name: "an entry of \(name)", at: child.place)
            }
        case (.table(let key, let value, let count), .mapping(let entries)):
            // Of a closed set of keys there cannot be too many but unknown ones, which are reported themselves.
            if !count.contains(entries.count), !key.isClosed || entries.isEmpty {
                report(place, "\(name) has \(Self.count(entries.count, "entry", "entries"))", Self.mend(count))
            }
            for entry in entries where problems.count < Self.limit {
                check(key: entry, key, in: name)
                check(entry.value, value, name: "'\(entry.key)'", at: entry.place)
            }
        case (.record(let record), .mapping(let entries)): check(entries, record, name: name, at: place)
        case (_, .scalar) where node.isNull: report(node.place, "\(name) is empty", "write \(shape.words)")
        case (_, .scalar(let text, _)): report(node.place, "\(name) is '\(Self.short(text))'", "write \(shape.words)")
        default: report(node.place, "\(name) is \(node.kind)", "write \(shape.words)")
        }
    }

    private mutating func check(text node: YAMLNode, _ kind: TextKind, _ shape: Shape, name: String) {
        guard let text = node.text, !text.isEmpty else {
            return report(node.place, "\(name) is empty", "write \(shape.words)")
        }
        guard !kind.accepts(text) else { return }
        var mend = "write \(shape.words)"
        if case .choice(let words) = kind, let nearest = NearestName.nearest(to: text, among: words) {
            mend = "did you mean '\(nearest)'?"
        }
        // A secret is never repeated, not even a wrong one.
        let shown =
            switch kind {
            case .passcode: "\(name) is too short or too long"
            case .telephony(.secret): "\(name) is in clear, or in no place that is known"
            default: "\(name) is '\(Self.short(text))'"
            }
        report(node.place, shown, mend)
    }

    private mutating func check(key entry: YAMLNode.Entry, _ kind: TextKind, in name: String) {
        guard !kind.accepts(entry.key) else { return }
        var mend = "use \(kind.words)"
        if case .choice(let words) = kind { mend = NearestName.mend(entry.key, among: words) }
        report(entry.place, "'\(Self.short(entry.key))' cannot be a key of \(name)", mend)
    }

    private mutating func check(_ entries: [YAMLNode.Entry], _ record: RecordShape, name: String, at place: SourcePlace)
    {
        for entry in entries where problems.count < Self.limit {
            guard let field = record.field(entry.key) else {
                let mend = NearestName.mend(entry.key, among: record.fields.map(\.name))
                report(entry.place, "\(record.name) has no field '\(Self.short(entry.key))'", mend)
                continue
            }
            if !field.isRequired, entry.value.isNull { continue }
            check(entry.value, field.shape, name: "'\(field.name)'", at: entry.place)
        }
        let written = Set(entries.map(\.key))
        for field in record.fields where field.isRequired && !written.contains(field.name) {
            report(place, "\(record.name) has no '\(field.name)'", "add '\(field.name):' with \(field.shape.words)")
        }
        guard !record.oneOf.isEmpty else { return }
        let chosen = entries.filter { record.oneOf.contains($0.key) && !$0.value.isNull }
        let choices = record.oneOf.map { "'\($0)'" }.joined(separator: ", ")
        if chosen.isEmpty, entries.allSatisfy({ record.field($0.key) != nil }) {
            report(place, "\(record.name) says nothing of what it is", "add one of \(choices)")
        }
        for extra in chosen.dropFirst() {
            report(extra.place, "\(record.name) has both '\(chosen[0].key)' and '\(extra.key)'", "keep one of them")
        }
    }

    private mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }

    private static func mend(_ count: ClosedRange<Int>) -> String {
        if count.lowerBound == count.upperBound { return "give exactly \(count.lowerBound)" }
        return "give \(count.lowerBound) to \(count.upperBound)"
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        count == 0 ? "no \(many)" : "\(count) \(count == 1 ? one : many)"
    }

    private static func short(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return line.count > 60 ? line.prefix(57) + "…" : line
    }
}
