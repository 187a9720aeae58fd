import RTP
import TestSupport
import Testing

/// Bodies of SIP INFO, as they come.
struct InfoBodyTests {
    private func key(_ form: InfoBody, _ text: String) -> TelephoneKey? {
        let bytes = Array(text.utf8)
        return form.key(in: bytes.span)
    }

    @Test(
        "application/dtmf-relay",
        arguments: [
            ("Signal= 5\r\nDuration= 160", .five), ("Signal=5\r\nDuration=160\r\n", .five), ("signal=*\n", .star),
            ("SIGNAL = #", .pound), ("  Signal\t=\t0 \r\n", .zero), ("Duration=250\r\nSignal=9\r\n", .nine),
            ("Signal=10", .star), ("Signal=11\r\nDuration=100", .pound), ("Signal=12", .a), ("Signal=15", .d),
            ("Signal=b", .b), ("Signal: 3", .three), ("\r\n\r\nSignal=1", .one), ("Signal=1\rDuration=1", .one),
            ("Signal=16", nil), ("Signal=55", nil), ("Signal=5 5", nil), ("Signal=", nil), ("Signal", nil),
            ("Signal=\r\n5", nil), ("Signals=5", nil), ("Duration=5", nil), ("X-Signal=5", nil), ("5", nil),
            ("", nil), ("\r\n", nil), ("Signal=hf", nil), ("Signal=é", nil), ("Sig", nil),
        ] as [(String, TelephoneKey?)])
    func relay(body: String, expected: TelephoneKey?) { #expect(key(.dtmfRelay, body) == expected) }

    @Test(
        "application/dtmf",
        arguments: [
            ("5", .five), (" 5 ", .five), ("5\r\n", .five), ("*", .star), ("#", .pound), ("d", .d), ("10", .star),
            ("11\r\n", .pound), ("1", .one), ("", nil), ("  ", nil), ("16", nil), ("55", nil), ("1 0", nil), ("!", nil),
            ("101", nil),
        ] as [(String, TelephoneKey?)])
    func plain(body: String, expected: TelephoneKey?) { #expect(key(.dtmf, body) == expected) }

    @Test("No body traps")
    func anything() {
        var random = SplitMix64(seed: 5)
        let letters = Array("SIGNALsignal =:\r\n\t0159*#D\u{0}".utf8) + [0xFF]
        for round in 0..<20_000 {
            let body = (0..<round % 30).map { _ in letters.randomElement(using: &random) ?? 0 }
            for form in InfoBody.allCases { _ = form.key(in: body.span) }
        }
    }
}
