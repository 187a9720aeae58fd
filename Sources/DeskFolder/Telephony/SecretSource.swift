import Desk

/// Where a password is: `env:NAME` or `file:PATH`.
///
/// A password in clear is refused: desk folders are copied, committed and shown to others, and the hash of `desk.yaml`
/// is recorded with every call.
public struct SecretSource: Hashable, Sendable, CustomStringConvertible {
    /// What holds it.
    public enum Location: Hashable, Sendable {
        /// An environment variable.
        case environment(String)
        /// A file, whose last line break does not count; a relative path is within the desk's folder.
        case file(String)
    }

    /// The longest password, in bytes.
    public static let limit = 1024

    /// What holds it.
    public let location: Location
    /// Where it is named.
    public let place: SourcePlace

    /// Names a source.
    public init(_ location: Location, at place: SourcePlace) {
        self.location = location
        self.place = place
    }

    /// Reads `env:NAME` or `file:PATH`; nothing for anything else, which may be a password.
    init?(_ text: String, at place: SourcePlace) {
        guard let location = Self.location(text) else { return nil }
        self.init(location, at: place)
    }

    /// What holds the secret, as it is written.
    public var description: String {
        switch location {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        }
    }

    static func location(_ text: String) -> Location? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        let rest = String(parts[1])
        switch parts[0] {
        case "env": return isVariable(rest) ? .environment(rest) : nil
        case "file": return rest.utf8.count <= 1024 && !rest.utf8.contains(where: { $0 < 0x20 }) ? .file(rest) : nil
        default: return nil
        }
    }

    private static func isVariable(_ name: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool {
            (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
        }
        guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 128 else { return false }
        return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    /// The secret.
    ///
    /// - Parameters:
    ///   - environment: the environment variables.
    ///   - folder: the desk's folder.
    /// - Throws: a problem that names the source and never what was found there.
    public func read(environment: [String: String], folder: String) throws(Problem) -> String {
        let text: String
        switch location {
        case .environment(let name):
            guard let value = environment[name] else {
                throw problem("there is no environment variable '\(name)'", "set it to the password")
            }
            text = value
        case .file(let path):
            text = try Self.withoutLineBreak(contents(of: path.hasPrefix("/") ? path : "\(folder)/\(path)"))
        }
        guard !text.isEmpty else { throw problem("the password is empty", "put the password there") }
        guard text.utf8.count <= Self.limit else {
            throw problem(
                "the password has \(text.utf8.count) bytes", "put a password of at most \(Self.limit) bytes there")
        }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw problem("the password has control characters or several lines", "put one line there")
        }
        return text
    }

    private func contents(of path: String) throws(Problem) -> String {
        let bytes: [UInt8]
        do throws(Problem) {
            bytes = try FileBytes.read(path, named: path)
        } catch {
            throw problem("the password's file cannot be used: \(error.message)", "make it readable for this user")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem("the password is no UTF-8", "save the file as UTF-8")
        }
        return text
    }

    private func problem(_ message: String, _ mend: String) -> Problem {
        Problem(place, "'\(self)': \(message)", mend: mend)
    }

    private static func withoutLineBreak(_ text: String) -> String {
        // A carriage return and a line feed are one Character.
        text.last?.isNewline == true ? String(text.dropLast()) : text
    }
}
