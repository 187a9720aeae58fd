import Calls
import Desk
import Ledger
import Media
import RTPTransport
import SIP
import SIPTransport

/// How the server stands at one moment: what `/status`, `/metrics` and `voicedesk status` show.
public struct ServerStatus: Codable, Hashable, Sendable {
    /// One call that goes on.
    public struct Call: Codable, Hashable, Sendable {
        /// Its name in the ledger.
        public var call: String
        /// Which number was called.
        public var number: String
        /// The caller's number, or `anonymous`.
        public var from: String
        /// The trunk over which it came.
        public var trunk: String?
        /// The client, once known.
        public var client: String?
        /// The step of the flow.
        public var step: String
        /// The verdict as it stands.
        public var verdict: String
        /// Who is rung, or connected.
        public var people: [String]
        /// Whether somebody took the call.
        public var isConnected: Bool
        /// How long it has lasted.
        public var seconds: Int
    }

    /// One trunk.
    public struct TrunkLine: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Where its requests go.
        public var place: String?
        /// Whether it answers.
        public var isUp: Bool
        /// For how many seconds it still knows us; none for a trunk without registration.
        public var registeredFor: Int?
        /// What went wrong last.
        public var problem: String?
    }

    /// Whether new calls are taken.
    public var isDraining: Bool
    /// For how many seconds it has been running.
    public var uptime: Int
    /// The ends that it listens on.
    public var listeners: [String]
    /// The calls that go on.
    public var calls: [Call]
    /// The trunks.
    public var trunks: [TrunkLine]
    /// Everything that is counted, by the name of its metric with its labels.
    public var metrics: [Metric]
}

/// One number for the metrics, with its name, its labels and what it says.
public struct Metric: Codable, Hashable, Sendable {
    /// Whether it only grows.
    public enum Kind: String, Codable, Hashable, Sendable { case counter, gauge }

    /// The name, with its unit at the end.
    public var name: String
    /// What it says.
    public var help: String
    /// Whether it only grows.
    public var kind: Kind
    /// The labels in order.
    public var labels: [String]
    /// The number.
    public var value: Double

    /// Makes a number; labels alternate between name and value.
    public init(
        _ name: String, _ help: String, _ kind: Kind, _ value: Double, labels: [String] = []
    ) {
        (self.name, self.help, self.kind, self.labels, self.value) = (name, help, kind, labels, value)
    }
}
