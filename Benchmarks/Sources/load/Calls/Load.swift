import CLine

/// Everything that speaks with the server, on one thread: callers, technicians, and the sound of both.
final class Load {
    let callers: Callers
    let technicians: Technicians
    let sound: SoundSide
    private let lines: [Line]
    private let descriptors: [Int32]
    private var nextTick: Int64
    private var slice = 0
    /// How late the slices of sound were sent.
    private(set) var lateness = GapHistogram()

    /// Where the load begins to look for ports of its own.
    static let firstPort: UInt16 = 7_000

    init(_ desk: LoadDesk, server: UInt16) throws {
        let line = try Line(from: Self.firstPort, each: 4_096)
        sound = try SoundSide(from: Self.firstPort + 500)
        callers = Callers(line, sound, server: server)
        technicians = Technicians(desk.trunk, sound, server: server)
        lines = [line, desk.trunk]
        descriptors = [line.descriptor, desk.trunk.descriptor] + sound.descriptors
        nextTick = Clock.now
    }

    var plan: CallPlan {
        get { callers.plan }
        set { (callers.plan, technicians.plan) = (newValue, newValue) }
    }

    /// SIP messages that the load itself lost.
    var lostMessages: Int { lines.reduce(0) { $0 + Int($1.dropped) + $1.unsent } }
    /// Packets of sound that the load itself lost.
    var lostSound: Int { Int(sound.line.dropped) + sound.line.unsent }

    /// Lets a number of calls begin at a rate.
    ///
    /// - Parameter each: is called now and then with the seconds since the beginning.
    func call(_ count: Int, perSecond rate: Double, each: (Double) -> Void = { _ in }) {
        let (start, first) = (Clock.now, callers.begun)
        while callers.begun - first < count {
            let now = Clock.now
            let due = min(count, Int(Double(now - start) / 1e9 * rate) + 1)
            while callers.begun - first < due {
                let number = callers.begun - first
                callers.call(due: start + Int64(Double(number) / rate * 1e9), now: now)
            }
            turn(now)
            each(Double(now - start) / 1e9)
        }
    }

    /// Goes on for that long.
    func run(seconds: Double) { _ = run(atMost: seconds) { false } }

    /// Goes on until something holds; returns whether it came to that in time.
    func run(atMost seconds: Double, until holds: () -> Bool) -> Bool {
        let end = Clock.now + Int64(seconds * 1e9)
        while true {
            if holds() { return true }
            let now = Clock.now
            if now >= end { return false }
            turn(now)
        }
    }

    private func turn(_ now: Int64) {
        callers.work(now: now)
        technicians.work(now: now)
        if now >= nextTick {
            lateness.add(now - nextTick)
            sound.tick(slice)
            slice = (slice + 1) % SoundSide.slices
            nextTick += 20_000_000 / Int64(SoundSide.slices)
            // Who is late by more than a round leaves it out, as the server does.
            if now - nextTick > 20_000_000 { nextTick = now }
        }
        line_wait(descriptors, Int32(descriptors.count), min(1_000_000, max(0, nextTick - Clock.now)))
        callers.read()
        technicians.read()
        sound.read()
    }
}
