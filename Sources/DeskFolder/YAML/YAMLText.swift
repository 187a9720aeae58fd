import Desk

/// The text of a YAML file, checked before any parser sees it.
///
/// Refused are bytes that are no UTF-8, NUL and other control characters, and the line breaks that only some programs
/// take for such (a lone carriage return, NEL, LS, PS): with them, two readers would count lines differently.
struct YAMLText {
    /// The text without a byte order mark.
    let text: String

    /// The longest file.
    static let limit = 1 << 20

    init(_ bytes: [UInt8], file: String) throws(Problem) {
        guard bytes.count <= Self.limit else {
            throw Problem(
                SourcePlace(file: file), "the file has \(bytes.count) bytes",
                mend: "keep it under \(Self.limit), or split it")
        }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        try Self.check(bytes, file: file)
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static func check(_ bytes: ArraySlice<UInt8>, file: String) throws(Problem) {
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var (line, column) = (1, 1)
        var afterReturn = false
        func place() -> SourcePlace { SourcePlace(file: file, line: line, column: column) }
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .emptyInput:
                if afterReturn { throw loneReturn(at: place()) }
                return
            case .error:
                throw Problem(place(), "a byte here is no UTF-8", mend: "save the file as UTF-8")
            case .valid(let encoded):
                let scalar = UTF8.decode(encoded)
                if afterReturn, scalar != "\n" { throw loneReturn(at: place()) }
                afterReturn = scalar == "\r"
                if scalar == "\n" {
                    (line, column) = (line + 1, 1)
                } else {
                    guard isAllowed(scalar.value) else {
                        let code = String(scalar.value, radix: 16, uppercase: true)
                        throw Problem(place(), "the character U+\(code) is not allowed", mend: "remove it")
                    }
                    column += 1
                }
            }
        }
    }

    private static func loneReturn(at place: SourcePlace) -> Problem {
        Problem(place, "a carriage return stands alone", mend: "end lines with a line feed")
    }

    private static func isAllowed(_ code: UInt32) -> Bool {
        switch code {
        case 0x09, 0x0D, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
