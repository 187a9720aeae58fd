import Desk
import DeskFolder
import Foundation
import Ledger
import Testing

@testable import Drills

/// The shipped desk and its scenarios.
enum ShippedDesk {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let folder = Result { () throws(Problems) in try DeskFolder.load(at: root) }
    static let library = folder.map { DrillLibrary($0) }

    static func desk() throws -> DrillDesk { try library.get().desk }

    static func scenario(_ name: String) throws -> Scenario { try library.get().scenario(name) }

    static let names = (try? library.get().names) ?? []
}

extension DrillSession {
    /// A session that plays lines in virtual time.
    static func played(
        _ name: String, _ lines: [String], mode: DrillMode = .exam, language: Language = .french
    ) throws -> DrillSession {
        DrillPlay.run(
            try ShippedDesk.scenario(name), lines: lines, desk: try ShippedDesk.desk(), mode: mode, language: language)
    }

    func outcome(of line: String) -> RubricScore.Outcome? { score.lines.first { $0.line.id == line }?.outcome }

    func words(of who: Timeline.Who) -> [String] { timeline.happenings.filter { $0.who == who }.map(\.words) }
}
