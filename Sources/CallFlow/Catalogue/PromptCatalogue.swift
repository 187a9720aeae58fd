import Desk

/// A value that a prompt can speak; the machine takes it from the call.
public enum SpokenValueName: String, CaseIterable, Hashable, Sendable {
    case provider
    case clientNumber = "client_number"
    case clientName = "client_name"
    case contactName = "contact_name"
    case ticket
    case opened
    case deadline
    case price
    case bulletin
    case emergencyNumber = "emergency_number"
    case managerialNumber = "managerial_number"
    case supportOpens = "support_opens"
    case supportCloses = "support_closes"
    case lockedUntil = "locked_until"
    case guarantee
}

/// A value as it is to be spoken.
public enum SpokenValue: Hashable, Sendable {
    /// Free text, such as a name or a title.
    case text(String)
    /// Digits that are read in groups, such as a client number or the number of a ticket.
    case digits(String)
    /// A telephone number.
    case phone(PhoneNumber)
    /// A moment: the time of day, and the day where it is not today.
    case instant(Instant)
    /// A time of day.
    case time(TimeOfDay)
    /// An amount, excluding tax.
    case money(Money)
    /// A length of time.
    case duration(Duration)
}

/// The text of one prompt in one language, cut at its values.
public struct PromptText: Hashable, Sendable {
    /// One piece of a text.
    public enum Piece: Hashable, Sendable {
        /// Words.
        case words(String)
        /// A value, written `{name}` in the catalogue.
        case value(SpokenValueName)
    }

    /// The pieces in order.
    public let pieces: [Piece]

    /// Cuts a catalogue text at its `{values}`.
    ///
    /// - Throws: the name of a value that does not exist, or the text after a brace that is never closed.
    public init(_ text: String) throws(UnknownValue) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else { throw UnknownValue(name: String(rest[open...])) }
            let name = String(rest[rest.index(after: open)..<close])
            guard let value = SpokenValueName(rawValue: name) else { throw UnknownValue(name: name) }
            pieces.append(.value(value))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        self.pieces = pieces
    }

    /// A `{value}` that the flow language does not know.
    public struct UnknownValue: Error, Hashable, Sendable {
        /// What stands between the braces.
        public let name: String
    }

    /// The values that the text speaks.
    public var values: [SpokenValueName] {
        pieces.compactMap { if case .value(let name) = $0 { name } else { nil } }
    }

    /// The longest that the text can take to speak, from which the longest call is proved.
    public var longestDuration: Duration {
        pieces.reduce(.zero) { total, piece in
            switch piece {
            case .words(let words): total + Self.longestPause + Self.longestDuration(of: words)
            case .value: total + Self.longestValue
            }
        }
    }

    /// The longest that a value takes to speak, pauses included; the voice says no more of it than fits.
    public static let longestValue = Duration.seconds(9)
    /// The longest silence around words.
    public static let longestPause = Duration.milliseconds(900)

    /// The longest that words take to speak: 300 ms, eleven characters a second, a digit as a word.
    ///
    /// A recording that takes longer is refused.
    public static func longestDuration(of words: String) -> Duration {
        words.unicodeScalars.reduce(.milliseconds(300)) {
            $0 + .milliseconds(("0"..."9").contains($1) ? 450 : 90)
        }
    }
}

/// One phrase of the desk.
public struct Prompt: Hashable, Sendable {
    /// The prompt's id.
    public let id: String
    /// Its text by language, as it is read.
    public let texts: [Language: PromptText]
    /// Its text as a speech engine is to say it, in the languages in which that differs; the values are the same, in the same order.
    public let spoken: [Language: PromptText]
    /// Silence that belongs to it, such as the wait before a hold prompt comes again.
    public let pause: Duration
    /// A note for whoever speaks it.
    public let note: String?
    /// Where it stands in the catalogue.
    public let place: SourcePlace

    /// Makes a prompt.
    public init(
        id: String, texts: [Language: PromptText], spoken: [Language: PromptText] = [:], pause: Duration = .zero,
        note: String? = nil, place: SourcePlace
    ) {
        self.id = id
        self.texts = texts
        self.spoken = spoken
        self.pause = pause
        self.note = note
        self.place = place
    }

    /// Whether the prompt names the price of an abusive call, in every language.
    public var quotesPrice: Bool { !texts.isEmpty && texts.values.allSatisfy { $0.values.contains(.price) } }

    /// The values that it speaks in any language.
    public var values: Set<SpokenValueName> { Set(texts.values.flatMap(\.values)) }

    /// The longest that it takes, in its slowest language.
    public var longestDuration: Duration { (texts.values.map(\.longestDuration).max() ?? .zero) + pause }
}

/// Every phrase of the desk, by id.
public struct PromptCatalogue: Sendable {
    /// The prompts.
    public let prompts: [String: Prompt]

    /// Makes a catalogue.
    public init(_ prompts: [Prompt]) {
        self.prompts = Dictionary(prompts.map { ($0.id, $0) }) { first, _ in first }
    }
}
