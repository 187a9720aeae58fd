import Foundation
import Testing

@testable import Settings

@Suite("The reference of settings") struct ReferenceTests {
    private static let page = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/operation.md")

    @Test("in docs/operation.md is that of the table; RECORD_SETTINGS=1 writes it anew")
    func committed() throws {
        var text = try String(contentsOf: Self.page, encoding: .utf8)
        let first = try #require(text.range(of: "| setting | flag |"))
        let rest = text[first.lowerBound...]
        let end = rest.range(of: "\n\n")?.lowerBound ?? rest.endIndex
        let table = text[first.lowerBound..<end] + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SETTINGS"] == "1" {
            text.replaceSubrange(first.lowerBound..<end, with: Setting.reference.dropLast())
            try text.write(to: Self.page, atomically: true, encoding: .utf8)
        } else {
            #expect(table == Setting.reference)
        }
    }
}
