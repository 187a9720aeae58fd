import CallFlow
import Desk
import Prompts
import RTP
import Recognition
import Testing

/// The shipped recordings, through what lines do to them.
struct CatalogueTests {
    /// Ways in which a line spoils sound.
    enum Spoiling: CaseIterable {
        case aLaw, muLaw, threeTimes, softer, louder, offset, later, loss, everything

        func spoil(_ samples: [Int16], seed: UInt64) -> [Int16] {
            switch self {
            case .aLaw: Line.through(.aLaw, samples: samples)
            case .muLaw: Line.through(.muLaw, samples: samples)
            case .threeTimes: Line.through(.aLaw, .muLaw, .aLaw, samples: samples)
            case .softer: Line.through(.aLaw, samples: Line.scaled(samples, by: 0.25))
            case .louder: Line.through(.aLaw, samples: Line.scaled(samples, by: 2))
            case .offset: Line.silence(150) + samples
            case .later: [0, 0, 0, 0, 0] + Line.silence(1_000) + Line.through(.aLaw, samples: samples)
            case .loss: Line.losing(0.03, of: samples, seed: seed)
            case .everything:
                Line.losing(
                    0.03,
                    of: [0, 0, 0]
                        + Line.through(
                            .aLaw, .muLaw, .aLaw, samples: Line.silence(150) + Line.scaled(samples, by: 0.25)),
                    seed: seed)
            }
        }
    }

    @Test("Every recording that is shipped can be recognised")
    func book() throws {
        let book = try Catalogue.book.get()
        #expect(book.unrecognisable.isEmpty)
        #expect(book.names.count > 900)
        // What no ear can tell apart: pieces of the same words, and the five prompts that begin with "Votre ticket".
        #expect(book.identical.allSatisfy { $0.count <= 5 })
    }

    @Test("A recording of half a second or more is heard whole, and nothing else", arguments: Spoiling.allCases)
    func recordings(spoiling: Spoiling) throws {
        let book = try Catalogue.book.get()
        let recordings = try Catalogue.recordings.get().filter { $0.samples.count >= 4_000 }
        let every = Catalogue.isWhole ? 1 : 443
        // Other recordings for each.
        let first = Catalogue.isWhole ? 0 : 29 * (Spoiling.allCases.firstIndex(of: spoiling) ?? 0)
        for (number, recording) in recordings.enumerated() where number % every == first {
            let samples = Line.silence(60) + spoiling.spoil(recording.samples, seed: UInt64(number)) + Line.silence(400)
            let endings = book.endings(in: samples)
            #expect(endings.count == 1, "\(recording.name): \(endings)")
            guard let ending = endings.first else { continue }
            #expect(([ending.recording] + ending.alternatives).contains(recording.name))
            #expect(ending.share >= (spoiling == .loss || spoiling == .everything ? 0.7 : 0.95), "\(recording.name)")
            if spoiling == .aLaw {
                #expect(ending.isWhole && ending.correlation > 0.99 && abs(ending.gain) < 0.1)
                #expect(abs(ending.start - 480) <= 2, "\(recording.name) at \(ending.start)")
            }
            if spoiling == .softer { #expect(abs(ending.gain + 12.04) < 0.5) }
        }
    }

    @Test("A prompt is heard as a call plays it, its value with it")
    func playlist() throws {
        let (book, voice) = (try Catalogue.book.get(), try Catalogue.voice.get())
        for language in [Language.french, .english] {
            let list = voice.playlist(
                [Utterance(prompt: "price-quote", language: language, values: [.price: .money(Money(cents: 35_000))])],
                at: Instant(seconds: 0))
            let samples = Catalogue.samples(list, voice)
            let names = book.endings(in: Line.through(.muLaw, samples: samples)).map(\.recording)
            #expect(names.first == "\(language.rawValue)/price-quote")
            #expect(names.contains("\(language.rawValue)/pieces/excluding-tax"))
            // The same prompt as one recording of the call wins over its parts.
            let layered = book.adding([Recording(name: "quote", samples: samples)])
            let endings = layered.endings(in: Line.through(.muLaw, samples: samples))
            #expect(endings.map(\.recording) == ["quote"])
            #expect(endings.allSatisfy { $0.isWhole })
        }
    }
}
