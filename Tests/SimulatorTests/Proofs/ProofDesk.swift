import CallFlow
import Desk
import DeskFolder
import Foundation
import Testing

/// The shipped desk and broken copies of it, explored and proved.
struct ProofDesk: Sendable {
    let folder: DeskFolder
    let flows: [ProvedFlow]

    /// The shipped desk, explored once for all tests.
    static let shipped = Result { try ProofDesk() }

    /// A text of the desk with something changed.
    struct Edit: Sendable {
        let file: String
        let old: String
        let new: String
        let times: Int

        /// In `file`, `old` occurs as often as said, and is replaced by `new` each time.
        init(_ file: String, _ old: String, _ new: String, times: Int = 1) {
            (self.file, self.old, self.new, self.times) = (file, old, new, times)
        }
    }

    /// Loads and proves the shipped desk with some of its texts edited.
    init(_ edits: [Edit] = []) throws {
        try self.init(Self.load(edits))
    }

    init(_ folder: DeskFolder) {
        let explorations = NumberRole.allCases.compactMap { folder.context(for: $0) }.map { Exploration($0) }
        let reached = explorations.reduce(into: Set<SourcePlace>()) { $0.formUnion($1.reachedPlaces) }
        self.folder = folder
        flows = explorations.map {
            ProvedFlow(Prover($0, longestChain: folder.longestChain, reachedElsewhere: reached))
        }
    }

    static func load(_ edits: [Edit] = []) throws -> DeskFolder {
        var overlay: [String: String] = [:]
        for edit in edits {
            let text = try overlay[edit.file] ?? String(contentsOfFile: "\(root)/\(edit.file)", encoding: .utf8)
            let pieces = text.components(separatedBy: edit.old)
            try #require(pieces.count == edit.times + 1, "\(edit.file): '\(edit.old)' occurs \(pieces.count - 1) times")
            overlay[edit.file] = pieces.joined(separator: edit.new)
            try #require(overlay[edit.file] != text)
        }
        return try DeskFolder.load(at: root, overlay: overlay)
    }

    func flow(_ number: NumberRole) throws -> ProvedFlow {
        try #require(flows.first { $0.program.number == number })
    }

    /// The folder of the shipped desk: the nearest one above this file that has a `desk.yaml`.
    static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path + "/desk.yaml") {
            folder.deleteLastPathComponent()
        }
        return folder.path
    }()
}

/// A proved flow, whose states can be found by their value.
final class ProvedFlow: Sendable {
    let prover: Prover
    let index: [FlowState: Int]

    init(_ prover: Prover) {
        self.prover = prover
        index = Dictionary(uniqueKeysWithValues: prover.exploration.states.enumerated().map { ($1, $0) })
    }

    var exploration: Exploration { prover.exploration }
    var context: FlowContext { prover.exploration.context }
    var program: FlowProgram { prover.exploration.context.program }

    /// The states on a way.
    func states(on way: [Exploration.Leg]) throws -> [Int] {
        var states = [0]
        for leg in way {
            guard let outcome = leg.outcome, let last = states.last else { break }
            states.append(try #require(exploration.moves[last].first { $0.outcome == outcome }).target)
        }
        return states
    }

    func names(of way: [Exploration.Leg]) -> [String] { way.map { program.steps[$0.step].name } }
}
