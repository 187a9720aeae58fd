/// One part of what is spoken for a value.
public enum SpokenPart: Hashable, Sendable {
    /// The name of a recorded piece, such as `number-21`.
    case piece(String)
    /// Free text, such as the title of a bulletin: spoken if a recording of it was made beforehand.
    case phrase(String)
    /// Silence.
    case pause(milliseconds: Int)
}

extension SpokenPart {
    /// Between the pairs of a telephone number or the runs of an id: time to write them down.
    static let betweenGroups = SpokenPart.pause(milliseconds: 220)
    /// Between the digits or letters of one group, which belong together.
    static let withinGroup = SpokenPart.pause(milliseconds: 30)
    /// Where a comma would be written.
    static let comma = SpokenPart.pause(milliseconds: 150)

    static func recorded(_ name: PieceName) -> SpokenPart { .piece(name.text) }
}

extension [PieceName] {
    /// The pieces one right after the other.
    var parts: [SpokenPart] { map(SpokenPart.recorded) }
}

extension Sequence<[SpokenPart]> {
    /// The groups one after the other with a pause between each two; an empty group is left out.
    func joined(by pause: SpokenPart) -> [SpokenPart] {
        Array(filter { !$0.isEmpty }.joined(separator: [pause]))
    }
}
