/// Whether a request may go in a datagram (RFC 3261 §18.1.1).
public enum DatagramRule {
    /// The largest request where the path's MTU is not known, in bytes.
    public static let largestRequest = 1_300
    /// No Via of ours is longer: the longest address and branch are in it.
    static let viaBytes = 120

    /// Whether a request that has no Via yet may go over UDP; otherwise it goes over TCP.
    ///
    /// A response may be 200 bytes longer than its request, and still has to fit.
    public static func allows(_ request: Request) -> Bool {
        request.serialized().count + viaBytes <= largestRequest
    }
}
