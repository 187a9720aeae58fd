/// The parts of a multipart body (RFC 2046 §5.1.1, RFC 5621): some trunks send ISUP or a location beside the session
/// description.
struct MultipartBody: Sendable {
    /// The most parts that are looked at.
    static let mostParts = 8

    private let parts: [(type: String, content: [UInt8])]

    /// Takes a body apart.
    ///
    /// - Returns: nothing for a Content-Type without a boundary.
    init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.boundary(in: contentType) else { return nil }
        var parts: [(String, [UInt8])] = []
        let delimiter = Array("--\(boundary)".utf8)
        var place = Self.find(delimiter, in: body, from: 0)
        while let start = place, parts.count < Self.mostParts {
            let from = start + delimiter.count
            guard let end = Self.find(delimiter, in: body, from: from) else { break }
            if let part = Self.part(body[from..<end]) { parts.append(part) }
            place = end
        }
        self.parts = parts
    }

    /// The content of the first part of that type.
    func part(_ type: String) -> [UInt8]? { parts.first { $0.type == type }?.content }

    private static func boundary(in contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Ascii.equalIgnoringCase(String(pair[0].filter { $0 != " " }), "boundary") else {
                continue
            }
            // A quoted boundary may have spaces inside.
            let parts = pair[1].split(separator: "\"", omittingEmptySubsequences: false)
            let text = parts.count > 1 ? String(parts[1]) : pair[1].filter { $0 != " " && $0 != "\t" }
            return (1...70).contains(text.utf8.count) ? text : nil
        }
        return nil
    }

    /// Where bytes lie in a body.
    private static func find(_ bytes: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = bytes.first, body.count >= bytes.count else { return nil }
        var index = start
        while index <= body.count - bytes.count {
            if body[index] == first, body[index..<index + bytes.count].elementsEqual(bytes) { return index }
            index += 1
        }
        return nil
    }

    /// Splits a part into its Content-Type and its content, without the line end that belongs to the delimiter.
    private static func part(_ bytes: ArraySlice<UInt8>) -> (type: String, content: [UInt8])? {
        let bytes = Array(bytes)
        let separator =
            find([13, 10, 13, 10], in: bytes, from: 0).map { ($0, 4) }
            ?? find([10, 10], in: bytes, from: 0).map { ($0, 2) }
        guard let (end, length) = separator else { return nil }
        var content = bytes[(end + length)...]
        if content.last == 10 { content.removeLast() }
        if content.last == 13 { content.removeLast() }
        for line in bytes[..<end].split(separator: 10) {
            let pair = line.split(separator: 58, maxSplits: 1)
            guard pair.count == 2, Ascii.equalIgnoringCase(text(pair[0]), "content-type") else { continue }
            let type = text(pair[1]).prefix { $0 != ";" }
            return (Ascii.lowercased(String(type)), Array(content))
        }
        return nil
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 > 32 && $0 < 127 }, as: UTF8.self)
    }
}
