import TransparencyLog

/// Writes the bytes that the tree is made of: canonical JSON (RFC 8785), its members in the order of their names.
///
/// Every entry that is written or checked passes here, so nothing is allocated on the way.
enum LeafText {
    /// - Parameters:
    ///   - kind: UTF-8.
    ///   - body: canonical JSON, of an open entry.
    ///   - commitment: of a sealed entry.
    static func write(
        seq: Int, at: Int64, kind: some Collection<UInt8>, call: Int64?, body: (some Collection<UInt8>)?,
        commitment: TreeHash?, to text: inout [UInt8]
    ) {
        append(#"{"at":"#, to: &text)
        append(at, to: &text)
        if let body {
            append(#","body":"#, to: &text)
            text.append(contentsOf: body)
        }
        if let call {
            append(#","call":"#, to: &text)
            append(call, to: &text)
        }
        if body == nil, let commitment {
            append(#","commitment":""#, to: &text)
            commitment.appendHexadecimal(to: &text)
            text.append(UInt8(ascii: "\""))
        }
        append(#","kind":"#, to: &text)
        CanonicalJSON.write(utf8: kind, into: &text)
        append(#","seq":"#, to: &text)
        append(Int64(seq), to: &text)
        text.append(UInt8(ascii: "}"))
    }

    private static func append(_ word: StaticString, to text: inout [UInt8]) {
        text.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }

    static func append(_ number: Int64, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = number.magnitude
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        var (left, right) = (start, text.count - 1)
        while left < right {
            text.swapAt(left, right)
            left += 1
            right -= 1
        }
    }
}
