import Desk
import TestSupport
import Testing

@Suite("Client numbers (R1)") struct ClientNumberTests {
    @Test("are exactly five digits", arguments: ["12345", "00000", "99999", "01234"])
    func accepted(text: String) throws {
        #expect(try clientNumber(text).description == text)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", "1", "1234", "123456", "1234a", "1234 ", " 1234", "12 45", "+1234", "-1234", "1234\u{0}", "12345\n",
            "\u{661}\u{662}\u{663}\u{664}\u{665}", "\u{FF11}\u{FF12}\u{FF13}\u{FF14}\u{FF15}", "1234\u{FF15}",
            "1\u{301}234", "12345\u{301}", "\u{B9}2345", "\u{664}\u{665}1", "#1234", "*1234",
        ])
    func refused(text: String) {
        #expect(ClientNumber(text) == nil)
    }

    @Test("may not be as long as one likes")
    func tooLong() {
        #expect(ClientNumber(String(repeating: "1", count: 100_000)) == nil)
    }

    @Test("are ordered by their digits")
    func order() throws {
        let numbers = try ["99999", "00001", "12345", "01234"].map(clientNumber)
        #expect(numbers.sorted().map(\.description) == ["00001", "01234", "12345", "99999"])
        #expect(ClientNumber.length == 5)
    }
}

@Suite("Telephone numbers (E.164)") struct PhoneNumberTests {
    @Test(
        "are read in international and national form",
        arguments: [
            ("+33612345678", "+33612345678"), ("0033612345678", "+33612345678"), ("0612345678", "+33612345678"),
            ("06 12 34 56 78", "+33612345678"), ("06.12-34.56 78", "+33612345678"),
            ("+33 6 12 34 56 78", "+33612345678"),
            (" +33290920555", "+33290920555"), ("+123", "+123"), ("+123456789012345", "+123456789012345"),
            ("00 1 202 555 0100", "+12025550100"),
        ])
    func accepted(text: String, number: String) throws {
        #expect(try phone(text).description == number)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", " ", "+", "+-", "0", "00", "000", "12", "33612345678", "+12", "+1234567890123456", "+0612345678",
            "00033612345678", "++33612345678", "+33+612345678", "3+612345678", "+33(0)612345678", "+33612345678;ext=1",
            "sip:+33612345678", "anonymous", "+33\u{A0}612345678", "+33\t612345678", "+33612345678\n",
            "+\u{663}\u{663}612345678", "\u{FF0B}33612345678", "+\u{FF13}\u{FF13}612345678", "06123456\u{FF17}\u{FF18}",
            "+3361234567\u{668}", "+33612345678\u{301}",
        ])
    func refused(text: String) {
        #expect(PhoneNumber(text) == nil)
    }

    @Test("take the country of a leading zero from the desk")
    func country() {
        #expect(PhoneNumber("030 123456", country: "49")?.description == "+4930123456")
        #expect(PhoneNumber("0049 30 123456", country: "33")?.description == "+4930123456")
        #expect(PhoneNumber("+49 30 123456", country: "33")?.description == "+4930123456")
    }

    @Test("may not be as long as one likes")
    func tooLong() {
        #expect(PhoneNumber("+" + String(repeating: "1", count: 100_000)) == nil)
    }

    @Test("come back from what they are written as, and are compared as such")
    func roundTrip() throws {
        var generator = SplitMix64(seed: 164)
        for _ in 0..<500 {
            let length = Int.random(in: 3...15, using: &generator)
            let digits = (0..<length).map { Int.random(in: $0 == 0 ? 1...9 : 0...9, using: &generator) }
            let text = "+" + digits.map(String.init).joined()
            try #require(PhoneNumber(text)?.description == text)
            try #require(PhoneNumber("00" + text.dropFirst()) == PhoneNumber(text))
        }
    }
}
