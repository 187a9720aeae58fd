/// On what terms people of the rota are rung to see whether they would answer: the part `drills: readiness:` of a desk.
///
/// Nobody is rung who did not agree to it, nobody in quiet hours, and nobody too often: an exercise that wakes people for
/// nothing teaches them to let it ring.
public struct ReadinessTerms: Hashable, Sendable {
    /// The people of the rota who agreed, by their ids; nobody unless they are named.
    public var consent: Set<String>
    /// Parts of every day in which nobody is rung.
    public var quiet: [DutyWindow]
    /// The shortest time between two exercises of one person.
    public var perPerson: Duration
    /// How soon a person is to pick up, from the first ring.
    public var answerWithin: Duration
    /// How soon a person is to accept, from the first ring.
    public var acceptWithin: Duration

    /// Makes terms.
    public init(
        consent: Set<String> = [], quiet: [DutyWindow] = [ReadinessTerms.night], perPerson: Duration = .days(7),
        answerWithin: Duration = .seconds(20), acceptWithin: Duration = .seconds(40)
    ) {
        self.consent = consent
        self.quiet = quiet
        self.perPerson = perPerson
        self.answerWithin = answerWithin
        self.acceptWithin = acceptWithin
    }

    /// What holds for a desk that says nothing of it: nobody agreed.
    public static let standard = ReadinessTerms()

    /// From ten in the evening to seven in the morning, which is quiet unless the desk says otherwise.
    public static let night = DutyWindow(
        opens: TimeOfDay(hour: 22, minute: 0) ?? .midnight, closes: TimeOfDay(hour: 7, minute: 0) ?? .midnight)

    /// Why somebody is not rung.
    public enum Refusal: Hashable, Sendable {
        /// The person did not agree to be rung.
        case noConsent
        /// It is a quiet part of the day.
        case quietHours(DutyWindow)
        /// The person was rung too recently, and may be again from that time on.
        case drilledRecently(until: Instant)
    }

    /// The quiet part of the day that an instant falls into.
    public func quietWindow(at now: Instant, in zone: ZoneRules) -> DutyWindow? {
        quiet.first { $0.contains(now, on: Set(Weekday.allCases), in: zone) }
    }

    /// Why a person may not be rung at an instant; nothing if the person may.
    ///
    /// - Parameter last: when the person was rung for an exercise the last time.
    public func refusal(of person: String, last: Instant?, at now: Instant, in zone: ZoneRules) -> Refusal? {
        guard consent.contains(person) else { return .noConsent }
        if let window = quietWindow(at: now, in: zone) { return .quietHours(window) }
        guard let last else { return nil }
        let next = last.advanced(by: perPerson)
        return now < next ? .drilledRecently(until: next) : nil
    }
}
