/// What both ends of a dialog remember of each other, and how they address their requests (RFC 3261 §12).
///
/// A dialog is made by a response to an INVITE, on either side. It counts the requests of both directions, keeps the
/// route set of its first message for good, and follows the peer's Contact with every target refresh. It knows nothing
/// of sessions, timers or media.
///
/// A next hop that is named and not given as an address is reached where the dialog's messages come from: the path is
/// that of the last message that was taken from the peer. That holds behind NAT and behind an SBC with a name in its
/// Contact, and needs no look-up in the middle of a call.
public struct Dialog: Sendable {
    /// The dialog's name.
    public private(set) var id: DialogID
    /// Our end, as the peer knows it, with our tag.
    public let local: NameAddress
    /// The peer's end, with its tag.
    public private(set) var remote: NameAddress
    /// The Route values of our requests, the next hop first.
    public private(set) var routes: [String]
    /// Where the peer wants to be reached: its last Contact.
    public private(set) var remoteTarget: URI
    /// Our Contact.
    public let contact: String
    /// Where our next request goes.
    public private(set) var path: TransportPath
    /// The number of our last request.
    public private(set) var localSequence: UInt32
    /// The number of the peer's last request, once there was one.
    public private(set) var remoteSequence: UInt32?
    /// Whether the peer's last request came from the peer itself and not over a proxy.
    private var isDirect: Bool

    /// The highest number that a CSeq may have (RFC 3261 §8.1.1.5).
    static let highestSequence: UInt32 = 0x7FFF_FFFF

    /// A dialog that our response to an INVITE makes (RFC 3261 §12.1.1).
    ///
    /// - Parameters:
    ///   - tag: our tag, as the response carries it.
    ///   - contact: the value of our Contact.
    /// - Throws: for a Contact that is missing, cannot be read, or is no SIP address.
    public init(answering invite: Request, tag: String, contact: String, path: TransportPath) throws(SIPError) {
        id = DialogID(callID: invite.callID, localTag: tag, remoteTag: invite.fromTag ?? "")
        var local = invite.to
        local.tag = tag
        self.local = local
        remote = invite.from
        routes = invite.fields.values(.recordRoute)
        remoteTarget = try Dialog.target(invite.fields)
        self.contact = contact
        remoteSequence = invite.cSeq.number
        localSequence = 0
        isDirect = invite.hasComeDirectly
        self.path = path.following(routes, remoteTarget, isDirect: isDirect)
    }

    /// A dialog that the peer's response to our INVITE makes (RFC 3261 §12.1.2).
    ///
    /// A peer that leaves its Contact out, as many do in provisional responses, is reached where the INVITE found it.
    public init(_ invite: Request, answeredBy response: Response, contact: String, path: TransportPath) {
        id = DialogID(callID: invite.callID, localTag: invite.fromTag ?? "", remoteTag: response.toTag ?? "")
        local = invite.from
        remote = response.to
        routes = response.fields.values(.recordRoute).reversed()
        remoteTarget = (try? Dialog.target(response.fields)) ?? invite.uri
        self.contact = contact
        localSequence = invite.cSeq.number
        isDirect = false
        self.path = path.following(routes, remoteTarget, isDirect: false)
    }

    /// A second dialog of the same INVITE of ours: another telephone answered too.
    init(other: Dialog, answeredBy response: Response) {
        self = other
        id = DialogID(callID: other.id.callID, localTag: other.id.localTag, remoteTag: response.toTag ?? "")
        remote = response.to
        routes = response.fields.values(.recordRoute).reversed()
        remoteTarget = (try? Dialog.target(response.fields)) ?? other.remoteTarget
        remoteSequence = nil
        isDirect = false
        path = other.path.following(routes, remoteTarget, isDirect: false)
    }

    private static func target(_ fields: Fields) throws(SIPError) -> URI {
        // An empty text is no address, so a missing Contact throws like a wrong one, and like one of another scheme.
        let uri = try NameAddress(parsing: fields.values(.contact).first ?? "").uri
        guard uri.scheme == .sip || uri.scheme == .sips else { return try NameAddress(parsing: "").uri }
        return uri
    }
}

/// Requests of ours, and what of the peer's may pass.
extension Dialog {
    /// Our next request in the dialog (RFC 3261 §12.2.1.1).
    public mutating func request(_ method: Method) -> Request {
        if localSequence < Self.highestSequence { localSequence += 1 }
        return request(method, number: localSequence)
    }

    /// The ACK of a 2xx to the INVITE of that number (RFC 3261 §13.2.2.4).
    public func acknowledgement(of number: UInt32) -> Request { request(.ack, number: number) }

    private func request(_ method: Method, number: UInt32) -> Request {
        // A strict router, of RFC 2543, takes the place of the target and has it behind the last route.
        let strict = routes.first.flatMap { try? NameAddress(parsing: $0).uri }.flatMap { $0.isLooseRouter ? nil : $0 }
        var request = Request(method: method, uri: strict ?? remoteTarget)
        for route in strict == nil ? routes : Array(routes.dropFirst()) { request.fields.append(.route, route) }
        if strict != nil { request.fields.append(.route, "<\(remoteTarget.text)>") }
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, local.text)
        request.fields.append(.to, remote.text)
        request.fields.append(.callID, id.callID)
        request.fields.append(.cSeq, "\(number) \(method.text)")
        if method.mayRefreshTarget { request.fields.append(.contact, contact) }
        return request
    }

    /// Takes a request of the peer into account.
    ///
    /// - Returns: whether it is in order; one that is not is answered 500 (RFC 3261 §12.2.2).
    public mutating func accepts(_ request: Request, on path: TransportPath) -> Bool {
        if request.method != .ack {
            if let last = remoteSequence, request.cSeq.number <= last { return false }
            remoteSequence = request.cSeq.number
        }
        isDirect = request.hasComeDirectly
        self.path = path.following(routes, remoteTarget, isDirect: isDirect)
        return true
    }

    /// Counts on from another dialog of the same leg, so that a number names one request of the leg; gaps are allowed.
    mutating func continueSequence(from number: UInt32) { localSequence = max(localSequence, number) }

    /// The connection over which the dialog's messages went is closed: the next request opens one to where the peer
    /// wants to be reached.
    mutating func connectionClosed(_ connection: ConnectionID) {
        guard path.connection == connection else { return }
        path.connection = nil
        path = path.following(routes, remoteTarget, isDirect: isDirect)
    }

    /// Follows the peer's Contact, if the message names one that can be read (RFC 3261 §12.2.1.2, §12.2.2).
    public mutating func refreshTarget(_ fields: Fields) {
        if let target = try? Dialog.target(fields) { remoteTarget = target }
        path = path.following(routes, remoteTarget, isDirect: isDirect)
    }
}

extension Request {
    /// Whether no proxy has passed the request on: it has the Via of its sender alone.
    fileprivate var hasComeDirectly: Bool { fields.values(.via).count == 1 }
}

extension Method {
    /// Whether the request carries a Contact to which the peer's next requests go (RFC 3261 §12.2, RFC 3311).
    var mayRefreshTarget: Bool {
        switch self {
        case .invite, .update, .subscribe, .notify, .refer: true
        default: false
        }
    }
}

extension URI {
    /// Whether the address is that of a loose router (RFC 3261 §16.4).
    var isLooseRouter: Bool { parameters.contains("lr") }
}
