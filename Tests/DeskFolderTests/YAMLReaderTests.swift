import Desk
import Testing

@testable import DeskFolder

@Suite("The strict YAML reader") struct YAMLReaderTests {
    private func read(_ text: String) throws(Problem) -> YAMLNode { try YAMLReader.read(Array(text.utf8), file: "f") }

    private func problem(_ bytes: [UInt8]) -> String? {
        do throws(Problem) {
            _ = try YAMLReader.read(bytes, file: "f")
            return nil
        } catch {
            return error.description
        }
    }

    private func problem(_ text: String) -> String? { problem(Array(text.utf8)) }

    @Test("reads every scalar as text", arguments: ["yes", "no", "08:00", "1.0", "0x1F", "2026-03-10", "1_000", "on"])
    func scalars(_ text: String) throws {
        #expect(try read("a: \(text)")["a"]?.text == text)
        #expect(try read("a: \"\(text)\"")["a"]?.text == text)
    }

    @Test("tells nothing from text in quotes")
    func nulls() throws {
        let node = try read("a: null\nb: ~\nc:\nd: \"null\"\ne: ''\n")
        #expect(["a", "b", "c"].allSatisfy { node[$0] == nil })
        #expect(node["d"]?.text == "null")
        #expect(node["e"]?.text == "")
    }

    @Test("knows the line and column of keys and values, counted in characters")
    func places() throws {
        let node = try read("a: 1\nété: { b: [x, y] }\n")
        #expect(node.entries[1].place == SourcePlace(file: "f", line: 2, column: 1))
        #expect(node["été"]?["b"]?.items[1].place == SourcePlace(file: "f", line: 2, column: 15))
    }

    @Test("takes a byte order mark and carriage returns before line feeds")
    func windows() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a: 1\r\nb: 2\r\n".utf8)
        #expect(try YAMLReader.read(bytes, file: "f")["b"]?.text == "2")
    }

    @Test(
        "refuses what the strict part of YAML leaves out",
        arguments: [
            ("a: &x 1", "f:1:4: anchors ('&') are not allowed: write the value out"),
            ("&x a: 1", "f:1:1: anchors ('&') are not allowed: write the value out"),
            ("a: 1\nb:\n  - &x { c: 1 }\n  - *x\n", "f:3:5: anchors ('&') are not allowed: write the value out"),
            ("a: *x", "f:1:4: aliases ('*') are not allowed: write the value out"),
            ("a: !!str 1", "f:1:4: tags ('!') are not allowed: remove it or use quotes"),
            ("a: !mine { b: 1 }", "f:1:4: tags ('!') are not allowed: remove it or use quotes"),
            ("a: { <<: { b: 1 } }", "f:1:6: merge keys ('<<') are not allowed: write the fields out"),
            ("a: 1\nb: 2\na: 3\n", "f:3:1: the key 'a' is written twice: keep one of the two"),
            ("b: { a: 1, c: 2, a: 3 }\n", "f:1:18: the key 'a' is written twice: keep one of the two"),
            ("b:\n  \"1\": x\n  1: y\n", "f:3:3: the key '1' is written twice: keep one of the two"),
            ("a: 1\n---\nb: 2\n", "f:2:1: the file holds a second document: keep one, without '---' lines"),
            ("[a]: 1", "f:1:1: a key is a list: write a name before the colon"),
            ("? { a: 1 }\n: 2\n", "f:1:3: a key is a mapping: write a name before the colon"),
            (": 1", "f:1:1: this is no YAML"),
            ("? # nothing\n: 1", "f:1:2: a key is empty: write a name before the colon"),
            ("~: 1", "f:1:1: a key is empty: write a name before the colon"),
            ("", "f:1:1: the file is empty: fill it in or remove it"),
            ("# nothing\n", "f:1:1: the file is empty: fill it in or remove it"),
            ("a: [1, 2", "f:2:1: this is no YAML"),
            ("a: b: c", "f:1:5: this is no YAML (mapping values are not allowed in this context)"),
            ("a: 1\n\tb: 2\n", "f:2:1: this is no YAML"),
            ("a: \"x", "f:1:6: this is no YAML (found unexpected end of stream)"),
            ("a: x\u{0}y", "f:1:5: the character U+0 is not allowed: remove it"),
            ("a: é\u{7}", "f:1:5: the character U+7 is not allowed: remove it"),
            ("a: 1\rb: 2", "f:1:6: a carriage return stands alone: end lines with a line feed"),
            ("a: 1\nb: \u{2028}", "f:2:4: the character U+2028 is not allowed: remove it"),
        ])
    func refusals(_ text: String, _ expected: String) {
        let found = problem(text) ?? "nothing"
        #expect(found.hasPrefix(expected), "\(found)")
    }

    @Test("refuses bytes that are no UTF-8 at their place")
    func encoding() {
        #expect(problem([0x61, 0x3A, 0x20, 0xC3, 0x28]) == "f:1:4: a byte here is no UTF-8: save the file as UTF-8")
        #expect(problem(Array("a: 1\nb: ".utf8) + [0xED, 0xA0, 0x80])?.hasPrefix("f:2:4: a byte here") == true)
    }

    @Test("refuses more than twelve levels", arguments: [("[", "]"), ("{ a: ", " }")])
    func depth(_ open: String, _ close: String) {
        func nested(_ levels: Int) -> String {
            String(repeating: open, count: levels) + "x" + String(repeating: close, count: levels)
        }
        #expect(problem(nested(12)) == nil)
        #expect(problem(nested(13))?.hasSuffix("this is nested more than 12 deep: nest it less") == true)
    }

    @Test(
        "survives a hundred thousand levels", .timeLimit(.minutes(10)),
        arguments: ["[", "- ", "? ", "{a: ", "[{\"a\":"])
    func abyss(_ open: String) {
        let text = String(repeating: open, count: 200_000 / open.utf8.count)
        #expect(problem(text) != nil)
    }

    @Test("refuses a bomb of aliases before it goes off", .timeLimit(.minutes(10)), arguments: ["b: ", "? ", "- "])
    func bomb(_ use: String) {
        var text = use == "- " ? "" : "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        if use == "- " { text = "- &a0 [x, x, x, x]\n" }
        for level in 1...40 {
            let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += use == "- " ? "- &a\(level) [\(items)]\n" : "a\(level): &a\(level) [\(items)]\n"
        }
        text += use == "b: " ? "b: *a40\n" : use == "? " ? "? *a40\n: x\n? [*a40]\n: x\n" : "- *a40\n"
        let clock = ContinuousClock()
        var found: String?
        let time = clock.measure { found = problem(text) }
        #expect(found?.contains("anchors ('&')") == true, "\(found ?? "")")
        #expect(time < .seconds(1))
    }

    @Test("takes what only looks like anchors and aliases")
    func lookalikes() throws {
        let text = "# R&D 2*3 *1 *2 *3 *4 *5 *6 *7 *8\na: \"R&D *x &y\"\nb: R&D\nc: 'press *1'\n"
        #expect(try read(text)["a"]?.text == "R&D *x &y")
    }

    @Test("refuses a file that is too long")
    func size() {
        let text = "a: \"" + String(repeating: "x", count: YAMLText.limit) + "\""
        #expect(problem(text) == "f:1:1: the file has 1048581 bytes: keep it under 1048576, or split it")
        let long = String(repeating: "- x\n", count: YAMLText.limit / 4)
        #expect(problem(long) == nil)
    }
}
