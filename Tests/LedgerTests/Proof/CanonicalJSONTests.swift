import Desk
import TestSupport
import Testing

@testable import Ledger

@Suite("JSON with one spelling") struct CanonicalJSONTests {
    /// A value that looks random, with the strings and numbers at which a parser trips.
    private func value(_ random: inout SplitMix64, depth: Int = 0) -> CanonicalJSON {
        let texts = [
            "", "a", "é", "e\u{301}", "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}", "\u{1F600}", "\u{FFFF}", "\u{E000}",
            "null",
        ]
        func text() -> String {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in texts.randomElement(using: &random) ?? "" }.joined()
        }
        switch Int.random(in: 0..<(depth < 5 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer([0, -1, Int.max, Int.min, 1 << 53].randomElement(using: &random) ?? 0)
        case 3: return .integer(Int.random(in: -1000...1000, using: &random))
        case 4: return .string(text())
        case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            let names = (0..<Int.random(in: 0...4, using: &random)).map { "\($0)" + text() }
            return .object(.init(names.map { ($0, value(&random, depth: depth + 1)) }))
        }
    }

    @Test("What is written is read, and written again alike") func roundTrip() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let value = value(&random)
            let read = try #require(CanonicalJSON(parsing: value.text), "\(value.text)")
            #expect(read == value)
            #expect(read.text.utf8.elementsEqual(value.text.utf8))
        }
    }

    @Test(
        "Any spelling is read, and written in the one",
        arguments: [
            (" { \"b\" : 1 , \"a\" : [ ] } ", #"{"a":[],"b":1}"#),
            (#""\u00e9\/\ud83d\ude00\u000A""#, "\"é/\u{1F600}\\n\""),
            (#"{"a":1,"a":2}"#, #"{"a":1}"#), ("[true,false,null,-7]", "[true,false,null,-7]"),
            // RFC 8785, section 3.2.3: by UTF-16 code units, so a pair of surrogates comes before U+FB33.
            ("{\"\u{FB33}\":1,\"\u{1F600}\":2,\"\u{20AC}\":3}", "{\"\u{20AC}\":3,\"\u{1F600}\":2,\"\u{FB33}\":1}"),
        ])
    func spellings(text: String, canonical: String) {
        #expect(CanonicalJSON(parsing: text).map { Array($0.text.utf8) } == Array(canonical.utf8))
    }

    @Test(
        "What is no JSON, or has numbers that are not whole, is refused",
        arguments: [
            "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[1 2]", "\"", "\"a", "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "01", "-0", "+1", "1.0", "1e3",
            ".5", "-",
            "9223372036854775808", "tru", "nul", "True", "NaN", "1 1", "[]]", "\u{FEFF}1", "'a'", "/* */ 1",
            "\"\\u００41\"",
        ])
    func malformed(text: String) { #expect(CanonicalJSON(parsing: text) == nil) }

    @Test("Nested 64 deep and no deeper") func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(CanonicalJSON(parsing: nested(64)) != nil)
        #expect(CanonicalJSON(parsing: nested(65)) == nil)
        #expect(CanonicalJSON(parsing: nested(100_000)) == nil)
    }
}
