import CallFlow
import Desk
import DeskFolder

/// Runs the call of a case in virtual time and writes down what the machine does.
struct ConformanceRun {
    /// The lines that followed each event.
    private(set) var lines: [[String]] = []
    /// What no call may do, whatever is expected.
    var faults: [String] { activities.faults + ownFaults }

    private var machine: FlowMachine
    private var activities = RunningActivities()
    private var ownFaults: [String] = []
    private let text: EffectText
    private let hasTimers: Bool

    /// A case that cannot be run at all.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    init(_ call: ConformanceCase) throws {
        let desk = try ConformanceDesk.load()
        let (program, problems) = Linker.link(
            call.flow, for: .emergency, library: call.library, catalogue: desk.catalogue)
        let found = problems + (call.isChecked ? program.map(FlowChecker.check) ?? [] : [])
        guard let program, found.isEmpty else {
            throw Unusable(description: found.map(\.description).joined(separator: "\n"))
        }
        let context = FlowContext(program: program, policy: desk.policy)
        let file = CaseFile(
            number: .emergency, from: ConformanceDesk.caller, startedAt: ConformanceDesk.start, isDrill: call.isDrill)
        machine = FlowMachine(context, file: file)
        text = EffectText(context: context)
        hasTimers = call.hasTimers
        for moment in call.moments { try take(moment, people: desk.rota.people) }
        fireDeadlines(until: call.until)
    }

    private mutating func take(_ moment: ConformanceCase.Moment, people: [OnCallPerson]) throws {
        fireDeadlines(until: moment.event.time)
        guard let event = moment.event.event(activities, people: people) else {
            throw Unusable(description: "\(moment.line): '\(moment.text)' carries what it cannot")
        }
        lines.append([])
        activities.ended(event)
        receive(event, at: moment.event.time)
    }

    /// Deadlines come before an event of the same time: what comes with the deadline comes too late.
    private mutating func fireDeadlines(until end: Duration) {
        while hasTimers, !lines.isEmpty, let deadline = machine.nextDeadline {
            let time = ConformanceDesk.start.duration(to: deadline)
            guard time <= end else { return }
            append("deadline \(VirtualTime.text(time))")
            receive(.deadlineReached, at: time)
            guard machine.nextDeadline != deadline else {
                ownFaults.append("the deadline at \(VirtualTime.text(time)) does not pass")
                return
            }
        }
    }

    private mutating func receive(_ event: FlowEvent, at time: Duration) {
        for effect in machine.receive(event, at: ConformanceDesk.start.advanced(by: time)) {
            activities.note(effect)
            append(text.line(effect))
        }
        if machine.isOver, machine.nextDeadline != nil { ownFaults.append("a deadline is left after the end") }
    }

    private mutating func append(_ line: String) { lines[lines.count - 1].append(line) }
}
