import Desk

/// Where the value of a setting comes from.
public enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
    /// A flag of the command line.
    case flag(String)
    /// An environment variable.
    case variable(String)
    /// The settings file.
    case file(SourcePlace)
    /// The default of this program.
    case standard

    /// The flag, the variable, `file:line:column`, or `default`.
    public var description: String {
        switch self {
        case .flag(let flag): flag
        case .variable(let name): name
        case .file(let place): place.description
        case .standard: "default"
        }
    }

    /// The kind of source: `flag`, `environment`, `file` or `default`.
    public var kind: String {
        switch self {
        case .flag: "flag"
        case .variable: "environment"
        case .file: "file"
        case .standard: "default"
        }
    }
}

/// A setting that cannot be used: where it was made, what is wrong, and how to mend it.
public struct SettingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the setting was made.
    public let origin: SettingOrigin
    /// What is wrong, with the value.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Describes a problem.
    public init(_ origin: SettingOrigin, _ message: String, mend: String) {
        self.origin = origin
        self.message = message
        self.mend = mend
    }

    /// `origin: what is wrong: how to mend it`.
    public var description: String { "\(origin): \(message): \(mend)" }
}

/// Everything that is wrong with the settings: flags first, then variables, then the file.
public struct SettingProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems, at least one.
    public let all: [SettingProblem]

    /// Collects problems.
    public init(_ problems: [SettingProblem]) { all = problems }

    /// One problem a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
