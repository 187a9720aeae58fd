import CallTests
import Desk
import DeskFolder
import Foundation

/// A folder of files of stories that is removed at the end of a test.
final class StoryFiles {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "stories-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

    /// The stories of the folder, at the shipped desk.
    func stories() throws -> [Story] {
        try StoryFolder.load([path], desk: SharedDesk.folder.get(), hasher: SharedDesk.hasher).stories
    }

    /// The stories of one file with this text, at the shipped desk.
    static func stories(_ text: String) throws -> [Story] {
        let files = try StoryFiles()
        try files.write(text, to: "file.yaml")
        return try files.stories()
    }

    /// What is wrong with files of these texts, with places as if the folder were at hand.
    static func problems(_ texts: [String: String], desk: DeskFolder? = nil) throws -> [String] {
        let files = try StoryFiles()
        for (name, text) in texts { try files.write(text, to: name) }
        return try files.problems(desk: desk)
    }

    func problems(desk: DeskFolder? = nil) throws -> [String] {
        let desk = try desk ?? SharedDesk.folder.get()
        do throws(Problems) {
            _ = try StoryFolder.load([path], desk: desk, hasher: SharedDesk.hasher)
            return []
        } catch {
            return error.all.map {
                $0.description.replacing("\(path)/", with: "").replacing("\(SharedDesk.root)/", with: "")
            }
        }
    }
}
