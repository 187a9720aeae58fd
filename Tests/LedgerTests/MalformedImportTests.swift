import Desk
import Testing

@testable import Ledger

/// A file that is wrong, and what is said of it.
struct Malformed: CustomTestStringConvertible, Sendable {
    let csv: [UInt8]
    let message: String
    var testDescription: String { message }

    /// A whole file.
    init(_ csv: String, _ message: String) {
        self.csv = Array(csv.utf8)
        self.message = message
    }

    init(bytes: [UInt8], _ message: String) {
        csv = bytes
        self.message = message
    }

    /// One line of clients below the right header.
    static func client(_ line: String, _ message: String) -> Malformed {
        Malformed("\(clientHeader)\n\(line)\n", message)
    }

    /// One line of tickets below the right header.
    static func ticket(_ line: String, _ message: String) -> Malformed {
        Malformed("\(ticketHeader)\n\(line)\n", message)
    }
}

private let quoteAll = "put the whole field in double quotes, and write each quote inside it twice"
private let twoDigits = "write both; format the column as text to keep leading zeros"
private let fiveDigits = "write all five; format the column as text to keep leading zeros"
private let kinds = "write one of dedicated-server, dedicated-service, transit, shared, domain"
private let times = "write it as 2026-03-10T20:30:00+01:00, or without the offset for UTC"

@Suite("Files that are wrong") struct MalformedImportTests {
    let file: LedgerFile
    let ledger: Ledger

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
        _ = try ledger.load(World.sample(), named: "sample", hash: "1")
    }

    @Test("Clients", arguments: badFiles + badClients) func clients(malformed: Malformed) {
        let text = refusal {
            _ = try ledger.importClients(csv: malformed.csv, file: "f.csv", hasher: PlainHasher())
        }
        #expect(text == malformed.message)
    }

    @Test("Tickets", arguments: badTickets) func tickets(malformed: Malformed) {
        let text = refusal { _ = try ledger.importTickets(csv: malformed.csv, file: "f.csv", zone: .utc) }
        #expect(text == malformed.message)
    }

    private static let badFiles: [Malformed] = [
        Malformed("", "f.csv:1:1: the file is empty: begin with the line \(clientHeader)"),
        Malformed("\n\r\n", "f.csv:1:1: the file is empty: begin with the line \(clientHeader)"),
        Malformed(
            bytes: [0xFF, 0xFE, 0x61, 0x00], "f.csv:1:1: the file is UTF-16 text: save the file as \"CSV UTF-8\""),
        Malformed(
            clientHeader.replacing("contract,", with: "") + "\n",
            "f.csv:1:1: the column contract is missing: name it in the first line; a column may stay empty"),
        Malformed(
            clientHeader.replacing("contract,services,", with: "") + "\n",
            "f.csv:1:1: the columns contract, services are missing: "
                + "name them in the first line; a column may stay empty"),
        Malformed(
            clientHeader + ",colour\n",
            "f.csv:1:106: unknown column \"colour\": use only \(ClientLines.columns.joined(separator: ", "))"),
        Malformed(clientHeader + ",contract\n", "f.csv:1:106: the column contract comes twice: remove one of them"),
        .client(
            "12345,A",
            "f.csv:2:1: the line has 2 fields, the header has 10: "
                + "add or remove fields; put text that holds , in double quotes"),
        .client(
            "12345,A,B,,,,,,,,",
            "f.csv:2:1: the line has 11 fields, the header has 10: "
                + "add or remove fields; put text that holds , in double quotes"),
        .client(
            "12345,A \"B\",,,,,,,,",
            "f.csv:2:9: a double quote stands inside a field that does not begin with one: \(quoteAll)"),
        .client(
            "12345,\"A\" ,,,,,,,,",
            "f.csv:2:10: text follows the closing double quote: "
                + "write a quote inside a field twice, or remove what follows"),
        .client(
            "12345,A,,,,,,,,\"",
            "f.csv:2:16: the field is never closed by a double quote: close it, or write the quote twice"),
        Malformed(
            clientHeader + "\r12345,A,,,,,,,,\r",
            "f.csv:1:105: a line ends with a carriage return alone: save the file with LF or CRLF line ends"),
        Malformed(
            bytes: Array("\(clientHeader)\n12345,".utf8) + [0xC9] + Array("lan,,,,,,,,\n".utf8),
            "f.csv:2:7: the field is not UTF-8 text: save the file as \"CSV UTF-8\""),
        .client(
            "12345,A\u{0},,,,,,,,",
            "f.csv:2:7: the field holds a control character: remove it"),
        .client(
            "12345,\(String(repeating: "A", count: 16_385)),,,,,,,,",
            "f.csv:2:7: the field has 16385 bytes: use at most 16384"),
    ]

    private static let badClients: [Malformed] = [
        .client(",A,,,,,,,,", "f.csv:2:1: client_number \"\" is not five digits: \(fiveDigits)"),
        .client("1234,A,,,,,,,,", "f.csv:2:1: client_number \"1234\" is not five digits: \(fiveDigits)"),
        .client("１２３４５,A,,,,,,,,", "f.csv:2:1: client_number \"１２３４５\" is not five digits: \(fiveDigits)"),
        .client("12345,,,,,,,,,", "f.csv:2:7: client_name is empty: write one"),
        .client(
            "12345,\"A\nB\",,,,,,,,",
            "f.csv:2:7: client_name \"A\u{FFFD}B\" holds a line break or tab: write it on one line"),
        .client(
            "12345,\(String(repeating: "A", count: 201)),,,,,,,,",
            "f.csv:2:7: client_name has 201 characters: use at most 200"),
        .client("12345,A,,srv,,,,,,", "f.csv:2:10: the service \"srv\" has no kind: write name:kind"),
        .client("12345,A,,srv:car,,,,,,", "f.csv:2:10: service kind \"car\" is unknown: \(kinds)"),
        .client("12345,A,,:shared,,,,,,", "f.csv:2:10: service name is empty: write one"),
        .client("12345,A,,s:shared|s:domain,,,,,,", "f.csv:2:10: the service \"s\" comes twice: remove one of them"),
        .client(
            "12345,A,,\"s:shared\nt:shared\",,,,,,",
            "f.csv:2:10: services \"s:shared\u{FFFD}t:shared\" holds a line break or tab: separate with |"),
        .client("12345,A,,,1,B,,yes,,", "f.csv:2:11: contact_code \"1\" is not two digits: \(twoDigits)"),
        .client(
            "12345,A,,,,B,,,,",
            "f.csv:2:11: contact_code is empty, but contact_name is not: "
                + "write the contact's two digits, or leave all of the contact empty"),
        .client("12345,A,,,01,,,yes,,", "f.csv:2:14: contact_name is empty: write one"),
        .client(
            "12345,A,,,01,B,33612345678,yes,,",
            "f.csv:2:16: the phone \"33612345678\" is not a telephone number: "
                + "write it as +33612345678; format the column as text to keep the +"),
        .client(
            "12345,A,,,01,B,3.36E+10,yes,,",
            "f.csv:2:16: the phone \"3.36E+10\" is not a telephone number: "
                + "write it as +33612345678; format the column as text to keep the +"),
        .client(
            "12345,A,,,01,B,0612345678|+33612345678,yes,,",
            "f.csv:2:16: the phone +33612345678 comes twice: remove one of them"),
        .client("12345,A,,,01,B,,,,", "f.csv:2:17: technical \"\" is unknown: write yes or no"),
        .client(
            "12345,A,,,01,B,,yes,ab,",
            "f.csv:2:21: the passcode has 2 characters: write only the first 3 characters of the password, "
                + "- for none, or nothing to keep the stored one"),
        .client("12345,A,,,01,B,,yes,,de", "f.csv:2:22: language \"de\" is unknown: write one of fr, en"),
        .client(
            "12345,A,,,01,B,,yes,,\n12345,C,,,02,D,,yes,,",
            "f.csv:3:7: client 12345 is \"C\" here and \"A\" on line 2: write the same on every line of the client"),
        .client(
            "12345,A,x,,01,B,,yes,,\n12345,A,,,02,D,,yes,,",
            "f.csv:3:9: client 12345 has another contract here than on line 2: "
                + "write the same on every line of the client"),
        .client(
            "12345,A,,,01,B,,yes,,\n12345,A,,s:shared,02,D,,yes,,",
            "f.csv:3:10: client 12345 has other services here than on line 2: "
                + "write the same on every line of the client"),
        .client(
            "12345,A,,,01,B,,yes,,\n12345,A,,,01,D,,yes,,",
            "f.csv:3:11: client 12345 has two contacts 01, \"B\" and \"D\": give one of them another code"),
    ]

    private static let badTickets: [Malformed] = [
        .ticket(",12345,portal,,normal,assistance,2026-03-10T20:30,,", "f.csv:2:1: id is empty: write one"),
        .ticket(
            "T-1,123456,portal,,normal,assistance,2026-03-10T20:30,,",
            "f.csv:2:5: client_number \"123456\" is not five digits: \(fiveDigits)"),
        .ticket(
            "T-1,99999,portal,,normal,assistance,2026-03-10T20:30,,",
            "f.csv:2:5: there is no client 99999: import the client first, or correct the number"),
        .ticket(
            "T-1,12345,fax,,normal,assistance,2026-03-10T20:30,,",
            "f.csv:2:11: channel \"fax\" is unknown: write one of portal, email"),
        .ticket(
            "T-1,12345,portal,srv-9,normal,assistance,2026-03-10T20:30,,",
            "f.csv:2:18: client 12345 has no service \"srv-9\": name one of: srv-web-01, atelier.example"),
        .ticket(
            "T-1,12345,portal,,high,assistance,2026-03-10T20:30,,",
            "f.csv:2:19: priority \"high\" is unknown: write one of normal, urgent"),
        .ticket(
            "T-1,12345,portal,,normal,Blocking,2026-03-10T20:30,,",
            "f.csv:2:26: qualification \"Blocking\" is unknown: write one of assistance, non-blocking, blocking"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,10/03/2026 20:30,,",
            "f.csv:2:37: opened \"10/03/2026 20:30\" is not a time: \(times)"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,2026-02-30T20:30,,",
            "f.csv:2:37: opened \"2026-02-30T20:30\" is not a time: \(times)"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,2026-03-10T20:30,soon,",
            "f.csv:2:54: responded \"soon\" is not a time: \(times)"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,2026-03-10T20:30,2026-03-10T20:29,",
            "f.csv:2:54: responded \"2026-03-10T20:29\" is before opened \"2026-03-10T20:30\": "
                + "correct one of the two"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,2026-03-10T20:30,,2026-03-10T20:29",
            "f.csv:2:55: closed \"2026-03-10T20:29\" is before opened \"2026-03-10T20:30\": correct one of the two"),
        .ticket(
            "T-1,12345,portal,,normal,assistance,2026-03-10T20:30,,\nT-1,12345,portal,,normal,assistance,2026-03-10,,",
            "f.csv:3:1: the ticket \"T-1\" is on line 2 already: remove one of them\n"
                + "f.csv:3:37: opened \"2026-03-10\" is not a time: \(times)"),
    ]
}
