import Testing

@testable import SIP

/// Numbers in the shapes that networks send them.
@Suite("Numbers in E.164")
struct NumberPlanTests {
    @Test(
        "Reading the user part of a SIP URI",
        arguments: [
            // France, every way of writing one number.
            ("+33290920550", "+33290920550"),
            ("0033290920550", "+33290920550"),
            ("33290920550", "+33290920550"),
            ("0290920550", "+33290920550"),
            ("+33-2-90-92-05-50", "+33290920550"),
            ("02.90.92.05.50", "+33290920550"),
            ("02 90 92 05 50", "+33290920550"),
            ("+33(0)290920550", "+33290920550"),
            ("+33 (0)2 90 92 05 50", "+33290920550"),
            ("00330290920550", "+33290920550"),
            ("+33290920550;npdi;rn=+33600000000", "+33290920550"),
            ("0290920550;rn=0600;npdi", "+33290920550"),
            ("+33290920550;ext=12", "+33290920550"),
            ("+33290920550;isub=1;postd=pp22", "+33290920550"),
            ("0290920550;phone-context=+33", "+33290920550"),
            ("290920550;phone-context=+33", "+33290920550"),
            ("290920550;Phone-Context=+33", "+33290920550"),
            ("0290920550;phone-context=pbx.example", "+33290920550"),
            ("+33290920550;phone-context=+44", "+33290920550"),
            ("2079460000;phone-context=+44", "+442079460000"),
            ("9460000;phone-context=+4420", "+44209460000"),
            ("0800123456", "+33800123456"),
            // Elsewhere.
            ("+442079460000", "+442079460000"),
            ("00442079460000", "+442079460000"),
            ("442079460000", "+442079460000"),
            ("+12025550123", "+12025550123"),
            ("12025550123", "+12025550123"),
            ("+352691234567", "+352691234567"),
            ("+3225550123", "+3225550123"),
            ("+123456789012345", "+123456789012345"),
            ("+1234567", "+1234567"),
            // Not numbers, or not whole ones.
            ("+1234567890123456", nil),
            ("+123456", nil),
            ("+3329092055", nil),
            ("+332909205501", nil),
            ("+33090920550", nil),
            ("00909205", nil),
            ("000033290920550", nil),
            ("+0033290920550", nil),
            ("+0290920550", nil),
            ("290920550", nil),
            ("029092055", nil),
            ("02909205500", nil),
            ("3225550123", nil),
            ("101", nil), ("15", nil), ("112", nil), ("3631", nil), ("*31#0290920550", nil), ("0290920550#", nil),
            ("3631;phone-context=+33", nil),
            ("", nil), ("+", nil), ("++33290920550", nil), ("33+290920550", nil), (";ext=1", nil), ("-", nil),
            ("anonymous", nil), ("Restricted", nil), ("unavailable", nil), ("alice", nil), ("0290920550a", nil),
            ("+33290920550@x", nil), ("0290920550,", nil), ("sip:+33290920550", nil),
            ("٠٢٩٠٩٢٠٥٥٠", nil), ("０２９０９２０５５０", nil), ("+33290920550\u{0}", nil), ("\u{200e}+33290920550", nil),
        ] as [(String, String?)])
    func reading(text: String, expected: String?) {
        #expect(NumberPlan.france.e164(text) == expected)
    }

    @Test("With user=phone a bare international number may be shorter")
    func userIsPhone() {
        #expect(NumberPlan.france.e164("3225550123", userIsPhone: true) == "+3225550123")
        #expect(NumberPlan.france.e164("101", userIsPhone: true) == nil)
        #expect(NumberPlan.france.e164("3631", userIsPhone: true) == nil)
    }

    @Test("A text beyond any number is not looked at")
    func limit() {
        let number = "+33290920550"
        let padded = { (length: Int) in number + String(repeating: "-", count: length - number.utf8.count) }
        #expect(NumberPlan.france.e164(padded(NumberPlan.textBytes)) == number)
        #expect(NumberPlan.france.e164(padded(NumberPlan.textBytes + 1)) == nil)
    }

    @Test("Another country has other prefixes")
    func otherPlans() {
        let america = NumberPlan(countryCode: "1", nationalLength: 10, nationalPrefix: "1", internationalPrefix: "011")
        #expect(america.e164("12025550123") == "+12025550123")
        #expect(america.e164("01133290920550") == "+33290920550")
        #expect(america.text("+12025550123", as: .national) == "12025550123")
        #expect(america.text("+33290920550", as: .international) == "01133290920550")
        let italy = NumberPlan(countryCode: "39", nationalLength: 6...11, nationalPrefix: "")
        #expect(italy.e164("+390612345678") == "+390612345678")
        #expect(italy.text("+390612345678", as: .national) == "0612345678")
    }

    @Test("Writing what a trunk wants")
    func writing() {
        let france = NumberPlan.france
        #expect(
            NumberForm.allCases.map { france.text("+33290920550", as: $0) } == [
                "+33290920550", "0033290920550", "0290920550",
            ])
        #expect(
            NumberForm.allCases.map { france.text("+442079460000", as: $0) } == [
                "+442079460000", "00442079460000", "00442079460000",
            ])
        #expect(france.text("anonymous", as: .national) == "anonymous")
        for form in NumberForm.allCases {
            for number in ["+33290920550", "+442079460000", "+12025550123"] {
                #expect(france.e164(france.text(number, as: form)) == number)
            }
        }
    }

    @Test(
        "Reading URIs",
        arguments: [
            ("tel:+33-2-90-92-05-50", "+33290920550"),
            ("tel:0290920550;phone-context=+33", "+33290920550"),
            ("tel:290920550;isub=2;phone-context=+33", "+33290920550"),
            ("tel:0290920550;phone-context=carrier.example", "+33290920550"),
            ("sip:+33290920550@carrier.example;user=phone", "+33290920550"),
            ("sips:0290920550@192.0.2.1:5061", "+33290920550"),
            ("sip:3225550123@x;user=Phone", "+3225550123"),
            ("sip:3225550123@x", nil),
            ("sip:%2B33290920550@x", "+33290920550"),
            ("sip:0290920550;phone-context=+33@x;user=phone", "+33290920550"),
            ("sip:+33290920550;npdi;rn=+33600000000@x", "+33290920550"),
            ("sip:carrier.example", nil),
            ("sip:alice@x;user=phone", nil),
            ("tel:alice", nil),
            ("urn:service:sos", nil),
        ] as [(String, String?)])
    func uris(text: String, expected: String?) throws {
        // What is no URI is no number either.
        #expect((try? URI(parsing: text))?.e164(in: .france) == expected)
    }
}
