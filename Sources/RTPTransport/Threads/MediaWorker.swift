import CRTPSockets
import Media
import RTP
import SRTP
import Synchronization

/// What a media thread does: every 5 ms it takes its orders, reads the sockets of a slice of its legs, and sends their
/// packets.
///
/// Reading on the tick instead of on each arrival halves the cost of it. Sockets for sound are read until they are
/// empty, a few datagrams at most. Those for reports, where something comes every five seconds, and those for sound
/// that have been quiet, are read only when the system says so. All state is the thread's own: there is no lock but
/// that of the mailbox, and nothing is allocated for a packet.
///
/// Between the sockets and the stream of a secure leg stands its ``PacketGuard``. Contexts are made here, one a tick at
/// most, since each takes up to a millisecond; they end elsewhere.
struct MediaWorker: ~Copyable {
    private let thread: MediaThread
    private let settings: MediaSettings
    private let ports: Ports
    private let deliver: @Sendable ([MediaEvent]) -> Void

    private var shard: MediaShard
    private var sockets: [LegSockets?] = []
    /// Those of secure legs, at the places of their sockets.
    private var guards: [PacketGuard?] = []
    private var buffer = [UInt8](repeating: 0, count: RTPSocket.longestDatagram)
    private var sealed = [UInt8](repeating: 0, count: RTPSocket.longestDatagram + SRTPContext.trailerRoom)
    private var ready = [UInt32](repeating: 0, count: 64)
    private var pacing = MediaPacing(slices: TickPlan.slices)
    private let watch: Int32
    private var turns = 0
    private var isStopping = false

    init(
        _ thread: MediaThread, _ settings: MediaSettings, _ ports: Ports, watch: Int32,
        deliver: @escaping @Sendable ([MediaEvent]) -> Void
    ) {
        self.thread = thread
        self.settings = settings
        self.ports = ports
        self.watch = watch
        self.deliver = deliver
        shard = MediaShard(
            limits: settings.limits, wallClock: NTPTimestamp(sinceUnixEpoch: .nanoseconds(MediaClock.distance)),
            seed: .random(in: .min ... .max))
    }

    /// Runs until it is told to stop; then closes all legs, as if each had been told to close.
    consuming func run() {
        if let priority = settings.priority { _ = crtp_prefer_thread(priority) }
        while !isStopping {
            if shard.count == 0 { rest() }
            guard !isStopping else { break }
            work()
        }
        for id in shard.ids { close(id, now: MediaClock.now) }
        hand()
        crtp_close(watch)
    }

    /// Sleeps until there is an order.
    private mutating func rest() {
        pacing.rested()
        while shard.count == 0, !isStopping {
            thread.mailbox.wait()
            obey(now: MediaClock.now)
            hand()
        }
    }

    /// Ticks as long as there are legs.
    private mutating func work() {
        var plan = TickPlan(now: MediaClock.now)
        var ticks = 0
        while shard.count > 0, !isStopping {
            crtp_sleep_until(plan.due.nanoseconds)
            let began = MediaClock.now
            obey(now: began)
            readWatched(now: began)
            tick(plan, now: began)
            hand()
            pacing.missed(plan.advance(now: MediaClock.now))
            ticks += 1
            if ticks % 200 == 0 { thread.publish(pacing) }
        }
        thread.publish(pacing)
    }

    private mutating func tick(_ plan: TickPlan, now: Duration) {
        let distance = MediaClock.distance
        var legs = 0
        var mayMakeContext = true
        for place in stride(from: plan.slice, to: sockets.count, by: TickPlan.slices) {
            guard let media = sockets[place]?.media else { continue }
            legs += 1
            if mayMakeContext, let packetGuard = guards[place], packetGuard.owesContext {
                makeContext(packetGuard, at: place)
                mayMakeContext = false
            }
            if sockets[place]?.isQuiet == false { read(media, at: place, now: now, distance: distance) }
            if let outgoing = shard.turn(of: place, now: now) { send(outgoing, at: place) }
            if let route = shard.reportIfDue(of: place, now: now) { sendReport(route, guards[place], at: place) }
        }
        pacing.began(slice: plan.slice, legs: legs, due: plan.due, now: now)
        if plan.slice == 0 { turns &+= 1 }
    }

    private mutating func read(_ socket: RTPSocket, at place: Int, now: Duration, distance: Int64) {
        var hasAny = false
        // Where jitter is to be known, a quarter of all turns is enough.
        let stamped = (turns + place / TickPlan.slices) % 4 == 0
        for _ in 0..<max(1, settings.limits.datagramsPerTick) {
            switch socket.receive(into: &buffer, stamped: stamped) {
            case .none:
                if sockets[place]?.hasRead(anything: hasAny) == true { watch(socket, place, isMedia: true) }
                return
            case .unusable: hasAny = true
            case .datagram(let arrival):
                hasAny = true
                guard let count = opened(arrival.count, at: place) else { continue }
                let moment = arrival.moment(now: now, distance: distance)
                Self.with(&buffer, count, &shard) { datagram, shard in
                    shard.receive(datagram, at: place, from: arrival.from, arrived: moment, now: now)
                }
            }
        }
    }

    /// Lets the system tell when something has come; the key is the place, and whether it is for sound.
    private func watch(_ socket: RTPSocket, _ place: Int, isMedia: Bool) {
        if let key = UInt32(exactly: place * 2 + (isMedia ? 1 : 0)) {
            _ = crtp_watch_add(watch, socket.descriptor, key)
        }
    }

    /// Reads reports, and wakes the sockets that are quiet no more.
    private mutating func readWatched(now: Duration) {
        let count = Int(crtp_watch_ready(watch, &ready, Int32(ready.count)))
        for index in 0..<min(max(0, count), ready.count) {
            let place = Int(ready[index] / 2)
            guard sockets.indices.contains(place), let legSockets = sockets[place] else { continue }
            if ready[index] % 2 == 1 {
                crtp_watch_remove(watch, legSockets.media.descriptor)
                sockets[place]?.wake()
            } else if case .datagram(let arrival) = legSockets.control.receive(into: &buffer, stamped: false),
                let count = opened(arrival.count, at: place)
            {
                Self.with(&buffer, count, &shard) { datagram, shard in
                    shard.receiveReport(datagram, at: place, from: arrival.from, now: now)
                }
            }
        }
    }

    /// Shows the shard the first bytes of the buffer; both are properties, whose accesses the compiler cannot tell
    /// apart otherwise.
    private static func with(
        _ buffer: inout [UInt8], _ count: Int, _ shard: inout MediaShard,
        _ body: (Span<UInt8>, inout MediaShard) -> Void
    ) {
        body(buffer.span.extracting(0..<min(count, buffer.count)), &shard)
    }

    private mutating func hand() {
        let events = shard.takeEvents()
        if !events.isEmpty { deliver(events) }
    }
}

// MARK: Security

extension MediaWorker {
    /// Lets a packet that came prove the key, where its leg is secure.
    ///
    /// - Returns: its length; nothing if it is dropped.
    private mutating func opened(_ count: Int, at place: Int) -> Int? {
        guard let packetGuard = guards[place] else { return count }
        switch packetGuard.open(&buffer, count: count) {
        case .passed(let count): return count
        case .refused(let refusal):
            shard.refused(refusal, at: place)
            return nil
        }
    }

    private mutating func send(_ outgoing: MediaShard.Outgoing, at place: Int) {
        guard let packetGuard = guards[place] else {
            sockets[place]?.send(shard.packet, count: outgoing.count, outgoing)
            return
        }
        switch packetGuard.seal(shard.packet, count: outgoing.count, isReport: false, into: &sealed) {
        case .passed(let count): sockets[place]?.send(sealed, count: count, outgoing)
        case .refused(let refusal): shard.refused(refusal, at: place)
        }
    }

    private mutating func sendReport(_ route: ReportRoute, _ packetGuard: PacketGuard?, at place: Int) {
        guard let packetGuard else {
            sockets[place]?.send(shard.report, count: shard.report.count, route)
            return
        }
        switch packetGuard.seal(shard.report, count: shard.report.count, isReport: true, into: &sealed) {
        case .passed(let count): sockets[place]?.send(sealed, count: count, route)
        case .refused(let refusal): shard.refused(refusal, at: place)
        }
    }

    private mutating func makeContext(_ packetGuard: PacketGuard, at place: Int) {
        if let before = try? packetGuard.makeContext() { LateRelease.release(before) }
        shard.protect(packetGuard.protection, at: place)
    }

    /// A leg was opened, or configured anew.
    private mutating func secure(_ place: Int, _ configuration: MediaConfiguration) {
        guard configuration.isSecure else { return releaseGuard(of: place) }
        if let packetGuard = guards[place] {
            packetGuard.configure(configuration.security)
            shard.protect(packetGuard.protection, at: place)
        } else {
            guards[place] = PacketGuard(configuration.security)
        }
    }

    private mutating func releaseGuard(of place: Int) {
        guard let packetGuard = guards[place] else { return }
        guards[place] = nil
        LateRelease.release(packetGuard)
    }
}

// MARK: Orders

extension MediaWorker {
    private mutating func obey(now: Duration) {
        for order in thread.mailbox.takeAll() {
            switch order {
            case .open(let id, let sockets, let identity, let configuration):
                open(id, sockets, identity, configuration, now: now)
            case .perform(.close, let id): close(id, now: now)
            case .perform(let command, let id):
                shard.perform(command, on: id, now: now)
                if case .configure(let configuration) = command, let place = shard.place(of: id) {
                    sockets[place]?.disconnect()
                    secure(place, configuration)
                }
            case .refuseSecurity(let id):
                if let place = shard.place(of: id) { shard.protect(.failed, at: place) }
            case .stop: isStopping = true
            }
        }
    }

    private mutating func open(
        _ id: MediaID, _ legSockets: LegSockets, _ identity: StreamIdentity, _ configuration: MediaConfiguration,
        now: Duration
    ) {
        guard let place = shard.open(id, identity, configuration, now: now) else {
            legSockets.close()
            return
        }
        while sockets.count <= place {
            sockets.append(nil)
            guards.append(nil)
        }
        sockets[place] = legSockets
        secure(place, configuration)
        watch(legSockets.control, place, isMedia: false)
    }

    private mutating func close(_ id: MediaID, now: Duration) {
        guard let place = shard.place(of: id), let legSockets = sockets[place] else { return }
        if let route = shard.close(id, now: now) { sendReport(route, guards[place], at: place) }
        legSockets.close()
        sockets[place] = nil
        releaseGuard(of: place)
        ports.giveBack(legSockets.port, now: now)
        while let last = sockets.last, last == nil {
            sockets.removeLast()
            guards.removeLast()
        }
    }
}

extension RTPSocket.Arrival {
    /// When it came, by the monotonic clock; held within the last second, in case that somebody has set the clock.
    fileprivate func moment(now: Duration, distance: Int64) -> Duration? {
        guard let stamp else { return nil }
        let (moment, overflow) = stamp.subtractingReportingOverflow(distance)
        return overflow ? nil : min(max(.nanoseconds(moment), now - .seconds(1)), now)
    }
}

extension Duration {
    /// In whole nanoseconds.
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
