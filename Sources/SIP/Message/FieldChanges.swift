extension Fields {
    /// Adds a header at the end.
    ///
    /// CR, LF and NUL can never be written into a header, as they would let a value begin headers of its own: each becomes a
    /// space.
    public mutating func append(_ name: HeaderName, _ value: String) {
        slots.append(write(name, value))
    }

    /// Adds a header before all others, as a Via or a Route needs it.
    public mutating func prepend(_ name: HeaderName, _ value: String) {
        slots.insert(write(name, value), at: 0)
    }

    /// Sets a header: it takes the place of the first of its name, further ones go; without one it is appended.
    public mutating func replace(_ name: HeaderName, _ value: String) {
        guard let index = firstIndex(name) else { return append(name, value) }
        slots[index] = write(name, value)
        let others = slots[(index + 1)...].filter { !isNamed($0, name) }
        slots = slots[...index] + others
    }

    /// Removes all headers of a name.
    public mutating func removeAll(_ name: HeaderName) {
        slots = slots.filter { !isNamed($0, name) }
    }

    /// Copies all headers of a name from another message, byte by byte.
    mutating func copy(_ name: HeaderName, from other: Fields) {
        for slot in other.slots where other.isNamed(slot, name) {
            slots.append(write(name, other.bytes[slot.value]))
        }
    }

    /// Adds bytes to the value of the first header of a name.
    mutating func extend(_ name: HeaderName, with text: String) {
        guard let index = firstIndex(name) else { return }
        let value = Array(bytes[slots[index].value]) + Self.clean(text)
        slots[index] = write(name, value[...])
    }

    /// All lines with their ends, except Content-Length.
    func write(into output: inout [UInt8]) {
        for slot in slots where slot.code != HeaderName.contentLength.code {
            if let name = HeaderName.registered(slot.code) {
                output.append(contentsOf: name.text.utf8)
            } else {
                output.append(contentsOf: bytes[slot.name])
            }
            output.append(Ascii.colon)
            output.append(Ascii.space)
            output.append(contentsOf: bytes[slot.value])
            output.append(Ascii.carriageReturn)
            output.append(Ascii.lineFeed)
        }
    }

    /// The bytes of text from which CR, LF and NUL are gone.
    static func clean(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == 0 || $0 == Ascii.carriageReturn || $0 == Ascii.lineFeed ? Ascii.space : $0 }
    }

    private mutating func write(_ name: HeaderName, _ value: String) -> Slot {
        write(name, Self.clean(value)[...])
    }

    private mutating func write(_ name: HeaderName, _ value: ArraySlice<UInt8>) -> Slot {
        let nameStart = bytes.count
        // A registered name is written from its code.
        if name.code == 0 { bytes.append(contentsOf: name.text.utf8) }
        let valueStart = bytes.count
        bytes.append(contentsOf: value)
        return Slot(
            nameStart: UInt32(clamping: nameStart), valueStart: UInt32(clamping: valueStart),
            valueEnd: UInt32(clamping: bytes.count), nameCount: UInt16(clamping: valueStart - nameStart),
            code: name.code)
    }
}

extension Fields {
    /// Has no headers, and room for those that a response copies.
    init(reserving other: Fields) {
        self.init()
        bytes.reserveCapacity(other.bytes.count)
        slots.reserveCapacity(16)
    }

    /// All lines, the Content-Length of the content, the empty line, and the content.
    func write(into output: inout [UInt8], content: ArraySlice<UInt8>) {
        write(into: &output)
        output.append(contentsOf: "Content-Length: ".utf8)
        output.appendDecimal(content.count)
        output.append(contentsOf: "\r\n\r\n".utf8)
        output.append(contentsOf: content)
    }
}

extension [UInt8] {
    /// Appends a number in decimal digits.
    mutating func appendDecimal(_ number: Int) {
        append(contentsOf: String(number).utf8)
    }
}
