/// The recordings that listeners know: prepared once, shared by all calls.
///
/// A call adds what only it can hear, such as prompts with values spoken in them, as a layer of its own; the rest is not copied.
public struct PromptBook: Sendable {
    /// The longest recording, in samples: two minutes.
    public static let longestRecording = 960_000
    /// The most recordings of a layer.
    public static let mostRecordings = 20_000
    /// The most samples of a layer, each of which takes four bytes: two hours.
    public static let mostSamples = 57_600_000
    /// The most layers.
    public static let mostLayers = 8
    /// The least voice by which a recording is recognised, in samples: 140 ms.
    public static let shortestVoice = 1_120

    let layers: [BookLayer]
    let spectrum: PowerSpectrum
    /// The recordings that cannot be recognised.
    public let unrecognisable: [Unrecognisable]

    /// Prepares recordings.
    public init(_ recordings: [Recording]) {
        spectrum = PowerSpectrum()
        var skipped: [Unrecognisable] = []
        layers = [BookLayer(recordings, spectrum, skipped: &skipped)]
        unrecognisable = skipped
    }

    private init(layers: [BookLayer], _ spectrum: PowerSpectrum, _ unrecognisable: [Unrecognisable]) {
        self.layers = layers
        self.spectrum = spectrum
        self.unrecognisable = unrecognisable
    }

    /// The same book with more recordings, which are asked first where two fit equally.
    public func adding(_ recordings: [Recording]) -> PromptBook {
        var skipped = unrecognisable
        guard layers.count < Self.mostLayers else {
            skipped += recordings.map { Unrecognisable(name: $0.name, reason: .noRoom) }
            return PromptBook(layers: layers, spectrum, skipped)
        }
        let layer = BookLayer(recordings, spectrum, skipped: &skipped)
        return PromptBook(layers: layers + [layer], spectrum, skipped)
    }

    /// The names of the recordings that can be recognised.
    public var names: [String] { layers.flatMap { $0.profiles.flatMap { [$0.name] + $0.twins } } }

    /// The names of recordings that have the very same samples, and that no listener can tell apart.
    public var identical: [[String]] {
        layers.flatMap { $0.profiles.filter { !$0.twins.isEmpty }.map { [$0.name] + $0.twins } }
    }

    func profile(_ title: Title) -> Profile { layers[title.layer].profiles[title.number] }
}

/// A recording in a book.
struct Title: Hashable, Sendable {
    let layer: Int
    let number: Int
}
