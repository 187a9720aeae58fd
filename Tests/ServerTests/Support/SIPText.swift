/// A SIP message as plain text: what a test writes, and what it reads.
struct SIPText: Sendable {
    let start: String
    let fields: [(name: String, value: String)]
    let body: String

    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        var lines = parts[0].split(separator: "\r\n").map(String.init)
        guard !lines.isEmpty else { return nil }
        start = lines.removeFirst()
        fields = lines.compactMap { line in
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            return (pair[0].lowercased(), String(pair[1].drop { $0 == " " }))
        }
        body = parts.count > 1 ? String(parts[1]) : ""
    }

    /// The first field of that name.
    subscript(name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }

    /// All fields of that name, as they are copied into an answer.
    func lines(_ name: String) -> [String] {
        fields.filter { $0.name == name.lowercased() }.map { "\(name): \($0.value)" }
    }

    /// The status of a response.
    var status: Int? {
        start.hasPrefix("SIP/2.0 ") ? start.split(separator: " ").dropFirst().first.flatMap { Int($0) } : nil
    }

    /// The method of a request, or of the request that is answered.
    var method: String { self["CSeq"]?.split(separator: " ").last.map(String.init) ?? "" }

    var isRequest: Bool { status == nil }

    var callID: String { self["Call-ID"] ?? "" }

    /// The port for audio in the session description.
    var audioPort: UInt16? {
        body.split(separator: "\r\n").first { $0.hasPrefix("m=audio ") }?.split(separator: " ").dropFirst().first
            .flatMap { UInt16($0) }
    }

    /// The URI of the Contact.
    var contact: String? {
        self["Contact"].flatMap { $0.split(separator: "<").last?.split(separator: ">").first.map(String.init) }
    }
}
