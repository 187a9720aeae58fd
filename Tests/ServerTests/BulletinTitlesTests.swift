import CallFlow
import Desk
import DeskFolder
import Foundation
import Ledger
import Logging
import Prompts
import Recordings
import Testing

@testable import Server

@Suite("Titles of bulletins on the line", .timeLimit(.minutes(2)))
struct BulletinTitlesTests {
    private let now = Instant(seconds: 1_800_000_000)

    private func spoken(_ title: String, by voice: PromptVoice) -> Playlist {
        voice.playlist(
            [Utterance(prompt: "bulletin-active", language: .french, values: [.bulletin: .text(title)])], at: now)
    }

    @Test("A title that is published is heard by calls that begin later, and is spoken once")
    func published() async throws {
        let folder = try DeskFolder.load(at: RunningServer.root)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("titles-\(UUID().uuidString).sqlite")
        defer {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        }
        let ledger = try Ledger(path: file.path)
        let desk = ServedDesk(folder, voice: try DeskVoice.loaded.get())
        let logger = Logger(label: "titles") { _ in SwiftLogNoOpLogHandler() }
        let titles = try BulletinTitles(ledger, DeskRecordings(folder), desk: desk, logger: logger)

        let substitute = spoken("Coupure réseau en salle 2", by: desk.voice)
        await titles.refresh(at: now)
        #expect(spoken("Coupure réseau en salle 2", by: desk.voice) == substitute)

        _ = try ledger.publish(title: "Coupure réseau en salle 2", covers: [.all], from: now)
        _ = try ledger.publish(title: "Travaux de demain", covers: [.all], from: now.advanced(by: .seconds(3600)))
        let before = desk.voice
        await titles.refresh(at: now)
        let title = spoken("Coupure réseau en salle 2", by: desk.voice)
        #expect(title != substitute)
        #expect(title.duration > .seconds(1))
        #expect(spoken("Coupure réseau en salle 2", by: before) == substitute)
        #expect(spoken("Travaux de demain", by: desk.voice) == spoken("Autre", by: before))

        let frames = desk.voice.store.frameCount
        await titles.refresh(at: now)
        #expect(desk.voice.store.frameCount == frames)
        try ledger.close()
    }
}
