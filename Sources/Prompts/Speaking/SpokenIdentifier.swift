/// The letters and digits of an id, in the runs in which they are read out.
///
/// A run ends where letters and digits meet, and at spaces and punctuation. Accents are dropped, digits of any script
/// count, and what has no name that a caller could key in or write down is skipped.
struct SpokenIdentifier: Hashable, Sendable {
    /// How many letters and digits are spoken, in about nine seconds; the rest of a longer id is left out.
    static let limit = 24

    /// The runs, none of them empty.
    let runs: [Run]

    enum Run: Hashable, Sendable {
        /// Letters from a to z.
        case letters([Unicode.Scalar])
        /// Decimal digits.
        case digits([Int])
    }

    init(_ text: String) {
        var runs: [Run] = []
        var spoken = 0
        var isOpen = false
        for scalar in text.unicodeScalars.prefix(PromptRenderer.valueLimit) where spoken < Self.limit {
            if let digit = scalar.decimalDigit {
                if isOpen, case .digits(let digits) = runs.last {
                    runs[runs.count - 1] = .digits(digits + [digit])
                } else {
                    runs.append(.digits([digit]))
                }
            } else if let letter = scalar.plainLetter {
                if isOpen, case .letters(let letters) = runs.last {
                    runs[runs.count - 1] = .letters(letters + [letter])
                } else {
                    runs.append(.letters([letter]))
                }
            } else {
                if scalar.separatesRuns { isOpen = false }
                continue
            }
            isOpen = true
            spoken += 1
        }
        self.runs = runs
    }

    /// The letters and digits one by one, without pauses.
    var pieces: [PieceName] {
        runs.flatMap { run in
            switch run {
            case .letters(let letters): letters.map(PieceName.letter)
            case .digits(let digits): digits.map(PieceName.number)
            }
        }
    }
}

extension Unicode.Scalar {
    /// The value of a decimal digit of any script.
    fileprivate var decimalDigit: Int? {
        guard properties.numericType == .decimal else { return nil }
        return properties.numericValue.flatMap { Int(exactly: $0) }
    }

    /// The letter from a to z without its accent: `é`, whose name is "LATIN SMALL LETTER E WITH ACUTE", is an e.
    fileprivate var plainLetter: Unicode.Scalar? {
        if isASCII { return properties.isAlphabetic ? Unicode.Scalar(value | 0x20) : nil }
        guard let name = properties.name,
            let prefix = ["LATIN SMALL LETTER ", "LATIN CAPITAL LETTER "].first(where: name.hasPrefix)
        else { return nil }
        let rest = name.unicodeScalars.dropFirst(prefix.unicodeScalars.count)
        guard let letter = rest.first, letter.isASCII, rest.count == 1 || rest.dropFirst().first == " " else {
            return nil
        }
        return letter.plainLetter
    }

    /// Whether it stands between the parts of an id: spaces and punctuation, and not the marks that belong to a letter.
    fileprivate var separatesRuns: Bool {
        switch properties.generalCategory {
        case .dashPunctuation, .connectorPunctuation, .otherPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .mathSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator:
            true
        default: properties.isWhitespace
        }
    }
}
