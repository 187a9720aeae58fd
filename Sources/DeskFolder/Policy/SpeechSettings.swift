import Desk

/// The programs that synthesise recordings, by language.
///
/// A program gets text in UTF-8 on its standard input and writes a sound file to its standard output. It runs when recordings
/// are made, never during a call.
public struct SpeechSettings: Hashable, Sendable {
    /// The program and its arguments, for each language.
    public var commands: [Language: [String]]

    /// eSpeak NG with its own voices, a little slower than it speaks by default: people write down what they hear.
    public static let standard = SpeechSettings(commands: [
        .french: ["espeak-ng", "--stdin", "--stdout", "-v", "fr", "-s", "150"],
        .english: ["espeak-ng", "--stdin", "--stdout", "-v", "en-gb", "-s", "150"],
    ])

    /// Makes settings.
    public init(commands: [Language: [String]]) { self.commands = commands }

    init(_ node: YAMLNode?) {
        self = .standard
        for entry in node?.entries ?? [] {
            guard let language = Language(rawValue: entry.key) else { continue }
            commands[language] = entry.value.items.compactMap(\.text)
        }
    }

    /// The command of a language.
    public func command(for language: Language) -> [String] { commands[language] ?? [] }
}
