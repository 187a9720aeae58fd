import DeskFolder
import Foundation
import Testing

@Suite("The JSON Schemas") struct SchemaTests {
    @Test("in docs/schema are those of the loader; RECORD_SCHEMAS=1 writes them anew", arguments: SchemaFile.allCases)
    func committed(_ schema: SchemaFile) throws {
        let path = "\(Repository.root)/docs/schema/\(schema.fileName)"
        if ProcessInfo.processInfo.environment["RECORD_SCHEMAS"] == "1" {
            try schema.text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == schema.text)
    }

    @Test("are JSON, and closed against unknown fields", arguments: SchemaFile.allCases)
    func json(_ schema: SchemaFile) throws {
        let root = try #require(try JSONSerialization.jsonObject(with: Data(schema.text.utf8)) as? [String: Any])
        #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(root["additionalProperties"] as? Bool == false)
    }

    @Test("know every verb of the flow language")
    func verbs() throws {
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(SchemaFile.flow.text.utf8)) as? [String: Any])
        let properties = try #require(root["properties"] as? [String: Any])
        let steps = try #require(properties["steps"] as? [String: Any])
        let step = try #require(steps["additionalProperties"] as? [String: Any])
        let fields = try #require(step["properties"] as? [String: Any])
        let verbs = [
            "answer", "play", "collect", "menu", "check", "switch", "set", "hunt", "record", "log", "call", "return",
            "transfer", "hangup",
        ]
        #expect(Set(fields.keys) == Set(verbs + ["outcomes"]))
    }
}
