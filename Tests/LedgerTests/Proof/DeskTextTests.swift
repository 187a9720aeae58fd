import Desk
import GRDB
import Testing

@testable import Ledger

@Suite("The texts of a desk") struct DeskTextTests {
    let ledger: Ledger
    let file: LedgerFile
    let texts = [DeskText(path: "desk.yaml", text: "name: a\n"), DeskText(path: "callflows/é.yaml", text: "")]

    init() throws {
        file = try LedgerFile()
        ledger = try file.open()
    }

    @Test("They are kept once, whatever their order, and read back as they were") func kept() throws {
        let hash = try ledger.keep(texts, at: SampleLog.now)
        #expect(try ledger.keep(texts.reversed(), at: SampleLog.now) == hash)
        #expect(try ledger.desk(hash) == texts.reversed())
        #expect(try ledger.desk("0") == nil)
        #expect(try ledger.read { try LogReading(database: $0).size() } == 2)
        #expect(ledger.verified().integrity == [])
    }

    @Test("Paths that only look the same are two files") func canonicallyEqual() throws {
        let twins = [DeskText(path: "\u{E9}", text: "1"), DeskText(path: "e\u{301}", text: "2")]
        let hash = try ledger.keep(twins, at: SampleLog.now)
        #expect(Set(try #require(try ledger.desk(hash)).map(\.text)) == ["1", "2"])
    }

    @Test(
        "A text that was changed or lost is found",
        arguments: [
            "UPDATE desk_text SET text = text || ' '", "UPDATE desk_text SET text = text || char(0)",
            "DELETE FROM desk_text",
            "INSERT INTO desk_text VALUES ('\(String(repeating: "0", count: 64))', 'x')",
        ])
    func altered(sql: String) throws {
        let hash = try ledger.keep(texts, at: SampleLog.now)
        try file.stranger().inDatabase { try $0.execute(sql: sql) }
        #expect(!ledger.verified().integrity.isEmpty)
        if sql.hasPrefix("DELETE") {
            #expect(
                refusal { _ = try ledger.desk(hash) }.hasPrefix("the text of callflows/é.yaml that was kept is missing")
            )
        }
    }
}
