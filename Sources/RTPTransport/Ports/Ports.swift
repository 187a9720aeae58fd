import Media
import Synchronization

/// The port pool, shared by those who open legs and the threads that close them.
final class Ports: Sendable {
    private let pool: Mutex<PortPool>

    init(_ pool: PortPool) { self.pool = Mutex(pool) }

    func take(now: Duration) -> UInt16? {
        pool.withLock { pool in
            var generator = SystemRandomNumberGenerator()
            return pool.take(now: now, using: &generator)
        }
    }

    func giveBack(_ port: UInt16, now: Duration) { pool.withLock { $0.giveBack(port, now: now) } }
}
