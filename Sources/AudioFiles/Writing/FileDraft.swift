import Desk
import Glibc

/// A new file that is on the disk under a name of its own, in the folder of the file that it will replace.
///
/// So there is the old file or the new one at any moment, even if the power fails; and several can be written before any of
/// them is put in place.
public struct FileDraft: Sendable {
    private let draft: String
    private let path: String
    private let name: String

    /// Writes a draft and brings it to the disk.
    ///
    /// - Parameter name: the file as the user knows it, for messages.
    public init(_ bytes: [UInt8], for path: String, named name: String) throws(Problem) {
        let complaint = Complaint(name: name)
        guard !path.isEmpty, !path.utf8.contains(0), !path.hasSuffix("/") else {
            throw complaint("'\(name)' is no name of a file", mend: "give the path of a WAV file")
        }
        // A rename would put the file in the place of a pipe or a device.
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw complaint("there is something of this name that is not a file", mend: "choose another name")
        }
        draft = "\(Self.folder(of: path))/.\(String(UInt64.random(in: .min ... .max), radix: 16)).draft"
        self.path = path
        self.name = name
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Self.failure(errno, complaint) }
        if let code = Self.fill(file, with: bytes) {
            unlink(draft)
            throw Self.failure(code, complaint)
        }
    }

    /// Puts the draft in the place of the file.
    public func commit() throws(Problem) {
        if let code = Self.step(rename(draft, path)) {
            unlink(draft)
            throw Self.failure(code, Complaint(name: name))
        }
        if let code = Self.sync(Self.folder(of: path)) { throw Self.failure(code, Complaint(name: name)) }
    }

    /// Throws the draft away.
    public func discard() { unlink(draft) }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes everything, brings it to the disk and closes the file; the error if one of them failed.
    private static func fill(_ file: Int32, with bytes: [UInt8]) -> Int32? {
        var written = 0
        var code: Int32?
        while code == nil, written < bytes.count {
            let part = bytes.withUnsafeBytes { source in
                write(file, source.baseAddress.map { $0 + written }, source.count - written)
            }
            if part >= 0 { written += part } else if errno != EINTR { code = errno }
        }
        code = code ?? step(fsync(file))
        let closing = step(close(file))
        return code ?? closing
    }

    /// Brings the folder to the disk, without which the rename is not on it.
    ///
    /// Some file systems do not offer that, and a folder may be one that can be written to and not opened.
    private static func sync(_ folder: String) -> Int32? {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return errno == EACCES ? nil : errno }
        defer { close(file) }
        let code = step(fsync(file))
        return code == EINVAL || code == ENOTSUP ? nil : code
    }

    private static func step(_ result: Int32) -> Int32? { result == 0 ? nil : errno }

    private static func failure(_ code: Int32, _ complaint: Complaint) -> Problem {
        switch code {
        case ENOENT, ENOTDIR: complaint("there is no such folder to write it to", mend: "make the folder first")
        case EACCES, EPERM, EROFS:
            complaint("this user may not write to the folder", mend: "allow it with chmod or chown")
        case ENOSPC, EDQUOT: complaint("the disk is full, the file is not written", mend: "make room, then try again")
        default:
            complaint(
                "the file cannot be written (\(String(cString: strerror(code))))", mend: "see to the disk and the path")
        }
    }
}
