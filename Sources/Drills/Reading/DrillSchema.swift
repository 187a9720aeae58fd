import DeskFolder

/// The JSON Schema (draft 2020-12) of `drills/*.yaml`, written from the table that the loader itself goes by.
public enum DrillSchema {
    /// The file's name in `docs/schema`.
    public static let fileName = "drill.json"
    /// The schema as JSON.
    public static var text: String { SchemaFile.text(of: .record(ScenarioShapes.scenario), for: "drills/*.yaml") }
}
