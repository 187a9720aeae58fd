import CallFlow
import Desk
import DeskFolder
import TestSupport
import Testing

@Suite("Calls in which anything may happen") struct RandomCallTests {
    private static let flows = ConformanceFile.names.flatMap { name in
        Dictionary(grouping: ConformanceFile(name).cases, by: \.flow.name).sorted { $0.key < $1.key }.compactMap(
            \.value.first)
    }

    @Test("leave nothing running, set no deadline that has passed, and end in time", arguments: flows)
    func anything(_ sample: ConformanceCase) throws {
        let desk = try ConformanceDesk.load()
        let linked = Linker.link(sample.flow, for: .emergency, library: sample.library, catalogue: desk.catalogue)
        let context = FlowContext(program: try #require(linked.program), policy: desk.policy)
        for seed in 0..<100 {
            var call = RandomCall(context, people: desk.rota.people, generator: SplitMix64(seed: UInt64(seed)))
            let faults = call.run()
            #expect(
                faults.isEmpty, "seed \(seed) of \(sample.flow.name): \(faults)\n\(call.log.joined(separator: "\n"))")
            if !faults.isEmpty { return }
        }
    }

    private struct RandomCall {
        private(set) var log: [String] = []
        private var machine: FlowMachine
        private var activities = RunningActivities()
        private var generator: SplitMix64
        private let people: [OnCallPerson]
        private let text: EffectText
        private var now = ConformanceDesk.start
        private let end: Instant

        init(_ context: FlowContext, people: [OnCallPerson], generator: SplitMix64) {
            machine = FlowMachine(
                context, file: CaseFile(number: .emergency, from: nil, startedAt: ConformanceDesk.start))
            text = EffectText(context: context)
            end = now.advanced(by: context.program.maxCallDuration)
            self.generator = generator
            self.people = people
        }

        /// Runs until the call is over and says what it did wrong.
        mutating func run() -> [String] {
            receive(.started)
            var faults: [String] = []
            for _ in 0..<400 where !machine.isOver {
                guard let deadline = machine.nextDeadline else { return ["no deadline is left"] }
                let wait = Duration.milliseconds(Int.random(in: 0...6000, using: &generator))
                let next = now.advanced(by: wait)
                if deadline < now { faults.append("the deadline lies in the past") }
                now = max(now, min(next, deadline))
                receive(deadline <= next ? .deadlineReached : event())
            }
            now = end
            receive(.deadlineReached)
            if !machine.isOver { faults.append("the call goes on after its longest time") }
            receive(event())
            return faults + activities.faults
        }

        private mutating func receive(_ event: FlowEvent) {
            log.append("\(VirtualTime.text(ConformanceDesk.start.duration(to: now))) \(event)")
            activities.ended(event)
            for effect in machine.receive(event, at: now) {
                activities.note(effect)
                log.append("    \(text.line(effect))")
            }
        }

        private mutating func event() -> FlowEvent {
            switch Int.random(in: 0..<40, using: &generator) {
            case 0: .callerHungUp
            case 1: .started
            case 2: Bool.random(using: &generator) ? .deadlineReached : .ledgerFailed
            case 3: .recordingFailed(id(.record))
            case 4: .fellSilent(id(.record))
            case 5..<8: .transferred(id(.transfer), accepted: .random(using: &generator))
            case 8..<14: finding()
            case 14..<17: .chainFound(id(.find), chain())
            case 17..<20: .targetAnswered(id(.ring))
            case 20..<22: .targetFailed(id(.ring), HuntResult.allCases.randomElement(using: &generator) ?? .busy)
            case 22..<26: key().map { .targetKeyed(id(.ring), $0) } ?? .callerHungUp
            case 26..<27: .targetHungUp(id(.ring))
            case 27..<33: .played(id(.play))
            default: key().map { .keyed($0) } ?? .callerHungUp
            }
        }

        private mutating func id(_ kind: RunningActivities.Kind) -> ActivityID {
            let stale = Int.random(in: 0..<5, using: &generator) == 0
            return stale ? ActivityID(Int.random(in: 0...9, using: &generator)) : activities[kind] ?? ActivityID(1)
        }

        private mutating func key() -> Key? { "0123456789*#".randomElement(using: &generator).flatMap { Key($0) } }

        private mutating func chain() -> ChainAnswer {
            let count = Int.random(in: -1...3, using: &generator)
            if count < 0 { return .unavailable }
            var chain = OnCallChain()
            for person in people.prefix(count) { chain.append(person, together: .random(using: &generator)) }
            return .people(chain)
        }

        private mutating func finding() -> FlowEvent {
            var topic = Topic.allCases.randomElement(using: &generator) ?? .client
            if case .check(let check) = machine.step.verb, Bool.random(using: &generator) { topic = check.topic }
            let outcome = topic.outcomes.randomElement(using: &generator) ?? .unavailable
            let found = SampleFinding.read([topic.name, outcome.rawValue]) ?? .unavailable(topic)
            return .checked(id(.check), found)
        }
    }
}
