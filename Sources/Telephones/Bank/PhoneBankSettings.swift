import Media
import MediaTerms
import RTPTransport
import SIP
import SIPTransport

/// What a bank of telephones is opened with.
public struct PhoneBankSettings: Sendable {
    /// Where it listens; the first listener of a call's transport and family is the one that it leaves from.
    public var transport: TransportConfiguration
    /// How sound is carried; its local addresses are those that peers are told.
    public var media: MediaSettings
    /// The trunks that calls may be placed over.
    public var trunks: [Trunk]
    /// What telephones that are called can speak and hear.
    public var audio: AudioCapabilities
    /// Who may call: all others are refused with 403.
    public var admits: @Sendable (IPAddress) -> Bool
    /// How many calls there may be at once; more are refused with 503, or not placed.
    public var mostCalls: Int
    /// The text of User-Agent and Server.
    public var product: String

    /// The ports for sound that a bank uses unless told otherwise: not those of a desk on the same machine.
    public static let usualPorts: ClosedRange<UInt16> = 50_000...54_999

    /// Describes a bank at one end.
    ///
    /// - Parameter sound: the address for sound; nothing for that of the end.
    public init(
        at endpoint: Endpoint, over transport: TransportProtocol = .udp, sound: IPAddress? = nil,
        trunks: [Trunk] = [], audio: AudioCapabilities = .init(), mostCalls: Int = 1_000,
        admits: @escaping @Sendable (IPAddress) -> Bool = { _ in true }
    ) {
        self.transport = TransportConfiguration(listeners: [.init(transport, endpoint)])
        let address = MediaAddress(Endpoint(address: sound ?? endpoint.address, port: 0))
        media = MediaSettings(localAddresses: address.map { [$0] } ?? [])
        media.portRange = Self.usualPorts
        media.priority = nil
        self.trunks = trunks
        self.audio = audio
        self.mostCalls = mostCalls
        self.admits = admits
        product = "Voicedesk telephone"
    }
}
