import Desk
import Glibc

/// Reads whole regular files, and nothing that could block or never end.
enum RegularFile {
    /// The bytes of a file of at most ``AudioLimits/fileSize`` bytes.
    static func bytes(of path: String, named name: String) throws(Problem) -> [UInt8] {
        let complaint = Complaint(name: name)
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw complaint("'\(name)' is no name of a file", mend: "give the path of a sound file")
        }
        // Looked at before it is opened: to open some devices is to use them.
        var status = stat()
        guard stat(path, &status) == 0 else { throw failure(errno, complaint) }
        try check(status, complaint)
        let file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { throw failure(errno, complaint) }
        defer { close(file) }
        guard fstat(file, &status) == 0 else { throw failure(errno, complaint) }
        try check(status, complaint)
        return try contents(of: file, size: Int(status.st_size), complaint)
    }

    private static func check(_ status: stat, _ complaint: Complaint) throws(Problem) {
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            let word =
                switch kind {
                case S_IFDIR: "a folder"
                case S_IFIFO: "a named pipe"
                case S_IFCHR, S_IFBLK: "a device"
                case S_IFSOCK: "a socket"
                default: "something else"
                }
            throw complaint("this is \(word), not a file", mend: "give the path of a sound file")
        }
        guard status.st_size <= AudioLimits.fileSize else { throw complaint.tooLarge(Int(status.st_size)) }
    }

    private static func contents(of file: Int32, size: Int, _ complaint: Complaint) throws(Problem) -> [UInt8] {
        var failed: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = read(file, buffer.baseAddress.map { $0 + count }, size - count)
                if part > 0 {
                    count += part
                } else if part == 0 {
                    break
                } else if errno != EINTR {
                    failed = errno; break
                }
            }
        }
        guard failed == 0 else { throw failure(failed, complaint) }
        return bytes
    }

    private static func failure(_ code: Int32, _ complaint: Complaint) -> Problem {
        switch code {
        case ENOENT, ENOTDIR: complaint("there is no such file", mend: "record it, or correct its path")
        case EACCES, EPERM: complaint("this user may not read the file", mend: "allow it with chmod or chown")
        default:
            complaint(
                "the file cannot be read (\(String(cString: strerror(code))))", mend: "see to the disk and the path")
        }
    }
}
