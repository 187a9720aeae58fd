import RTP
import Recognition
import TestSupport
import Testing

/// Sound in which nothing is to be recognised, and recordings that cannot be.
struct NothingTests {
    @Test("Noise, tones, keys, and silence are no recording")
    func noise() throws {
        let book = try Catalogue.book.get()
        #expect(book.heard(in: Line.silence(3_000)).isEmpty)
        #expect(book.heard(in: Line.noise(1_500, level: 8_000, seed: 1)).isEmpty)
        #expect(book.heard(in: Line.tone(440, milliseconds: 1_500) + Line.silence(3_500)).isEmpty)
        #expect(book.heard(in: Line.tone(425, milliseconds: 1_500)).isEmpty)
        #expect(book.heard(in: "0123456789*#".flatMap { Line.key($0) + Line.silence(60) }).isEmpty)
    }

    @Test("What is not in the book is never heard whole, and never but where it shares words with what is")
    func leftOut() throws {
        // A book of its own takes seconds to make unless it is optimised.
        let recordings = try Catalogue.recordings.get().enumerated()
            .filter { Catalogue.isWhole || $0.offset % 4 == 0 }.map(\.element)
        let book = PromptBook(recordings.enumerated().filter { $0.offset % 10 != 4 }.map(\.element))
        let left = recordings.enumerated().filter { $0.offset % 10 == 4 && $0.element.samples.count >= 8_000 }
        let names = Set(recordings.filter { $0.samples.count >= 4_000 }.map(\.name))
        for (number, recording) in left.enumerated() where Catalogue.isWhole || number % 8 == 0 {
            for ending in book.endings(in: recording.element.samples) where names.contains(ending.recording) {
                #expect(!ending.isWhole, "\(recording.element.name) was taken for \(ending)")
                #expect(ending.correlation >= 0.85)
            }
        }
    }

    @Test("Recordings without enough voice are named, and do no harm")
    func unrecognisable() {
        let long = [Int16](repeating: 0, count: PromptBook.longestRecording + 1)
        let book = PromptBook([
            Recording(name: "empty", samples: []), Recording(name: "single", samples: [.max]),
            Recording(name: "silent", samples: Line.silence(2_000)), Recording(name: "long", samples: long),
            Recording(name: "sound", samples: Line.noise(1_000, level: 9_000, seed: 9)),
        ])
        #expect(
            book.unrecognisable.map(\.reason) == [.tooLittleVoice, .tooLittleVoice, .tooLittleVoice, .tooLong])
        #expect(book.unrecognisable.map(\.name) == ["empty", "single", "silent", "long"])
        #expect(book.names == ["sound"])
        #expect(book.endings(in: Line.noise(1_000, level: 9_000, seed: 9)).map(\.recording) == ["sound"])
        #expect(PromptBook([]).heard(in: Line.noise(500, level: 9_000, seed: 9)).isEmpty)
    }

    @Test("More layers than there may be are refused by name")
    func layers() {
        var book = PromptBook([])
        for number in 1...PromptBook.mostLayers {
            book = book.adding([
                Recording(name: "\(number)", samples: Line.noise(500, level: 9_000, seed: UInt64(number)))
            ])
        }
        #expect(book.unrecognisable.map(\.name) == ["\(PromptBook.mostLayers)"])
        #expect(book.unrecognisable.map(\.reason) == [.noRoom])
        #expect(book.names.count == PromptBook.mostLayers - 1)
    }

    @Test("No sound makes a listener fail, and its end is final")
    func extremes() throws {
        let book = try Catalogue.book.get()
        var random = SplitMix64(seed: 11)
        var listener = PromptListener(book)
        for _ in 0..<12 {
            let count = Int.random(in: 0...900, using: &random)
            _ = listener.hear((0..<count).map { _ in Int16(truncatingIfNeeded: random.next()) })
            _ = listener.hear(Array(repeating: Bool.random(using: &random) ? .min : .max, count: count))
        }
        _ = listener.finish()
        #expect(listener.finish().isEmpty)
        #expect(listener.hear(try Catalogue.recording("fr/goodbye").samples).isEmpty)
    }

    @Test("The level of a line tells silence from sound")
    func level() {
        var listener = PromptListener(PromptBook([]))
        _ = listener.hear(Line.silence(500))
        #expect(listener.level.lastVoiced == nil && listener.level.silence == 4_000 && listener.level.peak == nil)
        // A constant offset is no sound.
        _ = listener.hear(Array(repeating: 2_000, count: 1_600))
        #expect(listener.level.voiced == 0)
        _ = listener.hear(Line.tone(1_000, milliseconds: 200) + Line.silence(100))
        #expect(listener.level.received == 8_000)
        #expect(listener.level.voiced == 1_600)
        #expect(listener.level.silence == 800)
        #expect(listener.level.lastVoiced == 7_200)
        #expect(abs((listener.level.peak ?? 0) + 13.15) < 1)
    }
}
