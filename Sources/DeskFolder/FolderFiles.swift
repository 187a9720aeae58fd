import Desk
import Foundation

/// The files of a desk folder, some of which may be replaced by texts in memory.
struct FolderFiles {
    /// The folder, as it was given.
    let path: String
    /// Texts by their path in the folder.
    let overlay: [String: String]

    /// How a file of the folder is called in messages: as the user could open it.
    func name(_ file: String) -> String {
        if path.isEmpty || path == "." { return file }
        return path.hasSuffix("/") ? path + file : "\(path)/\(file)"
    }

    /// The bytes of a file.
    func read(_ file: String) throws(Problem) -> [UInt8] {
        if let text = overlay[file] { return Array(text.utf8) }
        return try FileBytes.read(path.isEmpty ? file : "\(path)/\(file)", named: name(file))
    }

    /// Whether the folder is there.
    var exists: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path.isEmpty ? "." : path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// The `.yaml` files of a subfolder, in order of their names, without hidden ones.
    func list(_ folder: String) -> [String] {
        let found =
            (try? FileManager.default.contentsOfDirectory(atPath: "\(path.isEmpty ? "." : path)/\(folder)")) ?? []
        let added = overlay.keys.filter { $0.hasPrefix(folder + "/") }.map {
            String($0.dropFirst(folder.utf8.count + 1))
        }
        return Set(found + added).filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") && !$0.contains("/") }.sorted()
    }

    /// Files of a subfolder that look like flows and are not read because of their ending.
    func misnamed(_ folder: String) -> [String] {
        let found =
            (try? FileManager.default.contentsOfDirectory(atPath: "\(path.isEmpty ? "." : path)/\(folder)")) ?? []
        return found.filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted()
    }
}
