import Foundation

/// What each thread of a process has used of a processor, by its name.
struct ThreadTimes {
    /// Milliseconds by name; threads of one name together.
    let milliseconds: [String: Double]

    /// Those of a process now; the system's scheduler counts them in nanoseconds.
    init(of process: Int32) {
        let folder = "/proc/\(process)/task"
        var sums: [String: Double] = [:]
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let name = try? String(contentsOfFile: "\(folder)/\(thread)/comm", encoding: .utf8),
                let times = try? String(contentsOfFile: "\(folder)/\(thread)/schedstat", encoding: .utf8),
                let used = times.split(separator: " ").first.flatMap({ Double($0) })
            else { continue }
            sums[Self.group(name), default: 0] += used / 1e6
        }
        milliseconds = sums
    }

    private init(_ milliseconds: [String: Double]) { self.milliseconds = milliseconds }

    /// What was used since an earlier moment.
    func since(_ earlier: ThreadTimes) -> ThreadTimes {
        ThreadTimes(
            milliseconds.reduce(into: [:]) { $0[$1.key] = $1.value - (earlier.milliseconds[$1.key] ?? 0) })
    }

    /// In words, for each of so many calls.
    func text(each calls: Int) -> String {
        milliseconds.filter { $0.value / Double(max(1, calls)) >= 0.005 }.sorted { $0.value > $1.value }
            .map { "\($0.key) \(Table.round($0.value / Double(max(1, calls)), 3)) ms" }.joined(separator: ", ")
    }

    private static func group(_ name: String) -> String {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        if name.hasPrefix("NIO-ELT-1") { return "signalling" }
        if name == "media" || name.hasPrefix("ledger.") { return name }
        return "others"
    }
}
