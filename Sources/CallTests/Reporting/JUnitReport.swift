import Desk

/// Results as JUnit XML, in the form that build servers read.
public enum JUnitReport {
    /// A suite for each file, a case for each story.
    public static func xml(_ result: SuiteResult) -> String {
        let files = Dictionary(grouping: result.results) { $0.story.place.file }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text +=
            "<testsuites name=\"voicedesk\" tests=\"\(result.results.count)\" failures=\"\(result.failed)\" skipped=\"\(result.skipped)\""
        text += " time=\"\(seconds(result.elapsed))\">\n"
        for (file, results) in files.sorted(by: { $0.key < $1.key }) {
            let failed = results.count { !$0.isPassed }
            text += "  <testsuite name=\"\(escaped(file))\" tests=\"\(results.count)\" failures=\"\(failed)\">\n"
            for story in results { text += testCase(story) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private static func testCase(_ result: StoryResult) -> String {
        let parts = result.story.name.split(separator: "/", maxSplits: 1)
        let suite = parts.first.map(String.init) ?? ""
        var text = "    <testcase classname=\"\(escaped(suite))\" name=\"\(escaped(result.story.name))\""
        text += " file=\"\(escaped(result.story.place.file))\" line=\"\(result.story.place.line)\""
        text += " time=\"\(seconds(result.duration))\""
        if let why = result.skipped { return text + "><skipped message=\"\(escaped(why))\"/></testcase>\n" }
        guard !result.isPassed else { return text + "/>\n" }
        text += ">\n"
        // A build server shows one failure of a case: all of them go into its text.
        let failures = result.failures
        let kind = failures.first?.kind.rawValue ?? ""
        let first = failures.first?.words ?? ""
        text += "      <failure type=\"\(escaped(kind))\" message=\"\(escaped(first))\">"
        text += escaped(failures.map { "\($0.place): \($0.words)" }.joined(separator: "\n"))
        return text + "</failure>\n    </testcase>\n"
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: max(0, 3 - rest.utf8.count)) + rest
    }

    /// Text for XML; what XML 1.0 cannot hold is replaced.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "&#10;"
            case "\t": escaped += "&#9;"
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return escaped
    }
}
