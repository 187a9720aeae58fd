import SIP

/// A message on its way out.
struct Outgoing {
    let bytes: [UInt8]
    /// The path as its sender gave it.
    let path: TransportPath
    let token: SendToken?
}

/// What makes an outbound connection fit for a message.
///
/// The name is part of it: a peer that proved to be one host has not proved to be another of the same address.
struct Destination: Hashable {
    let transport: TransportProtocol
    let remote: Endpoint
    let serverName: String?

    init(_ path: TransportPath, serverName: String?) {
        transport = path.transport
        remote = path.remote
        self.serverName = path.transport == .tls ? serverName : nil
    }
}
