/// Why a URI or the value of a header could not be read.
public struct SIPError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: String, Hashable, Sendable {
        /// The scheme of a URI is missing or not a scheme.
        case scheme = "no scheme"
        /// A user part or password is empty or holds a character that must be escaped.
        case user = "bad user part"
        /// A host is missing or not a host name or an address.
        case host = "bad host"
        /// A port is not a number from 0 to 65535.
        case port = "bad port"
        /// A parameter has no name, or a value that is none.
        case parameter = "bad parameter"
        /// A header of a URI is none (RFC 3261 §19.1.1).
        case uriHeader = "bad header in a URI"
        /// A `%` is not followed by two hexadecimal digits.
        case escape = "bad escape"
        /// A quoted string does not end.
        case quotedString = "quoted string without an end"
        /// A `<` without its `>`, or the other way round.
        case angleBracket = "unpaired angle bracket"
        /// A URI with `?` or `,` that stands without angle brackets (RFC 3261 §20).
        case bareURI = "URI that needs angle brackets"
        /// A token is empty or holds another character.
        case token = "bad token"
        /// A number is missing, has other characters, or is too large.
        case number = "bad number"
        /// Something follows where the value should end.
        case trailing = "text after the end"
    }

    /// What is wrong.
    public let problem: Problem
    /// The offending text, at most 60 characters of it; control characters are escaped.
    public let text: String
    /// Where in the text the problem was seen, in bytes.
    public let offset: Int

    init(_ flaw: Flaw, in bytes: ArraySlice<UInt8>) {
        problem = flaw.problem
        text = Self.printable(bytes)
        offset = flaw.offset - bytes.startIndex
    }

    /// One line for a log.
    public var description: String {
        "\(problem.rawValue) at byte \(offset) of \"\(text)\""
    }

    /// Text from outside as it may stand in a log: short, on one line, without control characters.
    static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: bytes.prefix(60), as: UTF8.self).unicodeScalars {
            text += isPrintable(scalar) ? String(scalar) : scalar.escaped(asASCII: true)
        }
        return bytes.count > 60 ? text + "…" : text
    }

    /// Neither a control character, nor one that ends a line or turns its direction.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

/// A problem and the index of the byte where it was seen, as the scanners throw it.
struct Flaw: Error {
    let problem: SIPError.Problem
    let offset: Int

    init(_ problem: SIPError.Problem, _ offset: Int) {
        (self.problem, self.offset) = (problem, offset)
    }
}
