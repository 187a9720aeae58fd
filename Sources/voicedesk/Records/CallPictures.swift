import CallFlow
import Desk
import DeskFolder
import Evidence
import Ledger
import Reports

/// What of a bundle is for the eye: the timeline, and the words that were heard.
struct CallPictures {
    let details: CallDetails
    /// The desk's texts of the time.
    let texts: [DeskText]
    let zone: ZoneRules

    var files: [EvidenceFile] {
        let timeline = EvidenceFile(
            "timeline.svg", CallTimeline.svg(details, zone: zone, language: details.call.header.language))
        return [timeline] + (heard.map { [EvidenceFile("heard.txt", $0)] } ?? [])
    }

    /// Each prompt that was heard to its end, in order, in every language that the desk speaks; nothing where the texts of the time
    /// were not kept.
    private var heard: String? {
        guard let prompts = details.call.ending?.heard, !texts.isEmpty else { return nil }
        let overlay = Dictionary(texts.map { ($0.path, $0.text) }) { first, _ in first }
        guard let catalogue = try? DeskFolder.load(at: "", overlay: overlay).catalogue else { return nil }
        let paragraphs = prompts.map { id in
            let lines = (catalogue.prompts[id]?.texts ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "  \($0.key.rawValue)  \($0.value.template)" }
            return ([id] + lines).joined(separator: "\n")
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }
}

extension PromptText {
    /// The text as it stands in the catalogue, values in braces.
    fileprivate var template: String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .value(let name): "{\(name.rawValue)}"
            }
        }.joined()
    }
}
