import CallTests
import Foundation
import Testing

@Suite("The JSON Schema of stories") struct StorySchemaTests {
    @Test("in docs/schema is that of the reader; RECORD_SCHEMAS=1 writes it anew")
    func committed() throws {
        let path = "\(SharedDesk.root)/docs/schema/\(StorySchema.fileName)"
        if ProcessInfo.processInfo.environment["RECORD_SCHEMAS"] == "1" {
            try StorySchema.text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == StorySchema.text)
    }

    @Test("is JSON, and closed against unknown fields")
    func json() throws {
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(StorySchema.text.utf8)) as? [String: Any])
        #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(root["additionalProperties"] as? Bool == false)
        #expect(Set((root["properties"] as? [String: Any] ?? [:]).keys) == ["title", "world", "rules", "stories"])
    }
}
