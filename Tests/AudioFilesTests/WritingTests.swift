import AudioFiles
import CSndFile
import Desk
import Foundation
import Testing

@Suite("Writing a prompt") struct WritingTests {
    private let folder: TemporaryFolder
    private let recording = Recording(samples: noise(4_001, decibels: -20) + [.min, .max])

    init() throws { folder = try TemporaryFolder() }

    @Test("gives a file that reads as the same samples")
    func roundTrip() throws {
        let path = folder.file("a.wav")
        try AudioFile.write(recording, to: path, named: "a.wav")
        let content = try AudioFile.load(path, named: "a.wav")
        #expect(content.recording == recording)
        #expect(content.format.isPrompt)
        #expect(try folder.names == ["a.wav"])
    }

    @Test("gives the same bytes every time: those of libsndfile, with a header of 44")
    func bytes() throws {
        for name in ["a.wav", "b.wav"] { try AudioFile.write(recording, to: folder.file(name), named: name) }
        let bytes = try folder.bytes(of: "a.wav")
        #expect(bytes.count == 44 + recording.samples.count * 2)
        #expect(try folder.bytes(of: "b.wav") == bytes)
        #expect(try AudioFile.encode(recording, named: "c") == bytes)
        #expect(try SoundWriter.bytes(SF_FORMAT_WAV | SF_FORMAT_PCM_16, recording.samples) == bytes)
    }

    @Test("replaces a file, and leaves the old one to whoever is reading it")
    func replace() throws {
        let path = folder.file("a.wav")
        try AudioFile.write(Recording(samples: [1, 2, 3]), to: path, named: "a.wav")
        let reader = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        try AudioFile.write(recording, to: path, named: "a.wav")
        #expect(try reader.readToEnd()?.count == 50)
        #expect(try AudioFile.read(path, named: "a.wav") == recording)
        #expect(try folder.names == ["a.wav"])
    }

    @Test("is refused where there is no folder, no permission or no file in the way")
    func refusals() throws {
        func message(_ path: String) -> String? {
            #expect(throws: Problem.self) { try AudioFile.write(recording, to: path, named: "a.wav") }?.message
        }
        #expect(message(folder.file("none/a.wav")) == "there is no such folder to write it to")
        #expect(message(folder.path) == "there is something of this name that is not a file")
        #expect(message("/dev/null") == "there is something of this name that is not a file")
        #expect(message("") == "'a.wav' is no name of a file")
        #expect(message(folder.file("a\0.wav")) == "'a.wav' is no name of a file")
        #expect(message(folder.file(String(repeating: "a", count: 300)))?.contains("cannot be written") == true)
        #expect(try folder.names.isEmpty)
    }

    @Test("is refused where this user may not write", .enabled(if: geteuid() != 0, "root may write everything"))
    func permission() throws {
        #expect(chmod(folder.path, 0o500) == 0)
        defer { chmod(folder.path, 0o700) }
        let problem = #expect(throws: Problem.self) {
            try AudioFile.write(recording, to: folder.file("a.wav"), named: "a.wav")
        }
        #expect(problem?.message == "this user may not write to the folder")
    }

    @Test("is refused for no sound and for too much")
    func lengths() throws {
        let none = #expect(throws: Problem.self) { try AudioFile.encode(Recording(samples: []), named: "a.wav") }
        #expect(none?.message == "the file has no sound in it")
        let long = Recording(samples: [Int16](repeating: 0, count: 4_800_001))
        let problem = #expect(throws: Problem.self) { try AudioFile.encode(long, named: "a.wav") }
        #expect(problem?.message == "the sound is 600.000 s long")
    }
}
