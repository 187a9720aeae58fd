import CallFlow
import Desk

/// Turns `prompts/catalogue.yaml` into the catalogue.
struct CatalogueReader {
    /// What the file may hold; every language of the desk must be there.
    static func shape(_ languages: [Language]) -> RecordShape {
        let texts = Language.allCases.map { language in
            FieldShape(
                name: language.rawValue, shape: .text(.text), isRequired: languages.contains(language),
                note: "The text, with {values} that are taken from the call.")
        }
        let prompt = RecordShape(
            "a prompt",
            texts + [
                spoken,
                .optional(
                    "pause", .text(.duration(.zero ... .seconds(60))),
                    "Silence after it, where it is spoken again and again."),
                .optional("note", .text(.text), "A note for whoever speaks it."),
            ])
        return RecordShape(
            "the catalogue",
            [.required("prompts", .table(key: .name, value: .record(prompt), count: 0...2000), "The prompts by id.")])
    }

    /// What speech engines are given instead of a text.
    static let spoken: FieldShape = {
        let texts = Language.allCases.map { language in
            FieldShape.optional(language.rawValue, .text(.text), "The text as a speech engine is to say it.")
        }
        return .optional(
            "spoken", .record(RecordShape("'spoken'", texts)),
            "For speech engines, where a word is said otherwise than it is written.")
    }()

    static func read(_ root: YAMLNode, languages: [Language]) -> (catalogue: PromptCatalogue?, problems: [Problem]) {
        var problems = ShapeCheck.problems(of: root, .record(shape(languages)), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var prompts: [Prompt] = []
        for entry in root["prompts"]?.entries ?? [] {
            let texts = read(entry.value, &problems)
            let spoken = entry.value["spoken"].map { read($0, &problems) } ?? [:]
            for (language, text) in spoken where texts[language].map({ $0.values != text.values }) ?? true {
                problems.append(
                    Problem(
                        entry.value["spoken"]?[language.rawValue]?.place ?? entry.place,
                        "what is spoken does not name the values of the text in '\(language.rawValue)'",
                        mend: "name the same {values} in the same order"))
            }
            let prompt = Prompt(
                id: entry.key, texts: texts, spoken: spoken, pause: entry.value.duration("pause") ?? .zero,
                note: entry.value["note"]?.text, place: entry.place)
            if prompt.values.contains(.price), !prompt.quotesPrice {
                problems.append(
                    Problem(
                        entry.place, "the prompt '\(entry.key)' names the price in one language only",
                        mend: "put {price} into every language, or into none"))
            }
            prompts.append(prompt)
        }
        return (problems.isEmpty ? PromptCatalogue(prompts) : nil, problems)
    }

    /// The texts of a node by language.
    private static func read(_ node: YAMLNode, _ problems: inout [Problem]) -> [Language: PromptText] {
        var texts: [Language: PromptText] = [:]
        for language in Language.allCases {
            guard let field = node[language.rawValue], let text = field.text else { continue }
            do throws(PromptText.UnknownValue) {
                texts[language] = try PromptText(text)
            } catch {
                problems.append(problem(error, at: field.place))
            }
        }
        return texts
    }

    private static func problem(_ error: PromptText.UnknownValue, at place: SourcePlace) -> Problem {
        if error.name.hasPrefix("{") {
            return Problem(
                place, "a brace is opened in '\(error.name.prefix(40))' and not closed", mend: "close it with '}'")
        }
        let names = SpokenValueName.allCases.map(\.rawValue)
        return Problem(place, "there is no value '{\(error.name)}'", mend: NearestName.mend(error.name, among: names))
    }
}
