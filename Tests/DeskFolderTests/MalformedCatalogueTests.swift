import Testing

@Suite("Malformed catalogues") struct MalformedCatalogueTests {
    @Test("prompts/catalogue.yaml", arguments: changes)
    func catalogue(_ change: Malformed) throws {
        #expect(try SmallDesk.problems("prompts/catalogue.yaml", change.old, change.new) == change.expected)
    }

    static let changes: [Malformed] = [
        Malformed(
            "en: \"Hello, {provider}.\" ", "",
            "prompts/catalogue.yaml:2:3: a prompt has no 'en': add 'en:' with some text"),
        Malformed(
            "{provider}.\", en", "{providr}.\", en",
            "prompts/catalogue.yaml:2:16: there is no value '{providr}': did you mean 'provider'?"),
        Malformed(
            "Hello, {provider}.", "Hello, {provider.",
            "prompts/catalogue.yaml:2:44: a brace is opened in '{provider.' and not closed: close it with '}'"),
        Malformed(
            "costs {price}", "costs",
            "prompts/catalogue.yaml:3:3: the prompt 'price' names the price in one language only: put {price} into every language, or into none"
        ),
        Malformed(
            "en: \"Hello, {provider}.\"", "en: \"\"",
            "prompts/catalogue.yaml:2:44: 'en' is empty: write some text"),
        Malformed(
            "note: Slowly.", "notes: Slowly.",
            "prompts/catalogue.yaml:3:64: a prompt has no field 'notes': did you mean 'note'?"),
        Malformed(
            "hello: {", "bonjour: {",
            "callflows/main.yaml:15:17: there is no prompt 'hello': use one of 'bonjour', 'price', or add it to the catalogue",
            "callflows/main.yaml:32:17: there is no prompt 'hello': use one of 'bonjour', 'price', or add it to the catalogue",
            "callflows/main.yaml:52:16: there is no prompt 'hello': use one of 'bonjour', 'price', or add it to the catalogue",
            "callflows/main.yaml:53:21: there is no prompt 'hello': use one of 'bonjour', 'price', or add it to the catalogue",
            "callflows/main.yaml:57:25: there is no prompt 'hello': use one of 'bonjour', 'price', or add it to the catalogue"
        ),
        Malformed(
            "hello: {", "\"hello!\": {",
            "prompts/catalogue.yaml:2:3: 'hello!' cannot be a key of 'prompts': use a name of letters, digits, '-' and '_'"
        ),
    ]
}
