/// A SIP message as bytes; fields are looked for when they are asked for.
struct SIPMessage {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The status of a response; nothing for a request.
    var status: Int? {
        guard bytes.starts(with: "SIP/2.0 ".utf8) else { return nil }
        return bytes.dropFirst(8).prefix(3).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    /// Whether it is a request of that method, or a response to one: the end of CSeq.
    func isOf(_ method: StaticString) -> Bool {
        guard let sequence = field("CSeq") else { return false }
        return method.withUTF8Buffer { sequence.suffix($0.count).elementsEqual($0) }
    }

    /// The value of the first field of that name, as the server writes it.
    func field(_ name: StaticString) -> ArraySlice<UInt8>? { fields(name, first: true).first }

    /// The lines of a field, to be copied into an answer.
    func lines(_ name: StaticString) -> String {
        fields(name, first: false).map { "\(name): \(String(decoding: $0, as: UTF8.self))\r\n" }.joined()
    }

    /// The text of a field.
    func text(_ name: StaticString) -> String { field(name).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    /// The address within the angle brackets of Contact.
    var contact: String {
        guard let contact = field("Contact"), let open = contact.firstIndex(of: 0x3C),
            let close = contact[open...].firstIndex(of: 0x3E)
        else { return "" }
        return String(decoding: contact[(open + 1)..<close], as: UTF8.self)
    }

    /// The port for audio in the session description.
    var audioPort: UInt16? {
        var rest = bytes
        while let line = rest.firstIndex(of: 0x0A).map({ rest[($0 + 1)...] }) {
            if line.starts(with: "m=audio ".utf8) { return UInt16(clamping: Self.number(line.dropFirst(8))) }
            rest = line
        }
        return nil
    }

    /// The number with which the text begins.
    static func number(_ text: ArraySlice<UInt8>) -> Int {
        text.prefix { (0x30...0x39).contains($0) }.prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private func fields(_ name: StaticString, first: Bool) -> [ArraySlice<UInt8>] {
        name.withUTF8Buffer { name in
            var found: [ArraySlice<UInt8>] = []
            var rest = bytes
            while let end = rest.firstIndex(of: 0x0A) {
                rest = rest[(end + 1)...]
                if rest.first == 0x0D { break }
                guard rest.starts(with: name), rest.dropFirst(name.count).first == 0x3A else { continue }
                let value = rest.dropFirst(name.count + 1).drop { $0 == 0x20 }
                found.append(value.prefix { $0 != 0x0D })
                if first { break }
            }
            return found
        }
    }
}
