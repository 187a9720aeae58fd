import CRTPSockets
import Media
import SRTP
import Synchronization

/// Carries the sound of all calls: a socket pair for each leg, a few threads that read and send on the beat.
///
/// ```
/// let engine = try MediaEngine(MediaSettings(localAddresses: [address])) { events in … }
/// let port = try engine.open(leg, shard: call, family: .v4, configuration)
/// engine.perform(.play(playlist, from: store, token), on: leg)
/// ```
///
/// Events are delivered on the media threads, in batches: take note of them and return, anything longer is heard by
/// every caller.
public final class MediaEngine: Sendable {
    private let settings: MediaSettings
    private let ports: Ports
    private let threads: [MediaThread]
    private let legs: Mutex<LegRegister>

    /// Starts the threads; they sleep until a leg is opened.
    ///
    /// - Parameter deliver: takes what has happened, in order for each leg.
    public init(_ settings: MediaSettings, deliver: @escaping @Sendable ([MediaEvent]) -> Void) throws(MediaError) {
        self.settings = settings
        legs = Mutex(LegRegister(secureLegs: settings.secureLegs))
        // The first context would wait for the library to start; where it cannot, secure legs are told as lost.
        if settings.secureLegs > 0 { try? SRTPContext.prepare() }
        ports = Ports(PortPool(settings.portRange, rest: settings.portRest))
        var threads: [MediaThread] = []
        do throws(SystemError) {
            for _ in 0..<min(max(1, settings.threads), 64) {
                threads.append(try Self.start(settings, ports, deliver))
            }
        } catch {
            Self.stop(threads)
            throw .noThread(errno: error.number)
        }
        self.threads = threads
    }

    deinit { stop() }

    private static func start(
        _ settings: MediaSettings, _ ports: Ports, _ deliver: @escaping @Sendable ([MediaEvent]) -> Void
    ) throws(SystemError) -> MediaThread {
        let thread = try MediaThread()
        let watch = crtp_watch_new()
        guard watch >= 0 else { throw SystemError(number: -watch) }
        try thread.start {
            crtp_name_thread("media")
            let worker = MediaWorker(thread, settings, ports, watch: watch, deliver: deliver)
            worker.run()
        }
        return thread
    }

    /// Opens a leg at ports of its own; it sends as soon as its configuration says where to.
    ///
    /// - Parameters:
    ///   - shard: a number that the legs of one call share, so that they can be bridged.
    ///   - family: of the local address.
    ///   - configuration: one that is secure, or has to be, takes one of the places for secure legs.
    /// - Returns: the even port; reports have the next.
    public func open(
        _ id: MediaID, shard: Int, family: MediaAddress.Family = .v4, _ configuration: MediaConfiguration
    ) throws(MediaError) -> UInt16 {
        guard let local = settings.localAddresses.first(where: { $0.family == family }) else {
            throw .noAddress(family)
        }
        let index = Int(UInt(bitPattern: shard) % UInt(threads.count))
        try legs.withLock { legs throws(MediaError) in
            try legs.open(id, thread: index, isSecure: configuration.isSecure)
        }
        do throws(MediaError) {
            let sockets = try bind(local)
            var generator = SystemRandomNumberGenerator()
            let identity = StreamIdentity(using: &generator)
            threads[index].mailbox.put(.open(id, sockets, identity, configuration))
            return sockets.port
        } catch {
            _ = legs.withLock { $0.close(id) }
            throw error
        }
    }

    /// How often another pair is tried where another program has a port of the range.
    static let mostTries = 16

    private func bind(_ local: MediaAddress) throws(MediaError) -> LegSockets {
        var last = SystemError(number: 0)
        for _ in 0..<Self.mostTries {
            let now = MediaClock.now
            guard let port = ports.take(now: now) else { throw .portsExhausted(settings.portRange) }
            do throws(SystemError) {
                return try LegSockets(local, port: port)
            } catch {
                ports.giveBack(port, now: now)
                last = error
            }
        }
        throw .refused(local, errno: last.number)
    }

    /// Asks something of a leg; it is done within a tick.
    ///
    /// Nothing is done for a leg that is not open. One that is to become secure when there is no place left for it is
    /// told as ``MediaEvent/Happening/lost``, and sends and takes nothing.
    public func perform(_ command: MediaCommand, on id: MediaID) {
        let (index, isRefused) = legs.withLock { legs -> (Int?, Bool) in
            switch command {
            case .close: (legs.close(id), false)
            case .configure(let configuration):
                (legs.thread(of: id), !legs.change(id, isSecure: configuration.isSecure))
            default: (legs.thread(of: id), false)
            }
        }
        guard let index else { return }
        if case .configure(var configuration) = command, isRefused {
            (configuration.security, configuration.mustBeSecure) = (nil, true)
            threads[index].mailbox.put(.perform(.configure(configuration), id))
            threads[index].mailbox.put(.refuseSecurity(id))
        } else {
            threads[index].mailbox.put(.perform(command, id))
        }
    }

    /// How punctually all threads have sent; up to a second old.
    public var pacing: MediaPacing {
        var sum = MediaPacing()
        for thread in threads { sum.add(thread.currentPacing) }
        return sum
    }

    /// Closes all legs, and waits for the threads to end: each leg says goodbye to its peer, and its recording and its
    /// report are delivered before this returns.
    ///
    /// It may be called again, but not from a delivery.
    public func stop() {
        legs.withLock { $0.stop() }
        Self.stop(threads)
    }

    private static func stop(_ threads: [MediaThread]) {
        for thread in threads { thread.mailbox.put(.stop) }
        for thread in threads {
            thread.join()
            // What was opened while the thread ended.
            for case .open(_, let sockets, _, _) in thread.mailbox.takeAll() { sockets.close() }
        }
    }
}
