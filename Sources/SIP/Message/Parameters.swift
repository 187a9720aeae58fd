/// The parameters of a header or a URI, in order; names are compared without case (RFC 3261 §7.3.1, §19.1.1).
public struct Parameters: Hashable, Sendable {
    /// A name and, behind `=`, a value.
    public struct Item: Hashable, Sendable {
        /// The name as received or set.
        public let name: String
        /// The value without quotes, in a URI with its escapes; nil for a bare name.
        public let value: String?
        /// Whether the value is written in quotes.
        public let isQuoted: Bool
    }

    /// The parameters in order.
    public private(set) var items: [Item] = []

    /// Has no parameters yet.
    public init() {}

    /// How many there are.
    public var count: Int { items.count }
    /// Whether there are none.
    public var isEmpty: Bool { items.isEmpty }

    /// Whether one has this name, with or without a value.
    public func contains(_ name: String) -> Bool {
        items.contains { Ascii.equalIgnoringCase($0.name, name) }
    }

    /// The value of the first one of this name.
    ///
    /// Reading gives nil for a missing parameter, and for one without a value. Writing replaces the first in place or
    /// appends; writing nil removes all of the name.
    public subscript(_ name: String) -> String? {
        get { items.first { Ascii.equalIgnoringCase($0.name, name) }?.value }
        set {
            guard let newValue else { return remove(name) }
            set(name, newValue)
        }
    }

    /// Sets a parameter, in its place if there is one of the name.
    /// - Parameter isQuoted: whether the value is written in quotes even where a token would do.
    public mutating func set(_ name: String, _ value: String?, isQuoted: Bool = false) {
        let item = Item(name: name, value: value, isQuoted: isQuoted)
        if let index = items.firstIndex(where: { Ascii.equalIgnoringCase($0.name, name) }) {
            items[index] = item
        } else {
            items.append(item)
        }
    }

    /// Adds a parameter at the end, whether or not there is one of the name.
    public mutating func append(_ name: String, _ value: String? = nil, isQuoted: Bool = false) {
        items.append(Item(name: name, value: value, isQuoted: isQuoted))
    }

    /// Removes all parameters of a name.
    public mutating func remove(_ name: String) {
        items.removeAll { Ascii.equalIgnoringCase($0.name, name) }
    }

    /// The parameters of a header as text, each with its semicolon; values that need quotes get them.
    var headerText: String {
        items.reduce(into: "") { text, item in
            text += ";" + QuotedString.token(item.name)
            guard let value = item.value else { return }
            let isPlain = !value.isEmpty && value.utf8.allSatisfy { ByteSet.parameterValue.contains($0) }
            text += "=" + (isPlain && !item.isQuoted ? value : QuotedString.quote(value))
        }
    }

    /// The parameters of a URI as text, each with its semicolon; what a URI cannot hold is escaped.
    var uriText: String {
        items.reduce(into: "") { text, item in
            text += ";" + Escaping.escape(item.name, allowed: .uriParameter, keepsEscapes: true)
            guard let value = item.value else { return }
            text += "=" + Escaping.escape(value, allowed: .uriParameter, keepsEscapes: true)
        }
    }
}

extension Parameters {
    /// Decodes what was found well-formed in a header, from the first semicolon on.
    init(header bytes: [UInt8], _ start: Int, _ end: Int) {
        var index = start
        let span = bytes.span
        while let layout = (try? Scan.parameter(span, &index, end)) ?? nil {
            let value = layout.value.map {
                layout.isQuoted ? QuotedString.unquote(bytes[$0]) : Decoding.text(bytes[$0])
            }
            append(Decoding.text(bytes[layout.name]), value, isQuoted: layout.isQuoted)
        }
    }

    /// Decodes what was found well-formed in a URI: pairs between separators.
    init(uri bytes: ArraySlice<UInt8>, separator: UInt8) {
        for part in bytes.split(separator: separator) {
            let equals = part.firstIndex(of: Ascii.equals)
            append(
                Decoding.text(part[..<(equals ?? part.endIndex)]),
                equals.map { Decoding.text(part[($0 + 1)...]) })
        }
    }
}
