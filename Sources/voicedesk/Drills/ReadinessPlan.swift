import CallFlow
import CallLedger
import Calls
import Desk
import DeskFolder
import Foundation
import Ledger

/// Whom an exercise would ring at a moment, and whom not.
struct ReadinessPlan {
    /// One person of the chain.
    struct Person {
        let person: OnCallPerson
        /// Whose turn it is, from 0; people of one turn are rung at once.
        let rung: Int
        let refusal: ReadinessTerms.Refusal?

        var quietHours: DutyWindow? { if case .quietHours(let window) = refusal { window } else { nil } }
    }

    let at: Instant
    let zone: ZoneRules
    let hunt: ReadinessHunt
    let people: [Person]
    let drill: ReadinessDrill

    /// - Parameter ledger: tells who was rung before; nobody without one.
    init(_ desk: DeskFolder, ledger: Ledger?, chain: String?, at: Instant, isEverybody: Bool) throws {
        (self.at, zone) = (at, desk.policy.zone)
        let period = desk.policy.hours.period(at: at, in: zone)
        let chain = try chain.map { try RotaShowCommand.chain($0) } ?? (period == .support ? .support : .onCall)
        guard let hunt = ReadinessHunt(chain, in: desk.programs, catalogue: desk.catalogue) else {
            throw Unusable("no flow rings the chain '\(chain.rawValue)'", mend: "name another --chain")
        }
        if let missing = ReadinessPrompts.all.first(where: { desk.catalogue.prompts[$0] == nil }) {
            throw Unusable(
                "prompts/catalogue.yaml has no '\(missing)', which an exercise speaks",
                mend: "add it, and run 'voicedesk prompts build'")
        }
        guard case .people(let order) = desk.rota.people(in: chain, at: at) else {
            throw Unusable(
                "the chain '\(chain.rawValue)' has nobody at \(Timestamp.format(at, in: zone))",
                mend: "see 'voicedesk rota gaps'")
        }
        self.hunt = hunt
        let last = try Self.last(of: order.people, in: ledger)
        drill = ReadinessDrill(
            chain: order, hunt: hunt, terms: desk.readiness, zone: zone, last: last,
            scope: isEverybody ? .everybody : .asCalled, language: desk.policy.defaultLanguage)
        let terms = desk.readiness
        people = order.rungs.enumerated().flatMap { rung, positions in
            positions.map { position in
                let person = order.people[position]
                return Person(
                    person: person, rung: rung,
                    refusal: ReadinessDrill.refusal(
                        of: person, terms: terms, zone: desk.policy.zone, last: last, at: at))
            }
        }
    }

    /// When each of them was rung for an exercise the last time.
    private static func last(of people: [OnCallPerson], in ledger: Ledger?) throws -> [String: Instant] {
        guard let ledger else { return [:] }
        var last: [String: Instant] = [:]
        for person in people {
            let filter = DrillFilter(person: person.name, scenario: ReadinessScenario.name)
            last[person.id] = try ledger.drills(filter, limit: 1).first?.at
        }
        return last
    }

    func json(_ text: ReadinessText) -> JSON {
        .object([
            ("at", .string(Timestamp.format(at, in: zone))), ("chain", .string(hunt.chain.rawValue)),
            ("ring_timeout_ms", .int(Int(clamping: hunt.ringTimeout.milliseconds))),
            (
                "people",
                .array(
                    people.map { person in
                        .object([
                            ("turn", .int(person.rung + 1)), ("id", .string(person.person.id)),
                            ("name", .string(person.person.name)), ("rung", .bool(person.refusal == nil)),
                            ("why_not", .optional(person.refusal.map(text.word))),
                        ])
                    })
            ),
        ])
    }
}

/// When an exercise is to begin.
struct FireMoment {
    let instant: Instant
    let isNow: Bool

    /// - Parameter text: a moment, or a time of day, which is the next one; now without it.
    init(_ text: String?, now: Instant, zone: ZoneRules) throws {
        isNow = text == nil
        guard let text else {
            instant = now
            return
        }
        if let time = Timestamp.parseTime(text) {
            let today = zone.local(now).date
            let candidates = (0...2).map { zone.instant(of: LocalDateTime(date: today.adding(days: $0), time: time)) }
            instant = candidates.first { $0 > now } ?? now
        } else {
            instant = try Reading.instant(text, option: "--at", in: zone)
        }
        guard instant > now.advanced(by: .minutes(-1)) else {
            throw Unusable("--at: '\(text)' is past", mend: "name a later time, or leave it out for now")
        }
        guard now.duration(to: instant) <= Self.longest else {
            throw Unusable("--at: '\(text)' is more than a week away", mend: "start it nearer to the time")
        }
    }

    private static let longest = Duration.days(7)

    /// Waits, and shows how long it still takes.
    func wait(what: String, isQuiet: Bool) async throws {
        let isSeen = isatty(STDERR_FILENO) == 1 && !isQuiet
        var left = SystemTime.now.duration(to: instant)
        guard left > .zero else { return }
        if !isSeen { Output.error("voicedesk: \(what) in \(Self.words(left)) (ctrl-C ends it)") }
        while left > .zero {
            if isSeen {
                FileHandle.standardError.write(Data("\r\(what) in \(Self.words(left)); ctrl-C ends it\u{1B}[K".utf8))
            }
            try await Task.sleep(for: min(left, .seconds(1)))
            left = SystemTime.now.duration(to: instant)
        }
        if isSeen { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private static func words(_ time: Duration) -> String {
        let seconds = (time.milliseconds + 999) / 1000
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(hours):\(two(minutes)):\(two(rest))"
    }
}
