/// How long what the desk keeps is kept, by kind: the part `retention:` of a desk.
///
/// Voicemail has a field of its own, `telephony: voicemail: keep`.
public struct Retention: Hashable, Sendable {
    /// Calls that were not charged, with their callers and what was said and keyed.
    public var calls: Duration
    /// Charges, with the call that each of them rests on: accounts are kept for ten years (Code de commerce L123-22).
    public var charges: Duration
    /// Wrong passcodes; they count against a client for the window of `passcode:`.
    public var passcodeFailures: Duration
    /// Results of drills, with the names of those who practised.
    public var drills: Duration

    /// Makes periods.
    public init(
        calls: Duration = .days(1095), charges: Duration = .days(3650), passcodeFailures: Duration = .days(30),
        drills: Duration = .days(1095)
    ) {
        self.calls = calls
        self.charges = charges
        self.passcodeFailures = passcodeFailures
        self.drills = drills
    }

    /// What holds for a desk that says nothing of it.
    public static let standard = Retention()
}

extension Duration {
    /// A duration of whole days of 24 hours; saturates.
    public static func days(_ count: Int) -> Duration { .seconds(count, times: 86_400) }
}
