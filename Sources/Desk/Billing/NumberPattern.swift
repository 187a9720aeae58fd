/// How documents are numbered: `FA-{year}-{number}`.
///
/// `{number}` is written with at least four digits; with `{year}` the numbers may begin anew every year. What is written
/// keeps within 35 characters of those that French platforms take (BR-FR-01, BR-FR-02).
public struct NumberPattern: Hashable, Sendable, CustomStringConvertible {
    private enum Piece: Hashable, Sendable {
        case text(String)
        case year
        case number
    }

    /// The pattern as it was written.
    public let description: String
    private let pieces: [Piece]

    private static let longest = 35
    private static let digits = 4
    /// The greatest number.
    public static let greatest = 9_999_999_999

    /// Reads a pattern; nothing if it lacks `{number}`, or if a document could not be numbered by it.
    public init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("{year}") {
                pieces.append(.year)
                rest = rest.dropFirst("{year}".count)
            } else if rest.hasPrefix("{number}") {
                pieces.append(.number)
                rest = rest.dropFirst("{number}".count)
            } else {
                guard Self.isAllowed(first) else { return nil }
                if case .text(let before) = pieces.last {
                    pieces[pieces.count - 1] = .text(before + String(first))
                } else {
                    pieces.append(.text(String(first)))
                }
                rest = rest.dropFirst()
            }
            guard pieces.count <= Self.longest else { return nil }
        }
        guard pieces.count(where: { $0 == .number }) == 1, pieces.count(where: { $0 == .year }) <= 1 else { return nil }
        self.init(text, pieces)
        guard self.text(year: 9999, number: Self.greatest).utf8.count <= Self.longest else { return nil }
    }

    private init(_ description: String, _ pieces: [Piece]) {
        self.description = description
        self.pieces = pieces
    }

    /// `FA-{year}-{number}`.
    public static let invoices = NumberPattern("FA-{year}-{number}", [.text("FA-"), .year, .text("-"), .number])
    /// `AV-{year}-{number}`.
    public static let credits = NumberPattern("AV-{year}-{number}", [.text("AV-"), .year, .text("-"), .number])

    /// Whether the year is part of a number, so that counting may begin anew with each.
    public var namesYear: Bool { pieces.contains(.year) }

    /// The number of a document.
    ///
    /// - Parameter number: 1 to ``greatest``; what lies outside is written as the nearest of them.
    public func text(year: Int, number: Int) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .year: Self.padded(min(max(year, 1), 9999))
            case .number: Self.padded(min(max(number, 1), Self.greatest))
            }
        }.joined()
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func isAllowed(_ character: Character) -> Bool {
        guard let byte = character.utf8.first, character.utf8.count == 1 else { return false }
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x5F, 0x2F: return true
        default: return false
        }
    }
}
