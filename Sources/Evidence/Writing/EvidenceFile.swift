import Crypto
import Foundation
import TransparencyLog

/// One file of a bundle.
public struct EvidenceFile: Hashable, Sendable {
    /// Its path within the bundle.
    public let path: String
    /// Its text.
    public let text: String

    /// Makes a file.
    public init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    /// SHA-256 of its bytes, in hexadecimal.
    public var hash: String { Hexadecimal.text(Array(SHA256.hash(data: Array(text.utf8)))) }
}

/// Why a bundle could not be written or read.
public struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the offending value.
    public let message: String
    /// How to mend it.
    public let mend: String

    /// Makes an error.
    public init(_ message: String, mend: String) {
        self.message = message
        self.mend = mend
    }

    /// `what is wrong: how to mend it`.
    public var description: String { "\(message): \(mend)" }
}
