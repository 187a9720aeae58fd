/// Says which of some names was probably meant.
package enum NearestName {
    /// "did you mean 'x'?", or all names if none is near.
    package static func mend(_ given: String, among names: [String]) -> String {
        guard !names.isEmpty else { return "remove it" }
        if let nearest = nearest(to: given, among: names) { return "did you mean '\(nearest)'?" }
        return "use one of \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }

    /// "did you mean 'x'?", or what else to do where there are too many names to list.
    package static func suggestion(
        for given: String, among names: [String], else mend: String = "remove it, or see docs/operation.md"
    ) -> String { nearest(to: given, among: names).map { "did you mean '\($0)'?" } ?? mend }

    /// The name that is at most two edits away, the nearest first.
    package static func nearest(to given: String, among names: [String]) -> String? {
        let given = given.lowercased()
        let ranked = names.map { ($0, distance(given, $0.lowercased())) }.filter { $0.1 <= min(2, $0.0.utf8.count / 2) }
        return ranked.min { $0.1 < $1.1 }?.0
    }

    /// The number of insertions, deletions and replacements between two words (Levenshtein), of their first 64 bytes.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], next)
            }
        }
        return row[right.count]
    }
}
