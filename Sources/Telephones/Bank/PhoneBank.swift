import Logging
import RTPTransport
import SIP
import SIPTransport
import Synchronization

/// Real telephones, many in one process, each driven by a script: they place calls and are called, over SIP and RTP.
///
/// ```
/// let bank = try await PhoneBank.open(.init(at: endpoint), logger: logger) { _ in .refuse(.notFound) }
/// let record = await bank.place(CallPlan(to: uri, from: .init(user: "+33612345678")), script: script)
/// await bank.shutdown()
/// ```
///
/// Signalling has one thread, sound has those of its ``MediaEngine``; all of a telephone happens on the former.
public final class PhoneBank: Sendable {
    /// What is listened on, with the ports that the system chose.
    public let listeners: [TransportConfiguration.Listener]
    private let service: SignallingService
    private let media: MediaEngine
    private let relay: PhoneRelay
    private let isClosed = Mutex(false)

    private init(_ service: SignallingService, _ media: MediaEngine, _ relay: PhoneRelay) {
        (self.service, self.media, self.relay) = (service, media, relay)
        listeners = service.listeners
    }

    /// Opens a bank.
    ///
    /// - Parameter called: decides what becomes of a call that comes in; called on the bank's loop, so it must return
    ///   at once.
    /// - Throws: ``TransportError`` or ``MediaError``; nothing is left open then.
    public static func open(
        _ settings: PhoneBankSettings, logger: Logger, called: @escaping @Sendable (Invitation) -> Reception
    ) async throws -> PhoneBank {
        let relay = PhoneRelay()
        let media = try MediaEngine(settings.media) { events in relay.onLoop { $0.media(events) } }
        do {
            let service = try await SignallingService.start(settings.transport, logger: logger) { loop in
                let room = PhoneRoom(settings, media: media, called: called, on: loop, logger: logger)
                relay.open(loop.gate(to: room))
                return room
            }
            let listeners = service.listeners
            relay.onLoop { $0.started(listeners) }
            return PhoneBank(service, media, relay)
        } catch {
            relay.close()
            media.stop()
            throw error
        }
    }

    /// Places a call, and waits until it is over.
    ///
    /// It always returns: each stage of a call has its limit. If the task is cancelled, the call is hung up, and the
    /// record is that of what happened so far.
    ///
    /// - Parameter ticket: names the call to ``tell(_:_:)``.
    public func place(
        _ plan: CallPlan, script: any PhoneScript, as ticket: PlacedCall = PlacedCall()
    ) async -> PhoneRecord {
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOpen = relay.onLoop { room in
                    room.place(plan, script, ticket) { continuation.resume(returning: $0) }
                }
                guard !isOpen else { return }
                var record = PhoneRecord(.caller, target: plan.target.text, began: .zero)
                record.end = .shutDown
                continuation.resume(returning: record)
            }
        } onCancel: {
            relay.onLoop { $0.giveUp(ticket) }
        }
    }

    /// Lets a telephone do something that its script has not thought of.
    ///
    /// Nothing happens if the call is over, or was not begun yet.
    public func tell(_ ticket: PlacedCall, _ commands: [PhoneCommand]) {
        relay.onLoop { $0.tell(ticket, commands) }
    }

    /// How many calls there are.
    public func callCount() async -> Int {
        await withCheckedContinuation { continuation in
            let isOpen = relay.onLoop { continuation.resume(returning: $0.phoneCount) }
            if !isOpen { continuation.resume(returning: 0) }
        }
    }

    /// Hangs up everything, waits until each record is told, and closes all sockets.
    public func shutdown() async {
        let wasClosed = isClosed.withLock { closed in
            defer { closed = true }
            return closed
        }
        guard !wasClosed else { return }
        await withCheckedContinuation { continuation in
            let isOpen = relay.onLoop { $0.close { continuation.resume() } }
            if !isOpen { continuation.resume() }
        }
        relay.close()
        await service.shutdown()
        media.stop()
    }
}

/// Names a call that was placed, before the bank gives it a number.
public final class PlacedCall: Sendable {
    /// Names a call.
    public init() {}
}

/// The way from other threads to the room on its loop; closed until the room is there, and after it is gone.
final class PhoneRelay: Sendable {
    private let gate = Mutex<LoopGate<PhoneRoom>?>(nil)

    /// The room is there.
    func open(_ gate: LoopGate<PhoneRoom>) { self.gate.withLock { $0 = gate } }

    /// The room is gone.
    func close() { gate.withLock { $0 = nil } }

    /// Does something in the room, on its loop.
    ///
    /// - Returns: whether it will be done; all that is asked before ``close()`` is, as the loop ends later.
    @discardableResult
    func onLoop(_ body: @escaping @Sendable (PhoneRoom) -> Void) -> Bool {
        gate.withLock { gate in
            gate?.execute(body)
            return gate != nil
        }
    }
}
