import RTP
import Testing

/// The keys of a telephone and a row of them.
struct TelephoneKeyTests {
    @Test("Codes and characters are those of RFC 4733")
    func codes() {
        #expect(String(TelephoneKey.allCases.map(\.character)) == "0123456789*#ABCD")
        #expect(TelephoneKey.allCases.map(\.rawValue) == Array(0...15))
        #expect(TelephoneKey.pound.description == "#")
    }

    @Test("A character is a key when it is printed on one")
    func characters() {
        for byte in UInt8.min...UInt8.max {
            let printed = String(Unicode.Scalar(byte)).uppercased()
            let expected = TelephoneKey.allCases.first { $0.description == printed }
            #expect(TelephoneKey(ascii: byte) == expected, "\(byte)")
        }
    }

    @Test("A row of keys comes out in the order that it went in, up to sixteen")
    func rows() {
        var keys = TelephoneKeys()
        #expect(keys.first == nil)
        for key in TelephoneKey.allCases {
            let fits = keys.append(key)
            #expect(fits)
        }
        let overflows = keys.append(.one)
        #expect(!overflows)
        #expect(Array(keys) == TelephoneKey.allCases)
        #expect(keys.first == .zero)
        let taken = keys.next()
        #expect(taken == .zero)
        #expect(keys.count == 15)
        #expect(keys.first == .one)
        #expect(keys != [.one] as TelephoneKeys)
    }

    @Test("A row whose keys were taken out has room again")
    func reuse() {
        var keys: TelephoneKeys = [.five, .zero]
        _ = keys.next()
        keys.append(.d)
        #expect(Array(keys) == [.zero, .d])
        #expect(keys == [.zero, .d] as TelephoneKeys)
    }
}
