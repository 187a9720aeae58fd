import Drills
import Foundation
import Testing

@Suite("The JSON Schema of drills") struct DrillSchemaTests {
    @Test("in docs/schema is that of the loader; RECORD_SCHEMAS=1 writes it anew")
    func committed() throws {
        let path = "\(ShippedDesk.root)/docs/schema/\(DrillSchema.fileName)"
        if ProcessInfo.processInfo.environment["RECORD_SCHEMAS"] == "1" {
            try DrillSchema.text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == DrillSchema.text)
    }

    @Test("is JSON, and closed against unknown fields")
    func json() throws {
        let root = try #require(try JSONSerialization.jsonObject(with: Data(DrillSchema.text.utf8)) as? [String: Any])
        #expect(root["additionalProperties"] as? Bool == false)
    }
}
