import Desk

/// Collects problems up to a limit.
struct ProblemList {
    private(set) var all: [Problem] = []
    private var dropped = 0

    var isEmpty: Bool { all.isEmpty }

    /// How many were found, listed or not.
    var count: Int { all.count + dropped }

    mutating func add(_ place: SourcePlace, _ message: String, mend: String) {
        add(Problem(place, message, mend: mend))
    }

    mutating func add(_ others: ProblemList) {
        for problem in others.all { add(problem) }
        dropped += others.dropped
    }

    private mutating func add(_ problem: Problem) {
        if all.count < LedgerLimits.listedProblems { all.append(problem) } else { dropped += 1 }
    }

    /// Throws if there is a problem.
    func check() throws(Problems) {
        guard let last = all.map(\.place).max() else { return }
        var listed = all
        if dropped > 0 {
            listed.append(
                Problem(last, "\(dropped) more problems are not listed", mend: "mend these first, then import again"))
        }
        throw Problems(listed)
    }
}

extension String {
    /// The text as it is shown in a message: in quotes, short, on one line.
    var shown: String {
        let clean = unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : String($0) }
        return "\"" + clean.joined() + (unicodeScalars.count > 60 ? "…" : "") + "\""
    }
}
