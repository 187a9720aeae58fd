/// One SRV record: a host and port that serve a name (RFC 2782).
public struct ServiceRecord: Hashable, Sendable {
    /// Lower is asked first.
    public var priority: UInt16
    /// The share among those of one priority.
    public var weight: UInt16
    /// The port.
    public var port: UInt16
    /// The host; empty where the service is said not to exist.
    public var target: String

    /// Describes a record.
    public init(priority: UInt16, weight: UInt16, port: UInt16, target: String) {
        (self.priority, self.weight, self.port, self.target) = (priority, weight, port, target)
    }

    /// Puts records in the order in which to try them: by priority, and by chance and weight among equals (RFC 2782).
    static func ordered(
        _ records: [ServiceRecord], using random: inout some RandomNumberGenerator
    ) -> [ServiceRecord] {
        var rest = records.sorted { ($0.priority, $0.weight) < ($1.priority, $1.weight) }
        var ordered: [ServiceRecord] = []
        while let first = rest.first {
            // Those without weight stand first, and so are drawn only by a zero.
            let equals = rest.prefix { $0.priority == first.priority }
            let draw = Int.random(in: 0...equals.reduce(0) { $0 + Int($1.weight) }, using: &random)
            var sum = 0
            let index = equals.firstIndex { record in
                sum += Int(record.weight)
                return sum >= draw
            }
            ordered.append(rest.remove(at: index ?? rest.startIndex))
        }
        return ordered
    }
}
