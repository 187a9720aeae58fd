import Crypto
import Desk
import Foundation

/// Reads whole files of a desk, and nothing larger or stranger than them.
public enum FileBytes {
    /// The bytes of a regular file of at most ``YAMLText/limit`` bytes.
    ///
    /// - Parameter name: the file's name for messages.
    package static func read(_ path: String, named name: String) throws(Problem) -> [UInt8] {
        let place = SourcePlace(file: name)
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path) else {
            throw Problem(place, "there is no such file", mend: "add it, or choose another folder with '--desk DIR'")
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Problem(place, "this is no regular file", mend: "put a file in its place")
        }
        let size = attributes[.size] as? Int ?? 0
        guard size <= YAMLText.limit else {
            throw Problem(place, "the file has \(size) bytes", mend: "keep it under \(YAMLText.limit), or split it")
        }
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw Problem(place, "the file cannot be read", mend: "allow this user to read it")
        }
        return Array(data)
    }

    /// SHA-256 in hexadecimal.
    public static func hash(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
