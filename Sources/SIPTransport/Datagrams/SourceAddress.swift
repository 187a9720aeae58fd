import CNetwork
import SIP

/// The address of ours that packets to a peer leave from.
public enum SourceAddress {
    /// Asks the routing table, by connecting a socket that sends nothing.
    ///
    /// - Returns: nothing if there is no route.
    public static func towards(_ peer: Endpoint) -> IPAddress? {
        var own = [UInt8](repeating: 0, count: peer.address.isIPv6 ? 16 : 4)
        let found = source_address(peer.address.networkOrder, Int32(own.count), &own)
        return found == 0 ? IPAddress(networkOrder: own) : nil
    }
}
