import Testing

@testable import SIP

struct KeyedHashTests {
    /// The vectors of the authors' reference: the key is 00 to 0f, the message the first bytes from 00 on.
    static let vectors: [(count: UInt8, hash: UInt64)] = [
        (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137), (8, 0x93f5_f579_9a93_2462),
        (15, 0xa129_ca61_49be_45e5),
    ]

    @Test("SipHash-2-4 gives the published values", arguments: vectors)
    func published(count: UInt8, expected: UInt64) {
        var hash = KeyedHash(TransactionSamples.secret)
        for byte in 0..<count { hash.add(byte) }
        #expect(hash.finalized() == expected)
    }

    @Test("Where a text ends makes a difference, and so does the secret")
    func ends() {
        func hash(_ texts: [String], _ secret: TransactionSecret = TransactionSamples.secret) -> UInt64 {
            var hash = KeyedHash(secret)
            for text in texts { hash.add(text) }
            return hash.finalized()
        }
        #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
        #expect(hash(["ab", "c"]) != hash(["abc"]))
        #expect(hash(["abc"]) != hash(["abc"], TransactionSecret(1, 2)))
    }
}
