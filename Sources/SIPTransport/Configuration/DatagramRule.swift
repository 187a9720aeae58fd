/// Whether a request may go in a datagram (RFC 3261 §18.1.1).
public enum DatagramRule {
    /// The largest request where the path's MTU is not known.
    public static let largestRequest = 1_300

    /// Whether a request of some bytes may go over UDP; otherwise it goes over TCP, with a Via that says so.
    ///
    /// A response may be 200 bytes longer than its request, and still has to fit. The choice is the caller's: where a
    /// peer has no TCP, a large datagram is better than none.
    ///
    /// - Parameters:
    ///   - bytes: the size of the request.
    ///   - pathMTU: the MTU of the path, if it is known.
    public static func allowsRequest(ofBytes bytes: Int, pathMTU: Int? = nil) -> Bool {
        guard let pathMTU else { return bytes <= largestRequest }
        return bytes < pathMTU - 200
    }
}
