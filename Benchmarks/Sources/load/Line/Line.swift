import CLine

/// A UDP socket at 127.0.0.1, read and written by many datagrams at once.
///
/// Its buffer is large; what the kernel had to drop all the same is counted, since then the load was at fault and not the server.
final class Line {
    /// A datagram that came.
    struct Arrival {
        /// Where it lies in ``Line/room``.
        let bytes: Range<Int>
        /// The port that it came from.
        let port: UInt16
        /// Nanoseconds of the clock on the wall at which the kernel took it from the sender.
        let arrived: Int64
    }

    let descriptor: Int32
    let port: UInt16
    /// The datagrams of the last reading.
    private(set) var room: [UInt8]
    /// How many datagrams were dropped, as they were not read in time.
    private(set) var dropped: UInt32 = 0
    /// How many datagrams the system did not take.
    private(set) var unsent = 0

    private let each: Int
    private static let batch = 256
    private var arrivals = [line_arrival](repeating: line_arrival(), count: Line.batch)
    private var outgoing: [UInt8] = []
    private var departures: [line_departure] = []

    /// Opens a socket at the first free port from one on.
    ///
    /// - Parameter each: the longest datagram that is read.
    init(from first: UInt16, each: Int) throws {
        for port in first..<(first + 200) {
            let opened = line_open(port, 64 << 20)
            if opened >= 0 {
                (descriptor, self.port, self.each) = (opened, port, each)
                room = [UInt8](repeating: 0, count: each * Self.batch)
                return
            }
        }
        throw Unusable("there is no free UDP port from \(first) on")
    }

    deinit { line_close(descriptor) }

    /// Takes datagrams until there are none.
    func read(_ take: (Arrival) -> Void) {
        while true {
            let count = Int(line_receive(descriptor, &room, UInt32(each), &arrivals, Int32(Self.batch), &dropped))
            guard count > 0 else { return }
            for index in 0..<count {
                let arrival = arrivals[index]
                let start = index * each
                take(
                    Arrival(
                        bytes: start..<(start + min(Int(arrival.length), each)), port: arrival.port,
                        arrived: arrival.arrived))
            }
            if count < Self.batch { return }
        }
    }

    /// Puts a datagram among those that ``flush()`` sends.
    func write(_ bytes: some Collection<UInt8>, to port: UInt16) {
        departures.append(
            line_departure(offset: UInt32(outgoing.count), length: UInt32(bytes.count), port: port))
        outgoing.append(contentsOf: bytes)
    }

    /// Sends what was written.
    func flush() {
        guard !departures.isEmpty else { return }
        let sent = Int(line_send(descriptor, outgoing, departures, Int32(departures.count)))
        unsent += departures.count - max(0, sent)
        outgoing.removeAll(keepingCapacity: true)
        departures.removeAll(keepingCapacity: true)
    }
}
