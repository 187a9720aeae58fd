import SIP

/// Bytes of streams for the tests of framing.
enum StreamSample {
    static func raw(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A message with a right Content-Length in the midst of its headers.
    static func message(_ method: String = "OPTIONS", body: String = "", padding: Int = 0) -> [UInt8] {
        let subject = padding > 0 ? "Subject: \(String(repeating: "x", count: padding))\r\n" : ""
        let length = "Content-Length: \(body.utf8.count)\r\n"
        return raw("\(method) sip:a SIP/2.0\r\nVia: SIP/2.0/TCP h\r\n\(length)\(subject)\r\n\(body)")
    }

    /// Everything that the stream gives by now.
    static func drain(_ framer: inout StreamFramer) throws(FramingFailure) -> [StreamFramer.Unit] {
        var units: [StreamFramer.Unit] = []
        while let unit = try framer.next() { units.append(unit) }
        return units
    }
}
