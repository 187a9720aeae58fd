/// A line that a trainee wrote, cut into words that compare without accents and capitals.
struct TraineeLine: Hashable, Sendable {
    /// The line as it was written.
    let text: String
    /// Its words, plain.
    let words: [String]

    init(_ text: String) {
        self.text = text
        words = Self.words(of: text)
    }

    var isEmpty: Bool { words.isEmpty }

    /// The first word.
    var verb: String { words.first ?? "" }

    /// The words behind the first.
    var arguments: [String] { Array(words.dropFirst()) }

    /// Whether the first word is one of these.
    func begins(_ verbs: String...) -> Bool { verbs.contains(verb) }

    /// The whole number that the line consists of.
    var number: Int? { words.count == 1 ? Int(verb) : nil }

    /// Whether some words stand in the line one behind the other; each word may go on further ("service" in "services").
    func contains(_ phrase: [String]) -> Bool {
        guard !phrase.isEmpty, words.count >= phrase.count else { return false }
        return (0...(words.count - phrase.count)).contains { start in
            zip(words[start...], phrase).allSatisfy { word, wanted in
                wanted.utf8.count >= 4 ? word.hasPrefix(wanted) : word == wanted
            }
        }
    }

    /// Letters without accents and capitals, digits, and the signs of names; everything else parts words.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.lowercased() {
            if let plain = plain(character) {
                word += plain
            } else {
                words += finished(word)
                word = ""
            }
        }
        return words + finished(word)
    }

    /// A word without the full stops and dashes around it; nothing if no more is left.
    private static func finished(_ word: String) -> [String] {
        var rest = Substring(word)
        while let first = rest.first, first == "-" || first == "." { rest.removeFirst() }
        while let last = rest.last, last == "-" || last == "." { rest.removeLast() }
        return rest.isEmpty ? [] : [String(rest)]
    }

    private static func plain(_ character: Character) -> String? {
        switch character {
        case "a"..."z" where character.isASCII, "0"..."9": String(character)
        case "à", "â", "ä", "á", "ã": "a"
        case "ç": "c"
        case "é", "è", "ê", "ë": "e"
        case "î", "ï", "í", "ì": "i"
        case "ô", "ö", "ó", "ò", "õ": "o"
        case "û", "ü", "ú", "ù": "u"
        case "ÿ": "y"
        case "ñ": "n"
        case "œ": "oe"
        case "æ": "ae"
        case "-", "_", ".", "+", "*", "#": String(character)
        default: nil
        }
    }
}
