import Desk
import Foundation
import Prompts
import Testing

@testable import DeskFolder

@Suite("The file of pieces") struct PieceReaderTests {
    /// What is wrong with the shipped file once a text in it is replaced.
    private func problems(
        _ old: String, _ new: String, languages: [Language] = Language.allCases
    ) throws -> [String] {
        let text = String(decoding: try FileBytes.read(ShippedPieces.file, named: "pieces.yaml"), as: UTF8.self)
        let range = try #require(text.range(of: old), "'\(old)' is not in the file")
        // The comment at the head may change, and places shall not.
        let body = text.replacingCharacters(in: range, with: new)
        let start = try #require(body.range(of: "\npieces:"))
        return try read(String(body[start.lowerBound...].dropFirst()), languages)
    }

    private func read(_ text: String, _ languages: [Language] = Language.allCases) throws -> [String] {
        let root = try YAMLReader.read(Array(text.utf8), file: "pieces.yaml")
        let result = PieceReader.read(root, languages: languages)
        #expect((result.catalogue == nil) == !result.problems.isEmpty)
        return Problems(result.problems).all.map(\.description)
    }

    @Test(
        "tells what is wrong in it, where, and how to mend it",
        arguments: [
            (
                "  number-5: {", "  nubmer-5: {",
                [
                    "pieces.yaml:1:1: the piece 'number-5' is missing: add 'number-5: { fr: …, en: … }'",
                    "pieces.yaml:8:3: there is no piece 'nubmer-5': did you mean 'number-5'?",
                ]
            ),
            (
                "  number-0: {", "  gros-mot: { fr: flûte }\n  number-0: {",
                ["pieces.yaml:3:3: there is no piece 'gros-mot': remove it"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: { fr: zéro }",
                ["pieces.yaml:3:3: the piece 'number-0' has no 'en': add 'en:' with what is recorded"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: { fr: zéro, en: \"\" }",
                ["pieces.yaml:3:29: 'en' is empty: write some text"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: zéro",
                ["pieces.yaml:3:13: 'number-0' is 'zéro': write a mapping with 'fr', 'en'"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: { fr: [zéro], en: zero }",
                ["pieces.yaml:3:19: 'fr' is a list: write some text"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: { fr: zéro, en: zero, de: null }",
                ["pieces.yaml:3:35: a piece has no field 'de': use one of 'fr', 'en', 'spoken', 'note'"]
            ),
            (
                "  number-0: { fr: zéro, en: zero }", "  number-0: { fr: zéro, en: zero, nota: x }",
                ["pieces.yaml:3:35: a piece has no field 'nota': did you mean 'note'?"]
            ),
            ("  oh: { en:", "  oh: { fr: zéro, en:", ["the piece 'oh' is never spoken in 'fr': remove 'fr:'"]),
            ("  am: { en: a.m.", "  am: { note: \"\", en: a.m.", ["'note' is empty: write some text"]),
        ])
    func malformed(old: String, new: String, expected: [String]) throws {
        let problems = try problems(old, new)
        #expect(problems.count == expected.count)
        for (problem, text) in zip(problems, expected) { #expect(problem.hasSuffix(text), "\(problem)") }
    }

    @Test("needs only the languages of the desk")
    func languages() throws {
        #expect(
            try problems("  number-0: { fr: zéro, en: zero }", "  number-0: { fr: zéro }", languages: [.french]) == [])
        #expect(try problems("  am: { en: a.m. }\n", "", languages: [.french]) == [])
        #expect(
            try problems("  am: { en: a.m. }\n", "", languages: [.english])
                == ["pieces.yaml:1:1: the piece 'am' is missing: add 'am: { en: … }'"])
    }

    @Test("is told of as a whole where most of it is missing or unknown")
    func limits() throws {
        let missing = try read("pieces:\n  number-0: { fr: zéro, en: zero }\n", [.french])
        #expect(missing.count == 21)
        #expect(missing[0] == "pieces.yaml:1:1: the piece 'number-1' is missing: add 'number-1: { fr: … }'")
        let rest = PieceNames.all(in: .french).count - 21
        #expect(missing.last == "pieces.yaml:1:1: \(rest) more pieces are missing: add them")
        let unknown = (0..<50).map { "  bogus-\($0): { fr: x }\n" }.joined()
        #expect(
            try problems("pieces:\n", "pieces:\n" + unknown).last
                == "pieces.yaml:22:3: there are 30 more pieces that do not exist: remove them")
    }

    @Test(
        "has pieces, and nothing beside them",
        arguments: [
            ("pieces: {}", "pieces.yaml:1:1: 'pieces' has no entries: give 1 to 2000"),
            ("pieces: []", "pieces.yaml:1:9: 'pieces' is a list: write a mapping"),
            (
                "piece: { number-0: { fr: zéro } }",
                "pieces.yaml:1:1: the file has no field 'piece': did you mean 'pieces'?"
            ),
            ("- a", "pieces.yaml:1:1: the file is a list: write a mapping with 'pieces'"),
        ])
    func shape(text: String, expected: String) throws {
        let problems = try read(text)
        #expect(problems.contains(expected), "\(problems)")
    }

    @Test("keeps texts, notes and places")
    func keeps() throws {
        let pieces = try ShippedPieces.catalogue().pieces
        let thousand = try #require(pieces["hundred"])
        #expect(thousand.texts == [.english: "hundred"])
        #expect(thousand.note == "In years: nineteen hundred.")
        #expect(thousand.place.file == "pieces.yaml")
        #expect(thousand.place.column == 3)
        #expect(pieces["number-71"]?.texts == [.french: "soixante et onze", .english: "seventy-one"])
    }

    @Test("is read from the desk's folder, and only when it is asked for")
    func folder() throws {
        let shipped = URL(fileURLWithPath: ShippedPieces.file).deletingLastPathComponent().deletingLastPathComponent()
        #expect(try DeskFolder.load(at: shipped.path).pieces().pieces.count > 500)

        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["desk.yaml", "rota.yaml", "callflows"] {
            try FileManager.default.copyItem(
                at: shipped.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        let prompts = folder.appendingPathComponent("prompts")
        try FileManager.default.createDirectory(at: prompts, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: shipped.appendingPathComponent("prompts/catalogue.yaml"),
            to: prompts.appendingPathComponent("catalogue.yaml"))
        let desk = try DeskFolder.load(at: folder.path)
        let path = "\(folder.path)/prompts/pieces.yaml"
        #expect(
            problems(of: desk) == [
                "\(path):1:1: there is no such file: add it, or choose another folder with '--desk DIR'"
            ])
        try Data("pieces: 5\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(problems(of: desk) == ["\(path):1:9: 'pieces' is '5': write a mapping"])
    }

    private func problems(of desk: DeskFolder) -> [String] {
        do throws(Problems) {
            _ = try desk.pieces()
            return []
        } catch {
            return error.all.map(\.description)
        }
    }
}
