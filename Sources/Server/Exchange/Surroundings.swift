import CallFlow
import Calls
import Desk
import DeskFolder
import Ledger
import Logging
import Media
import RTPTransport
import SIP
import SIPTransport

/// All that an exchange reaches beyond itself: the desk, the ledger, the sound, the clock on the wall.
///
/// It is shared with other threads; what comes back to the exchange comes over ``relay``.
final class Surroundings: Sendable {
    let agent: UserAgentSettings
    let admission: Admission.Limits
    let desk: ServedDesk
    let media: MediaEngine
    let book: CallBook
    let facts: FactDesk
    let messages: MessageStore
    let relay: ExchangeRelay
    /// The hosts that people may be rung at directly, and callers transferred to.
    let directHosts: DirectHosts
    /// The longest message of a caller.
    let longestMessage: Duration
    /// How long a call may last, whatever its flow says.
    let longestCall: Duration
    /// How long a verdict may wait to be on the disk.
    let commitPatience: Duration
    /// How long a caller is asked to wait who comes when there are too many.
    let retryAfter: Int
    /// The time of day.
    let clock: DeskClock
    /// The numbers of the clients' contacts.
    let knownPhones: KnownPhones
    /// A listener cannot hear any more.
    let lostListener: @Sendable (TransportConfiguration.Listener) -> Void
    /// The last call of a server that drains is over.
    let lastCallEnded: @Sendable () -> Void

    init(
        agent: UserAgentSettings, admission: Admission.Limits, desk: ServedDesk, media: MediaEngine, book: CallBook,
        facts: FactDesk, messages: MessageStore, relay: ExchangeRelay, directHosts: DirectHosts,
        longestMessage: Duration, longestCall: Duration, commitPatience: Duration, retryAfter: Int,
        clock: DeskClock,
        knownPhones: KnownPhones,
        lostListener: @escaping @Sendable (TransportConfiguration.Listener) -> Void,
        lastCallEnded: @escaping @Sendable () -> Void
    ) {
        self.agent = agent
        self.admission = admission
        self.desk = desk
        self.media = media
        self.book = book
        self.facts = facts
        self.messages = messages
        self.relay = relay
        self.directHosts = directHosts
        self.longestMessage = longestMessage
        self.longestCall = longestCall
        self.commitPatience = commitPatience
        self.retryAfter = retryAfter
        self.clock = clock
        self.knownPhones = knownPhones
        self.lostListener = lostListener
        self.lastCallEnded = lastCallEnded
    }

    /// The time of day, of no call in particular.
    func wallClock() -> Instant { clock.now(nil) }

    /// The name that the certificate of a path's peer must have: that of the trunk's proxy.
    func serverName(of path: TransportPath) -> String? {
        guard path.transport == .tls, path.connection == nil else { return nil }
        return relay.serverName(of: path.remote)
    }
}
