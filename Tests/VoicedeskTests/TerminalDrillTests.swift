import Foundation
import Testing

/// `voicedesk drill run` in a real terminal.
@Suite(.serialized) struct TerminalDrillTests {
    private func session(_ arguments: String) throws -> TerminalSession {
        // Ctrl-C reaches the shell as well, which is to go on.
        try TerminalSession("trap : INT\n'\(Program.path)' drill run \(arguments)")
    }

    @Test func aTechnicianPicksUpAndDecidesByKeysWithoutEnter() throws {
        let terminal = try session("woken --person Alice --lang en")
        try terminal.wait(for: "Your telephone rings.")
        try terminal.press("a")
        try terminal.wait(for: "This is a drill. DRI emergency call. Client 23456.")
        try terminal.press("1")
        try terminal.wait(for: "What do you do first?")
        try terminal.press("1")
        try terminal.wait(for: "The disk is full. 1 free")
        try terminal.press("1")
        try terminal.wait(for: "To finish?")
        try terminal.press("1")
        try terminal.wait(for: "Then hang up.")
        try terminal.press("h")
        let screen = try terminal.wait(for: "ended with 0")
        #expect(screen.contains("100/100, PASSED"))
        #expect(screen.contains("time to accept: 0:0"))
    }

    @Test func aDeskAgentWritesLinesAndIsAskedForTheName() throws {
        let terminal = try session("known-incident")
        try terminal.wait(for: "Votre nom :")
        try terminal.press("J", "o", "Enter")
        try terminal.wait(for: "Quel est votre numéro client")
        try terminal.press("1", "Enter")
        try terminal.wait(for: "12345.")
        try terminal.press("v", "o", "i", "r", "Space", "b", "u", "l", "l", "e", "t", "i", "n", "s", "Enter")
        try terminal.wait(for: "B-1")
        try terminal.press("d", "i", "r", "e", "Space", "b", "u", "l", "l", "e", "t", "i", "n", "Enter")
        let screen = try terminal.wait(for: "ended with 0")
        #expect(screen.contains("85/100, RÉUSSI"))
    }

    @Test func ctrlCBreaksADrillOffAndShowsItsResult() throws {
        let terminal = try session("panic --person Jo --mode exam")
        try terminal.wait(for: "Réveillez tout le monde")
        try terminal.press("C-c")
        let screen = try terminal.wait(for: "ended with 0")
        #expect(screen.contains("À REFAIRE"))
    }
}
