import Glibc
import NIOCore

extension ChannelOption where Self == ChannelOptions.Types.SocketOption {
    /// Whether a socket of IPv6 leaves IPv4 to others, so that both may listen on one port.
    static var ipv6Only: Self { .socket(SocketOptionLevel(IPPROTO_IPV6), SocketOptionName(IPV6_V6ONLY)) }
}

extension ChannelOptions.Types.WriteBufferWaterMark {
    /// A channel that counts as unwritable above a limit, and as writable again below half of it.
    init(limit: Int) {
        self.init(low: max(1, limit / 2), high: max(2, limit))
    }
}
