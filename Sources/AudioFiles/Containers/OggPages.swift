import Desk

/// The pages of an Ogg file (RFC 3533, section 6): whole, undamaged, in order and up to the last one.
///
/// Decoders leave out a damaged page without a word, and take a file that stops for one that ends.
enum OggPages {
    private static let headerSize = 27
    private static let beginsStream: UInt8 = 2
    private static let endsStream: UInt8 = 4
    /// How many streams may be open at once; a file with sound in it has one.
    private static let streamLimit = 16

    static func check(_ bytes: [UInt8], _ complaint: Complaint) throws(Problem) {
        var nextPage: [UInt32: UInt32] = [:]
        var place = 0
        while place < bytes.count {
            guard bytes.has("OggS", at: place), place <= bytes.count - headerSize else {
                throw complaint.cut("what follows its first \(place) bytes is no whole page of an Ogg")
            }
            let segments = Int(bytes[place + headerSize - 1])
            guard place + headerSize + segments <= bytes.count else {
                throw complaint.cut("its last page, at byte \(place), is not whole")
            }
            let content = bytes[place + headerSize..<place + headerSize + segments].reduce(0) { $0 + Int($1) }
            let end = place + headerSize + segments + content
            guard end <= bytes.count else { throw complaint.cut("its last page, at byte \(place), is not whole") }
            let kind = bytes[place + 5]
            let stream = number(bytes, at: place + 14)
            let page = number(bytes, at: place + 18)
            guard checksum(bytes, place..<end) == number(bytes, at: place + 22) else {
                throw complaint(
                    "the page of the Ogg at byte \(place) is damaged", mend: "copy or export the file again")
            }
            if kind & beginsStream != 0, nextPage[stream] == nil, nextPage.count < streamLimit {
                nextPage[stream] = page
            }
            guard nextPage[stream] == page else {
                throw complaint("a page of the Ogg is missing at byte \(place)", mend: "copy or export the file again")
            }
            nextPage[stream] = kind & endsStream != 0 ? nil : page &+ 1
            place = end
        }
        guard nextPage.isEmpty else { throw complaint.cut("its last page is missing") }
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
    }

    /// CRC-32 with the polynomial 04C11DB7 over the page, its own field being zero.
    private static func checksum(_ bytes: [UInt8], _ page: Range<Int>) -> UInt32 {
        let field = page.lowerBound + 22..<page.lowerBound + 26
        var remainder: UInt32 = 0
        for index in page {
            let byte = field.contains(index) ? 0 : bytes[index]
            remainder = remainder << 8 ^ table[Int(UInt8(truncatingIfNeeded: remainder >> 24) ^ byte)]
        }
        return remainder
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index) << 24) { value, _ in value << 1 ^ (value >> 31 == 1 ? 0x04C1_1DB7 : 0) }
    }
}
