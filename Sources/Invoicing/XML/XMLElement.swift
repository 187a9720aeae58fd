/// A piece of an XML document to be written.
///
/// Documents are small and their shape is fixed in code, so a tree is simpler than a stream. Nothing is read here.
struct XMLElement: Hashable, Sendable {
    private enum Content: Hashable, Sendable {
        case text(String)
        case children([XMLElement])
    }

    private let name: String
    private let attributes: [Attribute]
    private let content: Content

    private struct Attribute: Hashable, Sendable {
        let name: String
        let value: String
    }

    private init(_ name: String, _ attributes: KeyValuePairs<String, String>, _ content: Content) {
        self.name = name
        self.attributes = attributes.map { Attribute(name: $0.key, value: $0.value) }
        self.content = content
    }

    /// An element with text; nothing if the text is nil or blank, since an invoice has no empty elements.
    static func text(_ name: String, _ text: String?, _ attributes: KeyValuePairs<String, String> = [:]) -> XMLElement?
    {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return XMLElement(name, attributes, .text(text))
    }

    /// An element with others; nothing if there are none.
    static func group(_ name: String, _ children: [XMLElement?]) -> XMLElement? {
        let children = children.compactMap(\.self)
        return children.isEmpty ? nil : XMLElement(name, [:], .children(children))
    }

    /// An element that stands even if nothing is in it.
    static func always(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [XMLElement?]
    ) -> XMLElement {
        XMLElement(name, attributes, .children(children.compactMap(\.self)))
    }

    /// The element as a document in UTF-8, indented by two spaces; the same for equal elements.
    var document: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(to: &text, indent: "")
        return text
    }

    private func write(to text: inout String, indent: String) {
        text += "\(indent)<\(name)"
        for attribute in attributes {
            text += " \(attribute.name)=\"\(XMLText.escaped(attribute.value, inAttribute: true))\""
        }
        switch content {
        case .children(let children) where children.isEmpty: text += "/>\n"
        case .text(let content): text += ">\(XMLText.escaped(content, inAttribute: false))</\(name)>\n"
        case .children(let children):
            text += ">\n"
            for child in children { child.write(to: &text, indent: indent + "  ") }
            text += "\(indent)</\(name)>\n"
        }
    }
}

/// Text as XML 1.0 carries it.
enum XMLText {
    /// The text with what has a meaning in XML escaped (§2.4), and each character that XML cannot carry (§2.2) as U+FFFD.
    ///
    /// A carriage return would be read as a line feed (§2.11), and blanks of an attribute as spaces (§3.3.3), were they not
    /// references.
    static func escaped(_ text: String, inAttribute: Bool) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;".unicodeScalars
            case "<": escaped += "&lt;".unicodeScalars
            case ">": escaped += "&gt;".unicodeScalars
            case "\"" where inAttribute: escaped += "&quot;".unicodeScalars
            case "\r": escaped += "&#13;".unicodeScalars
            case "\n" where inAttribute: escaped += "&#10;".unicodeScalars
            case "\t" where inAttribute: escaped += "&#9;".unicodeScalars
            default: escaped.append(isCharacter(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(escaped)
    }

    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
