import CallFlow
import Calls
import Desk
import DeskFolder
import Foundation
import Prompts
import Simulator
import Testing

/// A story that was told: the report, and everything that happened in order.
struct StoryRun {
    let story: Story
    let report: CallReport
    let happenings: [(at: Instant, what: CallTrace.Happening)]
    let program: FlowProgram

    /// The effects, in order.
    var effects: [FlowEffect] {
        happenings.compactMap { if case .effect(let effect) = $0.what { effect } else { nil } }
    }

    /// The trace as `simulate --trace` prints it.
    var trace: [String] {
        happenings.map { $0.what.line(at: $0.at, since: report.at, in: program) }
    }

    init(_ story: Story) throws {
        self.story = story
        var behaviour = ScriptedBehaviour()
        try behaviour.readKeys(story.keys)
        try behaviour.readTechnicians(story.technicians)
        try behaviour.readUnavailable(story.silent)
        if let hangsUp = story.hangsUp {
            // A rehearsal without hanging up finds the moment, whatever the prompts say and however long they take.
            let rehearsal = try Self.tell(story, behaviour)
            let moment = try #require(
                rehearsal.happenings.first { hangsUp.begins(with: $0.what) }, "\(hangsUp) does not come up")
            behaviour.hangsUpAfter = rehearsal.report.at.duration(to: moment.at) + .seconds(1)
        }
        (report, happenings, program) = try Self.tell(story, behaviour)
    }

    private typealias Told = (
        report: CallReport, happenings: [(at: Instant, what: CallTrace.Happening)], program: FlowProgram
    )

    private static func tell(_ story: Story, _ behaviour: ScriptedBehaviour) throws -> Told {
        let desk = try StoryDesk.shipped.get()
        let context = try #require(desk.context(for: story.number))
        let hasher = KeyedPasscodeHasher.ephemeral()
        var world = try desk.world(at: "\(StoryDesk.root)/worlds/\(story.world).yaml", hasher: hasher)
        var rota = desk.rota
        for fact in story.given { try fact.apply(to: &world, &rota) }
        let from = try story.from.map { try #require(PhoneNumber($0), "\($0) is no phone number") }
        let start = try #require(story.at.map(Timestamp.parse) ?? world.at, "the call has no time")
        let file = CaseFile(number: story.number, from: from, startedAt: start, isDrill: story.isDrill)
        var happenings: [(at: Instant, what: CallTrace.Happening)] = []
        var call = ScriptedCall(
            context, rota: rota, facts: WorldFacts(world, hasher: hasher),
            renderer: PromptRenderer(desk.catalogue, zone: desk.policy.zone), file: file, behaviour: behaviour,
            listener: { at, what in happenings.append((at, what)) })
        let report = try call.run()
        return (report, happenings, context.program)
    }
}

/// The desk of the repository, read once.
enum StoryDesk {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let shipped = Result { () throws(Problems) in try DeskFolder.load(at: root) }
}

extension Story.HangUp {
    /// Whether this is the moment, a second before the caller hangs up.
    func begins(with happening: CallTrace.Happening) -> Bool {
        switch (self, happening) {
        case (.during(let prompt), .effect(.play(_, let utterances, _))): utterances.first?.prompt == prompt
        case (.ringing(let id), .effect(.ring(_, let person, _))): person.id == id
        case (.talking, .effect(.bridge)), (.recording, .effect(.startRecording)): true
        default: false
        }
    }
}
