import CallFlow
import Desk
import Foundation
import Testing

@testable import DeskFolder
@testable import Prompts

/// The pieces of the shipped desk.
enum ShippedPieces {
    static let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("prompts/pieces.yaml").path

    /// Reads the pieces once for all tests.
    static func catalogue() throws -> PieceCatalogue { try read.get() }

    private static let read = Result {
        let root = try YAMLReader.read(try FileBytes.read(file, named: "pieces.yaml"), file: "pieces.yaml")
        let result = PieceReader.read(root, languages: Language.allCases)
        guard let catalogue = result.catalogue else { throw Problems(result.problems) }
        return catalogue
    }
}

extension [SpokenPart] {
    /// What is heard: the texts of the shipped pieces, a comma where a listener notices the pause.
    func text(in language: Language) throws -> String {
        let catalogue = try ShippedPieces.catalogue()
        var text = ""
        for part in self {
            switch part {
            case .piece(let name):
                let words = try #require(catalogue.text(of: name, in: language), "\(name) in \(language.rawValue)")
                text += (text.isEmpty ? "" : " ") + words
            case .phrase(let phrase): text += (text.isEmpty ? "" : " ") + "“\(phrase)”"
            case .pause(let milliseconds): if milliseconds >= 100 { text += "," }
            }
        }
        return text
    }

    /// The names of its pieces.
    var pieces: [String] { compactMap { if case .piece(let name) = $0 { name } else { nil } } }
}

/// What is heard of a value, at a quarter past eight in the evening of Tuesday 10 March 2026 unless told otherwise.
func said(
    _ value: SpokenValue, as name: SpokenValueName = .opened, in language: Language, zone: ZoneRules = .paris2026,
    at now: String = "2026-03-10T20:15:00"
) throws -> String {
    try ValueSpeaker(language: language, zone: zone, now: paris(now)).parts(value, as: name).text(in: language)
}

/// Numbers in words as Foundation spells them (ICU), which knows nothing of our pieces.
struct NumberOracle {
    private let language: Language
    private let formatter = NumberFormatter()

    init(_ language: Language) {
        self.language = language
        formatter.numberStyle = .spellOut
        formatter.locale = Locale(identifier: language == .french ? "fr_FR" : "en_GB")
    }

    /// The number without what is only orthography, see ``plain(_:)``.
    func text(_ number: Int, isFeminine: Bool = false) throws -> String {
        let text = plain(try #require(formatter.string(from: NSNumber(value: number))))
        let hasForm = isFeminine && number % 10 == 1 && ![11, 71, 91].contains(number % 100)
        return hasForm ? text + "e" : text
    }

    /// Words without hyphens, without the mark of the plural, and without the English "and", which ICU leaves out.
    func plain(_ text: String) -> String {
        let words = text.replacing("-", with: " ").split(separator: " ")
        return words.compactMap { word -> String? in
            switch (language, word) {
            case (.english, "and"): nil
            case (.french, "cents"): "cent"
            case (.french, "vingts"): "vingt"
            case (.french, "euros"), (.french, "centimes"), (.french, "livres"), (.french, "dollars"),
                (.french, "jours"),
                (.french, "minutes"), (.french, "secondes"):
                String(word.dropLast())
            default: String(word)
            }
        }.joined(separator: " ")
    }
}
