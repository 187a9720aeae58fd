/// What the person at a telephone does: a machine that hears the news of one call and decides what follows.
///
/// It is pure: it sees no clock, no socket and no sound but what it is told. All of a call happens on one loop, one
/// thing after the other, so that it needs no lock.
///
/// ```
/// struct Pressing: PhoneScript {
///     var nextDeadline: Duration?
///     mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
///         switch news {
///         case .answered: [.press([.one, .two])]
///         case .played: [.hangUp]
///         default: []
///         }
///     }
/// }
/// ```
public protocol PhoneScript: Sendable {
    /// Takes the news of the call.
    ///
    /// - Parameter now: the monotonic time.
    /// - Returns: what is to be done, in order.
    mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand]

    /// When ``PhoneNews/deadlineReached`` is to be told, on the clock of `now`; nothing for never.
    var nextDeadline: Duration? { get }
}
