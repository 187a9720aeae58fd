@testable import SIP

/// Makes descriptions for tests from lines as they are read on a page.
enum SDPText {
    /// The lines with CR LF.
    static func bytes(_ text: String) -> [UInt8] {
        Array((text.split(separator: "\n").joined(separator: "\r\n") + "\r\n").utf8)
    }

    static func parsed(_ text: String) throws -> SessionDescription {
        try SessionDescription(parsing: bytes(text))
    }

    /// A description with one or more media sections, made at 198.51.100.7.
    static func session(_ media: String, connection: String = "IN IP4 198.51.100.7") throws -> SessionDescription {
        try parsed("v=0\no=peer 1 1 IN IP4 198.51.100.7\ns=-\nc=\(connection)\nt=0 0\n" + media)
    }

    /// The lines of what we send.
    static func lines(_ description: SessionDescription) -> [String] {
        String(decoding: description.serialized(), as: UTF8.self).split(separator: "\r\n").map(String.init)
    }

    /// The lines from the first `m=` on.
    static func mediaLines(_ description: SessionDescription) -> [String] {
        Array(lines(description).drop { !$0.hasPrefix("m=") })
    }
}
