/// The letters of a header name in lower case, eight to a word, so that names are compared by three words.
///
/// Case is one bit, and of the bytes that may get here no others differ from a name's letter by it alone; so what equals the
/// key of a registered name is that name, and only other names have to be checked for being tokens.
struct HeaderKey: Equatable {
    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    private(set) var third: UInt64 = 0

    /// Moves to the first colon, space or control character; of more than 24 letters the key has only the first.
    @inline(__always)
    init(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) {
        let start = index
        first = Self.word(bytes, &index, end)
        guard index &- start == 8 else { return }
        second = Self.word(bytes, &index, end)
        guard index &- start == 16 else { return }
        third = Self.word(bytes, &index, end)
        guard index &- start == 24 else { return }
        while index < end, Self.isLetter(bytes[index]) { index &+= 1 }
    }

    /// Up to eight letters, the first in the lowest place.
    @inline(__always)
    private static func word(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> UInt64 {
        guard end &- index < 8 else {
            let letters = Scan.eight(bytes, index)
            let stops = EightBytes.below(0x21, letters) | EightBytes.equal(Ascii.colon, letters)
            let count = stops.trailingZeroBitCount / 8
            index &+= count
            return (letters | EightBytes.repeating(0x20)) & ~(UInt64.max << UInt64(count &* 8))
        }
        var word: UInt64 = 0
        var shift: UInt64 = 0
        while index < end, isLetter(bytes[index]) {
            word |= UInt64(bytes[index] | 0x20) &<< shift
            shift &+= 8
            index &+= 1
        }
        return word
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte > Ascii.space && byte != Ascii.colon
    }

    /// Where the search for the name begins in the index.
    @inline(__always)
    var slot: Int {
        let mixed = (first ^ second &* 3 ^ third &* 7) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 55)
    }
}

/// Finds the code of a header name.
struct HeaderIndex: Sendable {
    /// A name and its code, 0 for a free place.
    struct Entry: Sendable {
        let key: HeaderKey
        let code: UInt8
    }

    static let shared = HeaderIndex()
    /// 512 places, of which more than half are free; a name whose place is taken stands in the next free one.
    let entries: [Entry]

    private init() {
        var entries = [Entry](repeating: Entry(key: Self.key([]), code: 0), count: 512)
        let place = { (key: HeaderKey, code: UInt8) in
            var slot = key.slot
            while entries[slot].code != 0 { slot = (slot + 1) & 511 }
            entries[slot] = Entry(key: key, code: code)
        }
        for name in HeaderName.registered {
            place(Self.key(Array(name.text.utf8)), name.code)
            if name.compact != 0 { place(Self.key([name.compact]), name.code) }
        }
        self.entries = entries
    }

    private static func key(_ name: [UInt8]) -> HeaderKey {
        var index = 0
        return HeaderKey(name.span, &index, name.count)
    }

    /// The code of a name, or 0.
    @inline(__always)
    static func code(_ key: HeaderKey, in entries: Span<Entry>) -> UInt8 {
        var slot = key.slot
        while true {
            let entry = entries[slot & 511]
            if entry.code == 0 || entry.key == key { return entry.code }
            slot &+= 1
        }
    }
}
