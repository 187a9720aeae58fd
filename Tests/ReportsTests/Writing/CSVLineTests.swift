import Desk
import Testing

@testable import Reports

@Suite("A line of CSV")
struct CSVLineTests {
    private func field(_ value: String?) throws -> String {
        try text { output in
            var line = CSVLine()
            line.text("a", to: &output)
            line.text(value, to: &output)
            line.number(Int64(-5), to: &output)
            try line.end(&output)
        }
    }

    @Test(
        "gives a spreadsheet no text that is a formula",
        arguments: [
            ("=1+1", #""'=1+1""#), ("+33612345678", #""'+33612345678""#), ("-1", #""'-1""#),
            ("@SUM(A1)", #""'@SUM(A1)""#),
            ("\t=1", "\"'\t'=1\""), ("\r=1", "\"'\r'=1\""), ("x;=1", #""x;'=1""#), ("x,-1", #""x,'-1""#),
            ("\"=1", #""""'=1""#), ("x\n@y", "\"x\n'@y\""), ("x\t+1", "\"x\t'+1\""),
            ("1-2", "1-2"), ("T-8812", "T-8812"), ("a = b", #""a = b""#), ("2026-10", "2026-10"),
        ])
    func formulas(text: String, written: String) throws {
        #expect(try field(text) == "a,\(written),-5\r\n")
    }

    @Test(
        "quotes what has separators, quotes or line breaks",
        arguments: [
            ("plain text", "plain text"), ("l’été", #""l’été""#), (#"say "no""#, #""say ""no""""#), ("a,b", #""a,b""#),
            ("a\r\nb", "\"a\r\nb\""), (" leading", #"" leading""#), ("nul\0", "\"nul\u{FFFD}\""), ("", ""), (nil, ""),
        ] as [(String?, String)])
    func quotes(text: String?, written: String) throws {
        #expect(try field(text) == "a,\(written),-5\r\n")
    }

    @Test(
        "writes amounts as decimal numbers, negative ones too",
        arguments: [(0, "0.00"), (5, "0.05"), (-35_000, "-350.00"), (Int.min, "-92233720368547758.08")])
    func amounts(cents: Int, written: String) throws {
        let line = try text { output in
            var line = CSVLine()
            line.amount(cents: cents, to: &output)
            try line.end(&output)
        }
        #expect(line == "\(written)\r\n")
    }

    @Test("writes every whole number", arguments: [0, 7, 10, -1, Int64.max, .min])
    func numbers(number: Int64) throws {
        #expect(try text { $0.write(number: number) } == String(number))
    }
}
