/// How many transactions a layer holds at most.
///
/// Over a limit nothing is kept: a new request is handed out as ``TransactionAction/overloaded(_:_:)``, so that the
/// user can refuse it with 503 and Retry-After. A part of each limit can be reserved for known peers, so that strangers
/// cannot keep them out.
public struct TransactionLimits: Hashable, Sendable {
    /// One limit and the part of it that only known peers may use.
    public struct Limit: Hashable, Sendable {
        /// How many there may be.
        public var total: Int
        /// How many of them are kept free for known peers.
        public var reserved: Int

        /// Takes the limit and its reserved part.
        public init(_ total: Int, reserved: Int = 0) {
            self.total = total
            self.reserved = reserved
        }

        /// Whether there may be one more than `count`.
        func admits(_ count: Int, known: Bool) -> Bool {
            count < (known ? total : total - max(0, min(reserved, total)))
        }
    }

    /// Server transactions, with those that linger after their final response.
    public var serverTransactions: Limit
    /// INVITE server transactions without a final response: calls that ring.
    public var earlyInvites: Limit
    /// Client transactions, without the CANCELs, of which each INVITE can have one.
    public var clientTransactions: Int

    /// For a server that takes a few hundred new calls a second.
    public static let standard = TransactionLimits()

    /// Takes the standard limits where none is given.
    public init(
        serverTransactions: Limit = Limit(200_000, reserved: 50_000),
        earlyInvites: Limit = Limit(5_000, reserved: 2_000),
        clientTransactions: Int = 50_000
    ) {
        self.serverTransactions = serverTransactions
        self.earlyInvites = earlyInvites
        self.clientTransactions = clientTransactions
    }

    /// There are as many client transactions as may be.
    public struct Exceeded: Error, Hashable, Sendable, CustomStringConvertible {
        /// The limit.
        public let limit: Int
        /// Says which limit was reached.
        public var description: String { "\(limit) client transactions are open, which is the limit" }
    }
}
