import Desk
import Foundation
import Glibc

/// Keeps two programs from changing recordings and their index at once.
///
/// The lock is on the folder itself and ends with the process, however that ends.
enum FolderLock {
    /// Runs a short piece of work that nobody else interrupts; waits for others to end theirs.
    static func holding<Result>(_ folder: String, _ body: () throws(Problem) -> Result) throws(Problem) -> Result {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else {
            throw Problem(
                SourcePlace(file: folder), "the folder cannot be opened (\(String(cString: strerror(errno))))",
                mend: "see that it exists and that this user may read it")
        }
        defer { close(file) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw Problem(
                    SourcePlace(file: folder), "the folder cannot be locked (\(String(cString: strerror(errno))))",
                    mend: "keep recordings on a file system with locks")
            }
        }
        return try body()
    }
}
