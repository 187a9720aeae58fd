import Foundation

/// Notices that files were changed, added or removed, by looking at them again and again.
struct FileWatch {
    /// How often it is worth looking.
    static let interval = Duration.milliseconds(300)

    /// Times and sizes of files by their paths.
    typealias State = [String: [UInt64]]

    let paths: [String]

    /// How the files are now.
    func state() -> State {
        var state: State = [:]
        let manager = FileManager.default
        for path in paths {
            note(path, in: &state)
            for name in manager.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
                note("\(path)/\(name)", in: &state)
            }
        }
        return state
    }

    private func note(_ path: String, in state: inout State) {
        guard path.hasSuffix(".yaml"), let found = try? FileManager.default.attributesOfItem(atPath: path) else {
            return
        }
        let changed = (found[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        state[path] = [changed.bitPattern, (found[.size] as? UInt64) ?? 0]
    }
}
