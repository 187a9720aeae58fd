import HeapModule
import Logging
import Media
import RTPTransport
import SIP
import SIPTransport

/// Runs all telephones of a bank: takes what the sockets, the media threads and the clock tell, and does what the lines
/// want.
///
/// It decides nothing. Everything here happens on the signalling loop, one thing after the other: what one input brings
/// about is done to its end before the next.
final class PhoneRoom: SignallingHandler {
    let settings: PhoneBankSettings
    let engine: MediaEngine
    let called: @Sendable (Invitation) -> Reception
    let loop: SignallingLoop
    let logger: Logger
    var agent: UserAgent
    var phones: [UInt64: Phone] = [:]
    var legs: [LegID: UInt64] = [:]
    var streams: [MediaID: UInt64] = [:]
    var wire = WireBook()
    /// The INVITE that is being received.
    var invite: Request?
    /// What is listened on.
    private(set) var listeners: [TransportConfiguration.Listener] = []
    /// The names by which peers were found, for their certificates.
    var names: [Endpoint: String] = [:]
    private var last: UInt64 = 0
    private var deadlines = Heap<PhoneDeadline>()
    private var todo: [Todo] = []
    private var isWorking = false
    private var closing: Closing?

    /// The bank closes.
    private struct Closing {
        /// Then it is closed, whatever is still under way.
        var until: Duration
        /// Whether only answers to our last requests are awaited.
        var awaitsAnswers = false
        /// Who waits for the end.
        var waiters: [@Sendable () -> Void] = []
    }

    private enum Todo {
        case agent(UserAgentAction)
        case phone(UInt64, PhoneEffect)
    }

    private struct PhoneDeadline: Comparable {
        let at: Duration
        let phone: UInt64

        static func < (left: Self, right: Self) -> Bool { (left.at, left.phone) < (right.at, right.phone) }
    }

    init(
        _ settings: PhoneBankSettings, media: MediaEngine, called: @escaping @Sendable (Invitation) -> Reception,
        on loop: SignallingLoop, logger: Logger
    ) {
        (self.settings, engine, self.called) = (settings, media, called)
        (self.loop, self.logger) = (loop, logger)
        var agent = UserAgentSettings(trunks: settings.trunks, admitsStranger: settings.admits, user: "phone")
        agent.leg = LegSettings(product: settings.product, audio: settings.audio)
        self.agent = UserAgent(agent, now: loop.now)
    }

    /// How many telephones are in a call.
    var phoneCount: Int { phones.count }
    /// Whether no more calls are taken.
    var isClosing: Bool { closing != nil }

    /// The listeners are open.
    func started(_ listeners: [TransportConfiguration.Listener]) {
        self.listeners = listeners
        for trunk in settings.trunks where trunk.registering != nil { find(trunk) { _ in } }
    }

    // MARK: Inputs

    func received(_ bytes: [UInt8], on path: TransportPath) {
        if let message = note(bytes, isOurs: false), case .request(let request) = message, request.method == .invite {
            invite = request
        }
        withAgent { $0.received(bytes, on: path, now: $1, into: &$2) }
        invite = nil
    }

    func refused(_ failure: FramingFailure, on path: TransportPath) {
        withAgent { agent, _, actions in agent.refused(failure.read, on: path, into: &actions) }
    }

    func failed(_ token: SendToken?, on path: TransportPath, _ error: TransportError) {
        logger.debug("a message could not be sent", metadata: ["peer": "\(path.remote)", "error": "\(error)"])
        withAgent { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func closed(_ path: TransportPath, _ reason: CloseReason) {
        withAgent { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func lost(_ listener: TransportConfiguration.Listener) {
        for id in phones.keys.sorted() {
            change(id) { $0.giveUp(.unreachable("our socket is lost"), now: $1, into: &$2) }
        }
    }

    func deadlineReached() {
        let now = loop.now
        withAgent { $0.deadlineReached(now: $1, into: &$2) }
        while let first = deadlines.min, first.at <= now {
            deadlines.removeMin()
            guard let phone = phones[first.phone], phone.scheduled == first.at else { continue }
            phone.scheduled = nil
            if let deadline = phone.line.deadline, deadline <= now {
                change(first.phone) { $0.deadlineReached(now: $1, into: &$2) }
            } else {
                schedule(phone)
            }
        }
        rest()
    }

    /// What happened to streams, in order.
    func media(_ events: [MediaEvent]) {
        for event in events {
            guard let id = streams[event.leg] else { continue }
            if case .closed = event.happening { streams[event.leg] = nil }
            change(id) { $0.sounded(event.happening, now: $1, into: &$2) }
        }
    }

    // MARK: Work

    /// Lets the agent take something, and does what it wants.
    func withAgent(_ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void) {
        var actions: [UserAgentAction] = []
        body(&agent, loop.now, &actions)
        follow(actions)
    }

    /// Does what the agent wants.
    func follow(_ actions: [UserAgentAction]) {
        for action in actions { todo.append(.agent(action)) }
        work()
    }

    /// Lets a telephone take something, and does what it wants.
    func change(_ id: UInt64, _ body: (inout PhoneLine, Duration, inout [PhoneEffect]) -> Void) {
        guard let phone = phones[id] else { return }
        var effects: [PhoneEffect] = []
        body(&phone.line, loop.now, &effects)
        for effect in effects { todo.append(.phone(id, effect)) }
        schedule(phone)
        work()
    }

    private func work() {
        guard !isWorking else { return }
        isWorking = true
        var index = 0
        while index < todo.count {
            let item = todo[index]
            index += 1
            switch item {
            case .agent(let action): perform(action)
            case .phone(let id, let effect): perform(effect, of: id)
            }
        }
        todo.removeAll(keepingCapacity: true)
        isWorking = false
        rest()
    }

    private func perform(_ action: UserAgentAction) {
        switch action {
        case .transmit(let bytes, let path):
            _ = note(bytes, isOurs: true)
            loop.send(bytes, on: path, serverName: serverName(of: path))
        case .incoming(let leg, let call): arrive(call, leg)
        case .leg(let leg, let event):
            if let id = legs[leg] { change(id) { $0.heard(event, now: $1, into: &$2) } }
        case .trunk(let name, let event):
            logger.debug("a trunk has changed", metadata: ["trunk": "\(name)", "event": "\(event)"])
        case .turnedAway(let why, let source):
            logger.debug("turned away", metadata: ["why": "\(why.rawValue)", "peer": "\(source)"])
        }
    }

    // MARK: Time

    private static let shortestWait = Duration.milliseconds(1)
    /// No entry lies further ahead, so that those of calls that are over do not pile up.
    private static let longestWait = Duration.seconds(60)

    /// Sees to it that a telephone's deadline is noticed.
    func schedule(_ phone: Phone) {
        guard let deadline = phone.line.deadline else { return }
        let at = min(max(deadline, loop.now + Self.shortestWait), loop.now + Self.longestWait)
        if let already = phone.scheduled, already <= at { return }
        phone.scheduled = at
        deadlines.insert(PhoneDeadline(at: at, phone: phone.id))
    }

    private func rest() {
        guard !isWorking else { return }
        tellOfTheEnd()
        let end = closing?.waiters.isEmpty == false ? closing?.until : nil
        loop.setDeadline([agent.nextDeadline, deadlines.min?.at, end].compactMap { $0 }.min())
    }

    /// A number that was never used.
    func newNumber() -> UInt64 {
        last += 1
        return last
    }

    // MARK: The end

    /// How long the answers to our last BYEs are waited for.
    static let goodbyePatience = Duration.seconds(2)
    /// How long a bank takes to close at most.
    static let closingPatience = PhoneLimits().ending + PhoneLine.soundPatience + goodbyePatience

    /// Hangs up everything; no call is taken or placed any more.
    func close(_ done: @escaping @Sendable () -> Void) {
        var closing = closing ?? Closing(until: loop.now + Self.closingPatience)
        closing.waiters.append(done)
        self.closing = closing
        for id in phones.keys.sorted() { change(id) { $0.giveUp(.shutDown, now: $1, into: &$2) } }
        withAgent { $0.unregister(now: $1, into: &$2) }
        rest()
    }

    /// Tells that the last call is over, once a bank that closes has none.
    private func tellOfTheEnd() {
        guard var closing, !closing.waiters.isEmpty else { return }
        if phones.isEmpty, !closing.awaitsAnswers {
            closing.awaitsAnswers = true
            closing.until = min(closing.until, loop.now + Self.goodbyePatience)
            self.closing = closing
        }
        guard phones.isEmpty && agent.legCount == 0 || loop.now >= closing.until else { return }
        self.closing?.waiters = []
        for id in phones.keys.sorted() { abandon(id) }
        for done in closing.waiters { done() }
    }
}
