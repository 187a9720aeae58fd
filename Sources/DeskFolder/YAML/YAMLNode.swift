import Desk

/// A piece of a YAML file and where it stands: text, a list, or a mapping from text to pieces.
///
/// Every scalar is text: what `yes`, `08:00` or `1.0` means is decided by the field in which it stands.
package struct YAMLNode: Hashable, Sendable {
    package let content: Content
    package let place: SourcePlace

    package enum Content: Hashable, Sendable {
        /// Text; a plain one is written without quotes.
        case scalar(String, isPlain: Bool)
        case list([YAMLNode])
        case mapping([Entry])
    }

    package struct Entry: Hashable, Sendable {
        package let key: String
        package let place: SourcePlace
        package let value: YAMLNode
    }

    /// Whether nothing is written: an empty value, `null` or `~` without quotes.
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "null" || text == "~"
    }

    /// The text, unless it is a list, a mapping or nothing.
    package var text: String? {
        guard case .scalar(let text, _) = content, !isNull else { return nil }
        return text
    }

    /// The items of a list; none for anything else.
    package var items: [YAMLNode] { if case .list(let items) = content { items } else { [] } }

    /// The entries of a mapping in their order; none for anything else.
    package var entries: [Entry] { if case .mapping(let entries) = content { entries } else { [] } }

    /// The value of a key, unless there is none or it is null.
    package subscript(key: String) -> YAMLNode? {
        entries.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0.value }
    }

    /// What it is, in words.
    package var kind: String {
        switch content {
        case .scalar: isNull ? "empty" : "text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
