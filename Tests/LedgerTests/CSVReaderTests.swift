import Desk
import Testing

@testable import Ledger

@Suite("Reading CSV") struct CSVReaderTests {
    private func records(_ text: String) -> (fields: [[String]], problems: [String]) {
        var reader = CSVReader(Array(text.utf8), file: "f")
        var all: [[String]] = []
        while let record = reader.next() { all.append(record.map(\.text)) }
        return (all, reader.problems.all.map(\.description))
    }

    @Test(
        "What RFC 4180 and spreadsheets write is read",
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
            ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\n\"1\",\"x,y\"\n", [["a", "b"], ["1", "x,y"]]),
            ("a,b\n\"say \"\"hi\"\"\",\"\"\n", [["a", "b"], ["say \"hi\"", ""]]),
            ("a,b\n\"two\r\nlines\",\"\"\"\"\r\n", [["a", "b"], ["two\r\nlines", "\""]]),
            ("a,b\n\n\r\n,\n", [["a", "b"], ["", ""]]),
            ("a,b\n=1+1,@x\n", [["a", "b"], ["=1+1", "@x"]]),
            ("a\n é \n", [["a"], [" é "]]),
            ("a,b\n1,\n", [["a", "b"], ["1", ""]]),
            ("", []),
            ("\n\n", []),
        ])
    func wellFormed(text: String, expected: [[String]]) {
        let read = records(text)
        #expect(read.fields == expected)
        #expect(read.problems == [])
    }

    @Test("Every field knows its line and column, also behind accents and line breaks in quotes") func places() {
        var reader = CSVReader(Array("é;b\r\n\"x\ny\";🦊;z\r\n\r\nlast".utf8), file: "f")
        var places: [String] = []
        while let record = reader.next() { places += record.map(\.place.description) }
        #expect(places == ["f:1:1", "f:1:3", "f:2:1", "f:3:4", "f:3:6", "f:5:1"])
    }

    @Test("Reading goes on behind a bad spot") func recovery() {
        let read = records("a,b\nx\"y,2\n\"p\"q,4\n5,6\n")
        #expect(read.fields == [["a", "b"], ["x\"y", "2"], ["p", "4"], ["5", "6"]])
        #expect(
            read.problems == [
                "f:2:2: a double quote stands inside a field that does not begin with one: "
                    + "put the whole field in double quotes, and write each quote inside it twice",
                "f:3:4: text follows the closing double quote: "
                    + "write a quote inside a field twice, or remove what follows",
            ])
    }

    @Test("Any bytes are read to the end without a crash") func anyBytes() {
        var generator = SplitMix(state: 4180)
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x61, 0xC3, 0xA9, 0xFF, 0x00, 0x20]
        for _ in 0..<20_000 {
            let bytes = (0..<Int(generator.next() % 24)).map { _ in alphabet[Int(generator.next() % 12)] }
            var reader = CSVReader(bytes, file: "f")
            var fields = 0
            while let record = reader.next() { fields += record.count }
            #expect(fields <= bytes.count + 1)
        }
    }
}

/// A small repeatable source of numbers.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
