import AudioFiles
import Desk
import DeskFolder
import Foundation
import Prompts
import Testing

@testable import Recordings

/// A copy of the shipped desk without its recordings, in a folder that goes away with it.
final class DeskCopy: Sendable {
    /// The repository's root, which is the shipped desk.
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "voicedesk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/prompts", withIntermediateDirectories: true)
        for name in ["desk.yaml", "rota.yaml", "callflows", "prompts/catalogue.yaml", "prompts/pieces.yaml"] {
            try FileManager.default.copyItem(atPath: "\(Self.shipped)/\(name)", toPath: "\(path)/\(name)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Reads the desk as it is now.
    func recordings() throws -> DeskRecordings { try DeskRecordings(try DeskFolder.load(at: path)) }

    /// Changes a text of a file.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
        try #require(text.contains(old), "\(file) has no '\(old)'")
        try text.replacing(old, with: new).write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
    }

    /// Lets another program speak French: a shell script that finds the text on its standard input.
    func speakFrench(with script: String) throws {
        try "#!/bin/sh\n\(script)\n".write(toFile: path + "/engine", atomically: true, encoding: .utf8)
        try edit("desk.yaml", "fr: [espeak-ng, --stdin, --stdout, -v, fr, -s, \"150\"]", "fr: [/bin/sh, ./engine]")
    }

    /// The bytes of a file.
    func bytes(_ file: String) throws -> Data { try #require(FileManager.default.contents(atPath: "\(path)/\(file)")) }

    /// Puts a recording of a steady tone of a second in the place of another.
    func put(_ file: String, amplitude: Double = 2_000, samples count: Int = 8_000) throws {
        try FileManager.default.createDirectory(
            at: URL(filePath: "\(path)/\(file)").deletingLastPathComponent(), withIntermediateDirectories: true)
        let samples = (0..<count).map { Int16(amplitude * sin(Double($0) * 0.4)) }
        try AudioFile.write(Recording(samples: samples), to: "\(path)/\(file)", named: file)
    }

    /// Builds some recordings, without telling anybody.
    @discardableResult
    func build(_ names: String..., language: Language = .french, force: Bool = false) async throws
        -> PromptBuild.Summary
    {
        let recordings = try recordings()
        let clips = names.flatMap { recordings.clips(named: $0, in: language) }
        try #require(!clips.isEmpty)
        return try await PromptBuild(recordings, jobs: 2, force: force).run(only: clips) { _, _ in }
    }

    /// Lists a file as a person's recording of its text, whatever is in it.
    func adopt(_ name: String) throws {
        let recordings = try recordings()
        let clip = try #require(recordings.clips(named: name, in: .french).first)
        let bytes = try #require(try RecordingStates.bytes(of: recordings.path(of: clip)))
        let entry = RecordingIndex.Entry(
            by: .person, source: Fingerprint.person(clip.text), audio: Fingerprint.of(bytes))
        var index = RecordingIndex()
        if FileManager.default.fileExists(atPath: "\(recordings.folder)/\(RecordingIndex.fileName)") {
            index = try RecordingIndex(folder: recordings.folder)
        }
        index.entries[clip.path] = entry
        try index.draft(in: recordings.folder).commit()
    }

    /// How a recording stands.
    func state(_ name: String) throws -> RecordingState {
        let recordings = try recordings()
        let clip = try #require(recordings.clips(named: name, in: .french).first)
        return try #require(try PromptInventory(recordings).items([clip]).first).state
    }
}
