import Desk

/// The JSON Schemas (draft 2020-12) of a desk's files, for editors and other programs; written from the tables that the
/// loader itself goes by.
///
/// A schema knows the fields of one file and their values. What files say together, and that names exist, only the
/// loader checks. Where the loader takes text with and without quotes alike, a schema asks for one of the two.
public enum SchemaFile: String, CaseIterable, Sendable {
    /// `callflows/*.yaml`.
    case flow
    /// `desk.yaml`.
    case desk
    /// `rota.yaml`.
    case rota
    /// `worlds/*.yaml`.
    case world
    /// `prompts/catalogue.yaml`.
    case catalogue
    /// `prompts/pieces.yaml`.
    case pieces

    /// The file's name in `docs/schema`.
    public var fileName: String { "\(rawValue).json" }

    /// The schema as JSON.
    public var text: String { Self.text(of: shape, for: files) }

    /// The schema of files of a shape as JSON.
    package static func text(of shape: Shape, for files: String) -> String {
        let head: [(String, JSONValue)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Voicedesk: \(files)")),
        ]
        return JSONValue.object(head + SchemaWriter.members(shape)).text + "\n"
    }

    /// The files that it is for.
    private var files: String {
        switch self {
        case .flow: "callflows/*.yaml"
        case .desk: "desk.yaml"
        case .rota: "rota.yaml"
        case .world: "worlds/*.yaml"
        case .catalogue: "prompts/catalogue.yaml"
        case .pieces: "prompts/pieces.yaml"
        }
    }

    /// The shape that it is written from.
    var shape: Shape {
        switch self {
        case .flow: .record(FlowShapes.flow)
        case .desk: .record(PolicyShapes.desk)
        case .rota: .record(RotaShapes.rota)
        case .world: .record(WorldShapes.world)
        case .catalogue: .record(CatalogueReader.shape([]))
        case .pieces: .record(PieceReader.shape)
        }
    }
}
