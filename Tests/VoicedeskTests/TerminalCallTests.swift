import Foundation
import Testing

/// `voicedesk call` in a real terminal.
@Suite(.serialized) struct TerminalCallTests {
    private func session(_ arguments: String, _ folder: TemporaryFolder) throws -> TerminalSession {
        try TerminalSession(
            "'\(Program.path)' call \(arguments) --database '\(folder.file("ledger.sqlite"))'")
    }

    private func recorded(_ folder: TemporaryFolder) throws -> String {
        try Program.run(["ledger", "show", "--json", "--database", folder.file("ledger.sqlite")]).output
    }

    @Test func anAdmittedCallIsKeyedWithoutEnterAndReachesTheSecondTechnician() throws {
        let folder = try TemporaryFolder()
        let terminal = try session("emergency --world evening --from +33612345678 --fast", folder)
        try terminal.wait(for: "numéro client")
        try terminal.press("1", "2", "3", "4", "5")
        try terminal.wait(for: "[12345]")
        try terminal.wait(for: "urgente ?")
        try terminal.press("1")
        try terminal.wait(for: "grave")
        try terminal.press("1")
        try terminal.wait(for: "Sur quoi porte")
        try terminal.press("2")
        try terminal.wait(for: "350 € HT")
        try terminal.wait(for: "mise en relation")
        try terminal.press("1")
        try terminal.wait(for: "Alice Martin (alice) is rung")
        try terminal.press("l")
        try terminal.wait(for: "Alice Martin: no_answer")
        try terminal.wait(for: "Bruno Keller (bruno) is rung")
        try terminal.press("a")
        try terminal.wait(for: "You are talking")
        try terminal.press("h")
        let screen = try terminal.wait(for: "ended with 0")
        #expect(screen.contains("verdict               admitted"))
        #expect(screen.contains("connected to          bruno"))
        #expect(screen.contains("recorded as C-20260310-"))
        let ledger = try recorded(folder)
        #expect(ledger.contains("\"verdict\": \"admitted\""))
        #expect(ledger.contains("\"connected_to\": \"bruno\""))
    }

    @Test func promptsAppearAtSpeakingPaceAboveAStatusLine() throws {
        let folder = try TemporaryFolder()
        let terminal = try session("emergency --world evening --from +33612345678", folder)
        let first = try terminal.wait(for: "Bonjour")
        #expect(!first.contains("resté sans réponse"), "the whole prompt stands there at once")
        #expect(first.contains("20:30:0"))
        #expect(first.contains("welcome"))
        try terminal.wait(for: "Vous êtes sur le numéro d'urgence")
        // A key cuts the prompt short and counts.
        try terminal.press("1", "2")
        let cut = try terminal.wait(for: "keys 12")
        #expect(cut.contains("identify/ask-client-number"))
        try terminal.press("C-c")
        try terminal.wait(for: "ended with 0")
    }

    @Test func controlCIsTheCallerHangingUp() throws {
        let folder = try TemporaryFolder()
        let terminal = try session("emergency --world evening --from +33612345678 --fast", folder)
        try terminal.wait(for: "numéro client")
        try terminal.press("C-c")
        let screen = try terminal.wait(for: "ended with 0")
        #expect(screen.contains("verdict   abandoned"))
        let ledger = try recorded(folder)
        #expect(ledger.contains("\"state\": \"finished\""))
        #expect(ledger.contains("\"verdict\": \"abandoned\""))
    }

    @Test func thePasscodeIsShownAndStoredNowhere() throws {
        let folder = try TemporaryFolder()
        let terminal = try session("managerial --world evening --from +33612345678 --fast", folder)
        try terminal.wait(for: "numéro client")
        try terminal.press("1", "2", "3", "4", "5")
        try terminal.wait(for: "mot de passe")
        try terminal.press("2", "2")
        let screen = try terminal.wait(for: "keys ••")
        #expect(!screen.contains("22"))
        try terminal.press("7")
        try terminal.wait(for: "[***]")
        try terminal.wait(for: "450 € HT")
        try terminal.wait(for: "appuyez sur 9")
        try terminal.press("9")
        let end = try terminal.wait(for: "ended with 0")
        #expect(end.contains("450.00 EUR excl. tax, proposed"))
        #expect(end.contains("emergency-number-first"))
        #expect(try recorded(folder).contains("\"keys\": \"12345 *** 9\""))
    }
}
