import CallTests
import Desk
import Foundation

/// Writes what was seen into files of stories, and shows it.
enum TestUpdate {
    /// Changes the files in which stories failed.
    static func write(_ result: SuiteResult) throws {
        var byFile: [String: [(failure: StoryFailure, observed: ObservedCall)]] = [:]
        for call in result.results.flatMap(\.calls) {
            for failure in StoryUpdate.failures(of: call) {
                byFile[failure.failure.place.file, default: []].append(failure)
            }
        }
        var changed = 0
        for (file, failures) in byFile.sorted(by: { $0.key < $1.key }) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw Unusable("'\(file)' cannot be read any more", mend: "see what became of it")
            }
            let update = StoryUpdate(text, failures: failures)
            show(update, file)
            changed += update.changes.count
            guard !update.changes.isEmpty else { continue }
            do { try update.text.write(toFile: file, atomically: true, encoding: .utf8) } catch {
                throw Unusable("'\(file)' cannot be written", mend: "allow this user to write it")
            }
        }
        Output.write("\(changed) lines changed\(changed > 0 ? ": read them before you keep them" : "")\n")
    }

    private static func show(_ update: StoryUpdate, _ file: String) {
        for change in update.changes {
            Output.write("@@ \(change.place)\n")
            Output.write(Output.styled("-\(change.before)", .red) + "\n")
            Output.write(Output.styled("+\(change.after)", .green) + "\n")
        }
        for failure in update.left { Output.write("not changed: \(failure.place): \(failure.words)\n") }
    }
}
