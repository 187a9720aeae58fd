/// How often the ledger's checkpoint is signed, and where it is written to.
public struct CheckpointSettings: Hashable, Sendable {
    /// Where a checkpoint goes.
    public enum Outlet: Hashable, Sendable {
        /// To the end of a file, best on another machine's disk.
        case file(String)
        /// To the system's log.
        case syslog
        /// To a web address, by POST.
        case webhook(String)

        /// Reads `file:PATH`, `syslog`, or an `http:` or `https:` address.
        public init?(_ text: String) {
            if text == "syslog" {
                self = .syslog
            } else if text.hasPrefix("file:"), text.utf8.count > 5 {
                self = .file(String(text.dropFirst(5)))
            } else if text.hasPrefix("https://") && text.utf8.count > 8
                || text.hasPrefix("http://") && text.utf8.count > 7
            {
                self = .webhook(text)
            } else {
                return nil
            }
        }

        /// As it is written in settings.
        public var description: String {
            switch self {
            case .file(let path): "file:\(path)"
            case .syslog: "syslog"
            case .webhook(let address): address
            }
        }
    }

    /// How much time lies between two checkpoints; a log that did not grow is not signed again.
    public var interval = Duration.seconds(3600)
    /// Where they go, beside the ledger itself.
    public var outlets: [Outlet] = []
    /// The file of the signing key; beside the ledger if there is none.
    public var key: String?

    /// The defaults.
    public init() {}
}
