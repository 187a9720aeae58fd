extension Request {
    /// The ACK to a refusal of an INVITE (RFC 3261 §17.1.1.3): part of the INVITE's transaction, and so with its
    /// branch.
    static func acknowledging(_ response: Response, to invite: Request) -> Request {
        derived(from: invite, .ack, to: response.fields.first(.to) ?? "")
    }

    /// The CANCEL of an INVITE (RFC 3261 §9.1): a transaction of its own, though with the INVITE's branch.
    static func cancelling(_ invite: Request) -> Request {
        derived(from: invite, .cancel, to: invite.fields.first(.to) ?? "")
    }

    /// A request that follows the INVITE to the same next hop.
    private static func derived(from invite: Request, _ method: Method, to: String) -> Request {
        var request = Request(method: method, uri: invite.uri)
        request.fields.append(.via, invite.topVia.text)
        for route in invite.fields.values(.route) { request.fields.append(.route, route) }
        request.fields.append(.maxForwards, "70")
        request.fields.append(.from, invite.fields.first(.from) ?? "")
        request.fields.append(.to, to)
        request.fields.append(.callID, invite.callID)
        request.fields.append(.cSeq, "\(invite.cSeq.number) \(method.text)")
        return request
    }
}
