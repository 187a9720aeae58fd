import Desk
import TestSupport
import Testing

@Suite("Passcodes (R3)") struct PasscodeTests {
    @Test(
        "are keyed by the letters of the phone pad (E.161)",
        arguments: [
            ("abc", "222"), ("def", "333"), ("ghi", "444"), ("jkl", "555"), ("mno", "666"), ("pqr", "777"),
            ("stu", "788"), ("vwx", "899"), ("yz0", "990"), ("ABC", "222"), ("XYZ", "999"), ("aB7", "227"),
            ("019", "019"), ("123", "123"),
        ])
    func keypad(password: String, keys: String) {
        #expect(Passcode.keys(forPassword: password) == keys)
    }

    @Test("every letter from A to Z has one key, in both cases")
    func alphabet() throws {
        let keys = "22233344455566677778889999"
        for (letter, key) in zip("abcdefghijklmnopqrstuvwxyz", keys) {
            try #require(Passcode.keys(forPassword: "\(letter)\(letter)0") == "\(key)\(key)0")
            try #require(Passcode.keys(forPassword: letter.uppercased() + "00") == "\(key)00")
        }
    }

    @Test(
        "are keyed without accents, composed or not",
        arguments: [
            ("éèê", "333"), ("É\u{CB}e\u{301}", "333"), ("àâä", "222"), ("Çç1", "221"), ("îïô", "446"), ("ùûü", "888"),
            ("œuf", "683"), ("Æon", "266"), ("ÿ\u{178}ñ", "996"), ("ß00", "700"), ("\u{FB01}00", "300"),
            ("čšž", "279"), ("ÝŁŐ", "956"), ("e\u{301}e\u{301}e\u{301}", "333"),
        ])
    func accents(password: String, keys: String) {
        #expect(Passcode.keys(forPassword: password) == keys)
    }

    @Test(
        "are keyed as 1 where no key carries the character",
        arguments: [
            ("!?*", "111"), ("#a ", "121"), ("€$£", "111"), ("日本語", "111"), ("👩‍💻ab", "122"), ("\r\na1", "121"),
            ("\u{661}\u{FF12}9", "119"),
        ])
    func symbols(password: String, keys: String) {
        #expect(Passcode.keys(forPassword: password) == keys)
    }

    @Test("need three characters, and take no more", arguments: ["", "a", "ab", "e\u{301}e\u{301}"])
    func tooShort(password: String) {
        #expect(Passcode.keys(forPassword: password) == nil)
        #expect(Passcode.keys(forPassword: "abc" + password) == "222")
        #expect(Passcode.length == 3)
    }

    @Test("have three digits whatever the password")
    func always() throws {
        var generator = SplitMix64(seed: 161)
        for _ in 0..<3000 {
            var password = ""
            for _ in 0..<3 {
                guard let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &generator)) else { continue }
                password.unicodeScalars.append(scalar)
            }
            guard let keys = Passcode.keys(forPassword: password) else {
                try #require(password.count < 3)
                continue
            }
            try #require(keys.utf8.count == 3 && keys.utf8.allSatisfy { (0x30...0x39).contains($0) })
        }
    }

    @Test("match only when every byte of the hash does, wherever they differ")
    func comparison() {
        let hash = PasscodeHash(bytes: Array(0..<32))
        #expect(hash.matches(PasscodeHash(bytes: Array(0..<32))))
        for index in 0..<32 {
            for bit in 0..<8 {
                var bytes = hash.bytes
                bytes[index] ^= 1 << UInt8(bit)
                #expect(!hash.matches(PasscodeHash(bytes: bytes)))
            }
        }
        // Differences never cancel each other out.
        #expect(!PasscodeHash(bytes: [1, 1]).matches(PasscodeHash(bytes: [0, 0])))
        #expect(!hash.matches(PasscodeHash(bytes: Array(0..<31))))
        #expect(!hash.matches(PasscodeHash(bytes: Array(0..<33))))
        #expect(!PasscodeHash(bytes: []).matches(hash))
    }
}
