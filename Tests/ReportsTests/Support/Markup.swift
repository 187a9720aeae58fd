import Foundation
import FoundationXML
import Testing

/// Reads XML and fails where it is none.
func parse(_ xml: String) throws {
    let parser = XMLParser(data: Data(xml.utf8))
    let isWellFormed = parser.parse()
    #expect(isWellFormed, "line \(parser.lineNumber), column \(parser.columnNumber)")
}
