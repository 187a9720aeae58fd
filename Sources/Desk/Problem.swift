/// A place in a file, for messages.
public struct SourcePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The file's path as the user knows it.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column, from 1.
    public let column: Int

    /// Makes a place.
    public init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }

    /// Order by file, then by position.
    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

/// Something wrong in what the user wrote: where, what, and how to mend it.
public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    public let place: SourcePlace
    /// What is wrong, with the offending value.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Makes a problem.
    public init(_ place: SourcePlace, _ message: String, mend: String) {
        self.place = place
        self.message = message
        self.mend = mend
    }

    /// `file:line:column: what is wrong: how to mend it`.
    public var description: String { "\(place): \(message): \(mend)" }
}

/// Everything that is wrong with what the user wrote, in the order of the text.
public struct Problems: Error, Sendable, CustomStringConvertible {
    /// The problems, at least one.
    public let all: [Problem]

    /// Collects problems, in the order of the text and each only once.
    public init(_ problems: [Problem]) {
        var seen: Set<Problem> = []
        all = problems.filter { seen.insert($0).inserted }.sorted { $0.place < $1.place }
    }

    /// One problem a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
