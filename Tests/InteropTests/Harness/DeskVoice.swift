import AudioFiles
import RTP
import Testing

/// The recordings of the shipped desk, as a telephone makes them heard.
enum DeskVoice {
    /// One recording, coded and decoded by a law.
    static func recording(_ name: String, _ law: G711 = .aLaw) throws -> [Int16] {
        try AudioFile.read("\(Program.root)/prompts/fr/\(name).wav", named: name).samples.map {
            law.decode(law.encode($0))
        }
    }

    /// A tone as a telephone's microphone would give it.
    static func tone(_ frequency: Double, seconds: Int) -> [Int16] {
        var tone = Tone(Tone.Part(frequency: frequency, level: -10), length: seconds * Recording.sampleRate)
        var samples: [Int16] = []
        while let next = tone.next() { samples.append(next) }
        return samples
    }
}

/// How faithfully a peer keeps what it got.
enum Fidelity {
    /// Sample by sample: nothing is left out.
    case exact
    /// With a jitter buffer of its own: a packet may be left out or repeated.
    case telephone
    /// Over a line that loses packets.
    case lossy

    var likeness: Double {
        switch self {
        case .exact: 0.99
        case .telephone: 0.9
        case .lossy: 0.85
        }
    }
}

/// Expects that recordings of the desk were heard whole, one after the other.
@discardableResult
func expectHeard(
    _ names: [String], in hearing: Hearing, law: G711 = .aLaw, _ fidelity: Fidelity = .exact,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> [Hearing.Place] {
    var places: [Hearing.Place] = []
    for name in names {
        let recording = try DeskVoice.recording(name, law)
        let found = try #require(
            hearing.place(of: recording), "\(name) is longer than the call", sourceLocation: sourceLocation)
        var likeness = found.likeness
        if likeness < fidelity.likeness, fidelity == .telephone {
            likeness = hearing.likenessInPieces(of: recording)
        }
        #expect(
            likeness >= fidelity.likeness, "\(name) is not heard: best \(likeness) at \(found.seconds) s",
            sourceLocation: sourceLocation)
        if let last = places.last, likeness >= fidelity.likeness {
            #expect(found.sample > last.sample, "\(name) is heard too early", sourceLocation: sourceLocation)
        }
        places.append(found)
    }
    return places
}

/// Expects that a recording was not heard, neither whole nor its beginning.
func expectNotHeard(
    _ name: String, in hearing: Hearing, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let place = hearing.place(of: Array(try DeskVoice.recording(name).prefix(8_000)))
    #expect((place?.likeness ?? 0) < 0.5, "\(name) is heard", sourceLocation: sourceLocation)
}
