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
        let prompt = RecordShape("a prompt", texts + [.optional("note", .text(.text), "A note for whoever speaks it.")])
        return RecordShape(
            "the catalogue",
            [.required("prompts", .table(key: .name, value: .record(prompt), count: 0...2000), "The prompts by id.")])
    }

    static func read(_ root: YAMLNode, languages: [Language]) -> (catalogue: PromptCatalogue?, problems: [Problem]) {
        var problems = ShapeCheck.problems(of: root, .record(shape(languages)), named: "the file")
        guard problems.isEmpty else { return (nil, problems) }
        var prompts: [Prompt] = []
        for entry in root["prompts"]?.entries ?? [] {
            var texts: [Language: PromptText] = [:]
            for language in Language.allCases {
                guard let node = entry.value[language.rawValue], let text = node.text else { continue }
                do throws(PromptText.UnknownValue) {
                    texts[language] = try PromptText(text)
                } catch {
                    problems.append(problem(error, at: node.place))
                }
            }
            let prompt = Prompt(id: entry.key, texts: texts, note: entry.value["note"]?.text, place: entry.place)
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

    private static func problem(_ error: PromptText.UnknownValue, at place: SourcePlace) -> Problem {
        if error.name.hasPrefix("{") {
            return Problem(
                place, "a brace is opened in '\(error.name.prefix(40))' and not closed", mend: "close it with '}'")
        }
        let names = SpokenValueName.allCases.map(\.rawValue)
        return Problem(place, "there is no value '{\(error.name)}'", mend: NearestName.mend(error.name, among: names))
    }
}
