import DeskFolder

/// Fingerprints: the first 128 bits of SHA-256, in hexadecimal.
enum Fingerprint {
    private static let length = 32

    /// Of a text and everything else that decides how an engine's recording of it sounds.
    static func engine(_ spoken: String, command: [String], mastering: String) -> String {
        of(Array(([spoken, mastering] + command).joined(separator: "\u{0}").utf8))
    }

    /// Of a text that a person spoke.
    static func person(_ text: String) -> String { of(Array(text.utf8)) }

    /// Of bytes.
    static func of(_ bytes: [UInt8]) -> String { String(FileBytes.hash(bytes).prefix(length)) }
}
