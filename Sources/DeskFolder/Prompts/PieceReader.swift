import Desk
import Prompts

/// Turns `prompts/pieces.yaml` into the pieces of which values are spoken.
struct PieceReader {
    /// How many missing or unknown pieces are told one by one.
    private static let limit = 20

    /// Which languages need a piece, by its name.
    private let grammars: [String: [Language]]
    private let languages: [Language]
    private var problems: [Problem] = []

    /// What the file may hold.
    static let shape: RecordShape = {
        let texts = Language.allCases.map { language in
            FieldShape.optional(language.rawValue, .text(.text), "What is recorded, as it is read aloud.")
        }
        let piece = RecordShape(
            "a piece",
            texts + [
                CatalogueReader.spoken,
                .optional("note", .text(.text), "A note for whoever speaks it."),
            ])
        let pieces = Shape.table(key: .name, value: .record(piece), count: 1...2000)
        return RecordShape("the file", [.required("pieces", pieces, "The pieces by name.")])
    }()

    /// - Parameter languages: the languages of the desk: whatever their grammars can ask for must be there.
    static func read(_ root: YAMLNode, languages: [Language]) -> (catalogue: PieceCatalogue?, problems: [Problem]) {
        let problems = ShapeCheck.problems(of: root, .record(shape), named: "the file")
        guard problems.isEmpty, let table = root.entries.first(where: { $0.key == "pieces" }) else {
            return (nil, problems)
        }
        var reader = PieceReader(languages: languages)
        let pieces = table.value.entries.compactMap { reader.piece($0) }
        reader.checkUnknown(in: table)
        reader.checkMissing(from: table)
        return (reader.problems.isEmpty ? PieceCatalogue(pieces) : nil, reader.problems)
    }

    private init(languages: [Language]) {
        self.languages = languages
        var grammars: [String: [Language]] = [:]
        for language in Language.allCases {
            for name in PieceNames.all(in: language) { grammars[name, default: []].append(language) }
        }
        self.grammars = grammars
    }

    /// A piece with its texts; nothing if no grammar knows it.
    private mutating func piece(_ entry: YAMLNode.Entry) -> Piece? {
        guard let needed = grammars[entry.key] else { return nil }
        var texts: [Language: String] = [:]
        for language in Language.allCases {
            guard let node = entry.value[language.rawValue], let text = node.text else {
                guard needed.contains(language), languages.contains(language) else { continue }
                report(
                    entry.place, "the piece '\(entry.key)' has no '\(language.rawValue)'",
                    "add '\(language.rawValue):' with what is recorded")
                continue
            }
            texts[language] = text
            guard !needed.contains(language) else { continue }
            report(
                node.place, "the piece '\(entry.key)' is never spoken in '\(language.rawValue)'",
                "remove '\(language.rawValue):'")
        }
        let spoken = entry.value["spoken"]?.entries.compactMap { entry in
            Language(rawValue: entry.key).flatMap { language in entry.value.text.map { (language, $0) } }
        }
        return Piece(
            name: entry.key, texts: texts, spoken: Dictionary(spoken ?? []) { first, _ in first },
            note: entry.value["note"]?.text, place: entry.place)
    }

    private mutating func checkUnknown(in table: YAMLNode.Entry) {
        let unknown = table.value.entries.filter { grammars[$0.key] == nil }
        let names = grammars.keys.sorted()
        for entry in unknown.prefix(Self.limit) {
            let nearest = NearestName.nearest(to: entry.key, among: names)
            report(
                entry.place, "there is no piece '\(entry.key)'", nearest.map { "did you mean '\($0)'?" } ?? "remove it")
        }
        if unknown.count > Self.limit {
            report(
                unknown[Self.limit].place, "there are \(unknown.count - Self.limit) more pieces that do not exist",
                "remove them")
        }
    }

    private mutating func checkMissing(from table: YAMLNode.Entry) {
        let written = Set(table.value.entries.map(\.key))
        var missing: [String] = []
        for name in languages.flatMap(PieceNames.all) where !written.contains(name) && !missing.contains(name) {
            missing.append(name)
        }
        for name in missing.prefix(Self.limit) {
            let texts = languages.filter { grammars[name]?.contains($0) ?? false }.map { "\($0.rawValue): …" }
            report(
                table.place, "the piece '\(name)' is missing", "add '\(name): { \(texts.joined(separator: ", ")) }'")
        }
        if missing.count > Self.limit {
            report(table.place, "\(missing.count - Self.limit) more pieces are missing", "add them")
        }
    }

    private mutating func report(_ place: SourcePlace, _ message: String, _ mend: String) {
        problems.append(Problem(place, message, mend: mend))
    }
}

extension DeskFolder {
    /// Reads the desk's `prompts/pieces.yaml`: the recorded pieces of which values are spoken.
    ///
    /// Only who speaks or records needs it, and so it is not read when the desk is loaded.
    /// - Throws: everything that is wrong with the file, or that it cannot be read.
    public func pieces() throws(Problems) -> PieceCatalogue {
        let files = FolderFiles(path: path, overlay: [:])
        let file = "prompts/pieces.yaml"
        let result: (catalogue: PieceCatalogue?, problems: [Problem])
        do throws(Problem) {
            let root = try YAMLReader.read(try files.read(file), file: files.name(file))
            result = PieceReader.read(root, languages: policy.languages)
        } catch {
            throw Problems([error])
        }
        guard let catalogue = result.catalogue else { throw Problems(result.problems) }
        return catalogue
    }
}
