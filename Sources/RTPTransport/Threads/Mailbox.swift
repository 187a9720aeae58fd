import CRTPSockets
import Media
import Synchronization

/// What a media thread is asked to do: taken as a whole once a tick, so that nobody waits for a thread and no packet
/// for a lock.
final class Mailbox: Sendable {
    enum Order: Sendable {
        case open(MediaID, LegSockets, StreamIdentity, MediaConfiguration)
        case perform(MediaCommand, MediaID)
        /// The leg was to be secure, and cannot be.
        case refuseSecurity(MediaID)
        case stop
    }

    private let orders = Mutex<[Order]>([])
    private let wakeup: Int32

    init() throws(SystemError) {
        wakeup = crtp_wakeup_new()
        guard wakeup >= 0 else { throw SystemError(number: -wakeup) }
    }

    deinit { crtp_close(wakeup) }

    /// Leaves an order, and wakes the thread in case that it sleeps.
    func put(_ order: Order) {
        let isFirst = orders.withLock { orders in
            orders.append(order)
            return orders.count == 1
        }
        if isFirst { crtp_wakeup_signal(wakeup) }
    }

    /// Takes all orders out.
    func takeAll() -> [Order] {
        orders.withLock { orders in
            guard !orders.isEmpty else { return [] }
            defer { orders = [] }
            return orders
        }
    }

    /// Sleeps until there may be an order.
    func wait() { crtp_wakeup_wait(wakeup) }
}
