import Desk
import DeskFolder
import Foundation

/// Finds and reads files of stories.
public struct StoryFolder: Sendable {
    /// The stories, in the order of their files.
    public let stories: [Story]
    /// The files that were read.
    public let files: [String]

    /// The most files that are read at once.
    static let mostFiles = 1_000

    /// Reads files, and the files of folders that end in `.yaml`.
    ///
    /// - Throws: everything that is wrong with any of them.
    public static func load(
        _ paths: [String], desk: DeskFolder, hasher: any PasscodeHasher
    ) throws(Problems) -> StoryFolder {
        let terms = DeskTerms(desk)
        var shelf = WorldShelf(desk, hasher: hasher)
        var stories: [Story] = []
        var problems: [Problem] = []
        let files = try files(at: paths)
        var origins: [String: String] = [:]
        for path in files {
            let name = String((path.split(separator: "/").last ?? "").dropLast(".yaml".count))
            if let other = origins.updateValue(path, forKey: name) {
                problems.append(
                    Problem(
                        SourcePlace(file: path), "another file of this name is read too: \(other)",
                        mend: "rename one of them: names of stories begin with the file's"))
            }
            do throws(Problem) {
                let root = try YAMLReader.read(try FileBytes.read(path, named: path), file: path)
                let result = StoryReader.read(root, named: name, terms: terms, shelf: &shelf)
                stories += result.stories
                problems += result.problems
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return StoryFolder(stories: stories, files: files)
    }

    /// The files that are meant, each once, in order.
    static func files(at paths: [String]) throws(Problems) -> [String] {
        var files: [String] = []
        var problems: [Problem] = []
        for path in paths {
            var isFolder: ObjCBool = false
            let place = SourcePlace(file: path)
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                problems.append(Problem(place, "there is no such file or folder", mend: "name files of stories"))
                continue
            }
            guard isFolder.boolValue else {
                if !path.hasSuffix(".yaml") {
                    problems.append(Problem(place, "a file of stories ends in '.yaml'", mend: "rename it"))
                }
                files.append(path)
                continue
            }
            let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".yaml") }.sorted()
            if names.isEmpty {
                problems.append(
                    Problem(place, "the folder has no files of stories", mend: "add one that ends in .yaml"))
            }
            files += names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
        }
        if files.count > mostFiles {
            problems.append(
                Problem(
                    SourcePlace(file: files[mostFiles]), "there are \(files.count) files of stories",
                    mend: "name at most \(mostFiles) at once"))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
