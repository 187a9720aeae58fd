import SIP

/// What the transports tell; every call is made on the loop.
///
/// A handler may send, close and set its deadline from inside any of these calls. None of them is made from inside
/// ``SignallingLoop/send(_:on:serverName:token:)``.
public protocol SignallingHandler: AnyObject {
    /// A message came in: its bytes, not yet parsed, and where its response goes.
    func received(_ bytes: [UInt8], on path: TransportPath)
    /// A stream can no longer be cut into messages.
    ///
    /// What was read may be refused with 400 on the same path now; the connection closes afterwards.
    func refused(_ failure: FramingFailure, on path: TransportPath)
    /// A message could not be sent.
    func failed(_ token: SendToken?, on path: TransportPath, _ error: TransportError)
    /// A connection that was open is closed; its number is not used again.
    func closed(_ path: TransportPath, _ reason: CloseReason)
    /// A UDP socket or a listener was lost for good; the system's reason is in the log.
    func lost(_ listener: TransportConfiguration.Listener)
    /// The deadline came that ``SignallingLoop/setDeadline(_:)`` set.
    func deadlineReached()
}

/// The sender's name for a message, told back if it fails.
public struct SendToken: Hashable, Sendable {
    /// A number of the sender's choice.
    public let number: UInt64

    /// Names a message.
    public init(number: UInt64) {
        self.number = number
    }
}
