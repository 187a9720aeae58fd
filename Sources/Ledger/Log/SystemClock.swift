import Desk
import Foundation

/// The time of what the ledger does of its own accord, when it is opened.
enum SystemClock {
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
