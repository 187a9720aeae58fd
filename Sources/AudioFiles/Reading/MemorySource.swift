import CSndFile

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Bytes in memory that libsndfile reads like a file.
///
/// The places it goes to come from the header of the file: they may be anywhere, as with `lseek`, and beyond the end
/// there is nothing to read.
final class MemorySource {
    private let bytes: [UInt8]
    private var position: Int64 = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The functions that libsndfile calls with an unretained ``MemorySource``.
    static var callbacks: SF_VIRTUAL_IO {
        SF_VIRTUAL_IO(
            get_filelen: { user in MemorySource.at(user).map { Int64($0.bytes.count) } ?? -1 },
            seek: { offset, whence, user in MemorySource.at(user)?.seek(offset, whence) ?? -1 },
            read: { target, count, user in MemorySource.at(user)?.read(target, count) ?? 0 },
            write: { _, _, _ in 0 },
            tell: { user in MemorySource.at(user)?.position ?? -1 })
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> MemorySource? {
        user.map { Unmanaged<MemorySource>.fromOpaque($0).takeUnretainedValue() }
    }

    private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let base: Int64? =
            switch whence {
            case SEEK_SET: 0
            case SEEK_CUR: position
            case SEEK_END: Int64(bytes.count)
            default: nil
            }
        guard let (place, overflow) = base?.addingReportingOverflow(offset), !overflow, place >= 0 else { return -1 }
        position = place
        return place
    }

    private func read(_ target: UnsafeMutableRawPointer?, _ count: Int64) -> Int64 {
        let left = Int64(bytes.count) - position
        guard let target, left > 0, count > 0 else { return 0 }
        let part = Int(min(left, count))
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { target.copyMemory(from: base + Int(position), byteCount: part) }
        }
        position += Int64(part)
        return Int64(part)
    }
}
