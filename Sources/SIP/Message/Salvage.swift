/// Reads from a broken request what its refusal needs (RFC 3261 §8.2.6.2).
///
/// Lines are looked at one by one, and those that are broken themselves are left out, so that a request with a bad To is still
/// answered to its Via.
enum Salvage {
    /// The request, if its method and its topmost Via can be read and it is not an ACK.
    static func request(_ bytes: [UInt8], _ limits: MessageLimits) -> Request? {
        let span = bytes.span
        var index = 0
        while index < span.count, span[index] == Ascii.carriageReturn || span[index] == Ascii.lineFeed { index += 1 }
        let start = index
        Scan.run(of: .token, span, &index, span.count)
        guard index > start, Scan.at(Ascii.space, span, index, span.count) else { return nil }
        let method = Method(span, start..<index)
        guard method != .ack else { return nil }
        var fields = Fields(bytes: bytes, slots: [])
        let end = min(span.count, limits.messageBytes)
        skipLine(span, &index, end)
        while index < end, span[index] != Ascii.carriageReturn {
            if let slot = slot(span, index, end) { keep(slot, in: &fields, limits) }
            skipLine(span, &index, end)
        }
        guard fields.topViaIsReadable else { return nil }
        return Request(method: method, target: [], fields: fields, content: [])
    }

    private static func keep(_ slot: Fields.Slot, in fields: inout Fields, _ limits: MessageLimits) {
        switch slot.code {
        case HeaderCode.via:
            if fields.count < limits.viaCount + 4 { fields.slots.append(slot) }
        case HeaderCode.from, HeaderCode.to, HeaderCode.callID, HeaderCode.cSeq:
            // The first of several, so that the response has one.
            if !fields.slots.contains(where: { $0.code == slot.code }) { fields.slots.append(slot) }
        default: break
        }
    }

    private static func skipLine(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        while index < end, bytes[index] != Ascii.lineFeed { index += 1 }
        index = min(index + 1, end)
    }

    /// A line with a name, a colon, and a value without control characters that ends in CR LF.
    private static func slot(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Fields.Slot? {
        var index = start
        Scan.run(of: .token, bytes, &index, end)
        let code = HeaderName.code(of: bytes, start, index)
        Scan.skipSpace(bytes, &index, end)
        guard code != 0, Scan.at(Ascii.colon, bytes, index, end) else { return nil }
        index += 1
        Scan.skipSpace(bytes, &index, end)
        let valueStart = index
        while index < end, !Ascii.isControl(bytes[index]) || bytes[index] == Ascii.tab { index += 1 }
        guard Scan.at(Ascii.carriageReturn, bytes, index, end), Scan.at(Ascii.lineFeed, bytes, index + 1, end)
        else { return nil }
        while index > valueStart, Ascii.isSpace(bytes[index - 1]) { index -= 1 }
        return Fields.Slot(
            nameStart: UInt32(truncatingIfNeeded: start), valueStart: UInt32(truncatingIfNeeded: valueStart),
            valueEnd: UInt32(truncatingIfNeeded: index), nameCount: 0, code: code)
    }
}

extension Fields {
    /// Whether the first value of Via can be read.
    var topViaIsReadable: Bool {
        guard let slot = firstIndex(.via).map({ slots[$0] }) else { return false }
        var index = Int(slot.valueStart)
        return (try? ViaLayout(bytes.span, &index, Int(slot.valueEnd))) != nil
    }
}
