import Desk
import Foundation

/// The only place of the command line that reads the clock of the machine.
enum SystemTime {
    /// The present moment.
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
