/// The part of a native FLAC file's header that libsndfile does not show (RFC 9639, section 8.2).
enum FLACHeader {
    /// Whether STREAMINFO, which comes first, has a number of samples; 0 stands for one that is not known.
    static func knowsLength(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 26 else { return false }
        return bytes[21] & 0x0F != 0 || bytes[22..<26].contains { $0 != 0 }
    }
}
