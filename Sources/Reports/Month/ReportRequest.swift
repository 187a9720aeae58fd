import Desk

/// What a monthly report is made from, beside the ledger.
public struct ReportRequest: Sendable {
    /// The month.
    public var month: ReportMonth
    /// The desk's policy as it is loaded now: time zone, contracts, channels, support hours.
    public var policy: Policy
    /// The hash of that policy's text, to be compared with the one that each call ran by.
    public var policyHash: String?
    /// Who makes the report.
    public var provider: ReportProvider
    /// When the report is made: tickets are judged as of then.
    public var now: Instant
    /// The ledger's signed checkpoint, printed as it is.
    public var checkpoint: String?
    /// By what the report was made: the program's version, the command, the file; printed as they are.
    public var parameters: [Parameter]

    /// A named value.
    public struct Parameter: Hashable, Sendable {
        /// What it is.
        public let name: String
        /// The value.
        public let value: String

        /// Makes a parameter.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a request.
    public init(
        month: ReportMonth, policy: Policy, policyHash: String? = nil, provider: ReportProvider, now: Instant,
        checkpoint: String? = nil, parameters: [Parameter] = []
    ) {
        self.month = month
        self.policy = policy
        self.policyHash = policyHash
        self.provider = provider
        self.now = now
        self.checkpoint = checkpoint
        self.parameters = parameters
    }

    /// The first instant of the month.
    public var start: Instant { month.start(in: policy.zone) }
    /// The first instant after it.
    public var end: Instant { month.end(in: policy.zone) }
}
