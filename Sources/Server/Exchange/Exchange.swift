import CallFlow
import Calls
import Desk
import HeapModule
import Ledger
import Logging
import Media
import Prompts
import RTP
import RTPTransport
import SIP
import SIPTransport

/// Runs all calls: takes what the sockets, the media threads, the ledger and the clock tell, and does what the machines want.
///
/// It decides nothing. The user agent knows SIP, the call machines know the calls, the admission knows how many there may be. Everything
/// here happens on the signalling loop, one thing after the other: what one input brings about is done to its end before the next.
final class Exchange: SignallingHandler {
    let surroundings: Surroundings
    let loop: SignallingLoop
    let logger: Logger
    var agent: UserAgent
    var admission: Admission
    var calls: [CallNumber: RunningCall] = [:]
    var legs: [LegID: PartyPlace] = [:]
    var streams: [MediaID: StreamPlace] = [:]
    /// Streams whose recording is a message of the caller, to be kept once it is handed out.
    var messages: Set<MediaID> = []
    var counters = ExchangeCounters()
    var traces = TraceBook()
    /// What is listened on.
    private(set) var listeners: [TransportConfiguration.Listener] = []
    private var lastCall: UInt64 = 0
    private var lastStream: UInt64 = 0
    private var deadlines = Heap<CallDeadline>()
    private var todo: [Todo] = []
    private var isWorking = false

    /// Something that is to be done when what is at hand is done.
    private enum Todo {
        case agent(UserAgentAction)
        case call(CallNumber, CallInput)
    }

    private struct CallDeadline: Comparable {
        let at: Duration
        let call: CallNumber

        static func < (left: Self, right: Self) -> Bool { (left.at, left.call) < (right.at, right.call) }
    }

    init(_ surroundings: Surroundings, on loop: SignallingLoop, logger: Logger) {
        self.surroundings = surroundings
        self.loop = loop
        self.logger = logger
        agent = UserAgent(surroundings.agent, now: loop.now)
        admission = Admission(surroundings.admission)
    }

    /// The listeners are open.
    func started(_ listeners: [TransportConfiguration.Listener]) {
        self.listeners = listeners
        resolveTrunks()
        rest()
    }

    // MARK: Inputs

    func received(_ bytes: [UInt8], on path: TransportPath) {
        traces.note(bytes, .received, on: path, at: surroundings.wallClock())
        withAgent { $0.received(bytes, on: path, now: $1, into: &$2) }
    }

    func refused(_ failure: FramingFailure, on path: TransportPath) {
        traces.note(failure.read, .received, on: path, at: surroundings.wallClock())
        // What could be read tells whether there is somebody to answer; the connection closes afterwards.
        withAgent { agent, _, actions in agent.refused(failure.read, on: path, into: &actions) }
    }

    func failed(_ token: SendToken?, on path: TransportPath, _ error: TransportError) {
        logger.debug("a message could not be sent", metadata: ["peer": "\(path.remote)", "error": "\(error)"])
        withAgent { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func closed(_ path: TransportPath, _ reason: CloseReason) {
        withAgent { $0.transportFailed(path, now: $1, into: &$2) }
    }

    func lost(_ listener: TransportConfiguration.Listener) { surroundings.lostListener(listener) }

    func deadlineReached() {
        let now = loop.now
        withAgent { $0.deadlineReached(now: $1, into: &$2) }
        while let first = deadlines.min, first.at <= now {
            deadlines.removeMin()
            guard calls[first.call]?.scheduled == first.at else { continue }
            calls[first.call]?.scheduled = nil
            guard let call = calls[first.call], let deadline = call.machine.nextDeadline else { continue }
            if now >= call.machine.clock.origin + surroundings.longestCall {
                log(first.call)?.warning("the call lasted as long as a call may")
                happen(.callerHungUp, in: first.call)
            } else if deadline <= now {
                happen(.deadlineReached, in: first.call)
            } else {
                note(deadline, of: first.call)
            }
        }
        rest()
    }

    /// What happened to streams, in order.
    func media(_ events: [MediaEvent]) {
        for event in events {
            guard let stream = streams[event.leg] else { continue }
            sounded(event.happening, event.leg, stream)
        }
    }

    /// Lets the agent take something, and does what it wants.
    func withAgent(_ body: (inout UserAgent, Duration, inout [UserAgentAction]) -> Void) {
        var actions: [UserAgentAction] = []
        body(&agent, loop.now, &actions)
        for action in actions { todo.append(.agent(action)) }
        work()
    }

    /// Lets a call take an event.
    func happen(_ event: CallInput, in call: CallNumber) {
        todo.append(.call(call, event))
        work()
    }

    // MARK: Work

    /// Does everything that is to be done, in the order in which it came up.
    private func work() {
        guard !isWorking else { return }
        isWorking = true
        var index = 0
        while index < todo.count {
            let item = todo[index]
            index += 1
            switch item {
            case .agent(let action): perform(action)
            case .call(let number, let event): take(event, number)
            }
        }
        todo.removeAll(keepingCapacity: true)
        isWorking = false
        rest()
    }

    private func take(_ event: CallInput, _ number: CallNumber) {
        guard var call = calls.removeValue(forKey: number) else { return }
        if case .committed(let id) = event {
            for since in call.written(upTo: id) { counters.verdictDelay.add(loop.now - since) }
        }
        let effects = call.machine.receive(event, now: loop.now)
        calls[number] = call
        for effect in effects { perform(effect, of: number) }
        if let deadline = calls[number]?.machine.nextDeadline { note(deadline, of: number) }
    }

    private func perform(_ action: UserAgentAction) {
        switch action {
        case .transmit(let bytes, let path):
            traces.note(bytes, .sent, on: path, at: surroundings.wallClock())
            loop.send(bytes, on: path, serverName: surroundings.serverName(of: path))
        case .incoming(let leg, let call): arrive(call, leg)
        case .leg(let leg, let event): heard(event, leg)
        case .trunk(let name, let event): trunkChanged(name, event)
        case .turnedAway(let why, let source):
            counters.turnedAway[why, default: 0] += 1
            logger.debug("turned away", metadata: ["why": "\(why.rawValue)", "peer": "\(source)"])
        }
    }

    // MARK: Time and names

    /// Sees to it that a deadline is noticed.
    ///
    /// No entry lies further ahead than ``longestWait``, so that those of calls that are over do not pile up.
    private func note(_ deadline: Duration, of call: CallNumber) {
        let end = calls[call].map { $0.machine.clock.origin + surroundings.longestCall } ?? deadline
        let at = min(deadline, end, loop.now + Self.longestWait)
        if let already = calls[call]?.scheduled, already <= at { return }
        calls[call]?.scheduled = at
        deadlines.insert(CallDeadline(at: at, call: call))
    }

    private static let longestWait = Duration.seconds(60)

    private func rest() {
        guard !isWorking else { return }
        let next = [agent.nextDeadline, deadlines.min?.at].compactMap { $0 }.min()
        loop.setDeadline(next)
    }

    func newCall() -> CallNumber {
        lastCall += 1
        return CallNumber(number: lastCall)
    }

    func newStream() -> MediaID {
        lastStream += 1
        return MediaID(lastStream)
    }

    private func trunkChanged(_ name: String, _ event: TrunkEvent) {
        let metadata: Logger.Metadata = ["trunk": "\(name)"]
        switch event {
        case .registered: logger.info("registered", metadata: metadata)
        case .registrationFailed(let words):
            logger.warning("registration failed: \(words)", metadata: metadata)
        case .unregistered: logger.warning("not registered any more", metadata: metadata)
        case .up: logger.info("the trunk answers again", metadata: metadata)
        case .down(let words): logger.error("the trunk is down: \(words)", metadata: metadata)
        }
    }
}
