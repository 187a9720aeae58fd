import CallFlow
import Testing

@Suite("Tables of four-bit numbers") struct NibbleTableTests {
    @Test("hold sixteen numbers that do not touch each other")
    func independent() {
        var table = NibbleTable()
        for index in 0..<NibbleTable.count { table[index] = (index * 7) % 16 }
        for index in 0..<NibbleTable.count { #expect(table[index] == (index * 7) % 16) }
        table[3] = NibbleTable.largest
        table[3] = 0
        #expect(table[2] == 14)
        #expect(table[3] == 0)
        #expect(table[4] == 12)
    }
}
