/// What all messages of a leg have in common.
extension Leg {
    /// Sends a request within a dialog, with what every request of ours says, and keeps it for a challenge.
    mutating func send(
        _ request: Request, over path: TransportPath, isForOther: Bool = false, into actions: inout [LegAction]
    ) {
        var request = own.authorized(request)
        request.fields.append(.userAgent, settings.product)
        own.sent(request, over: path, isForOther: isForOther)
        actions.append(.send(request, path))
    }

    /// Acknowledges the 2xx to an INVITE of ours, with the credentials of the INVITE (RFC 3261 §13.2.2.4).
    ///
    /// - Parameter answer: to the offer that the 2xx made.
    mutating func acknowledge(
        _ response: Response, to invite: Request, in dialog: Dialog, answer: SessionDescription? = nil,
        into actions: inout [LegAction]
    ) {
        var ack = dialog.acknowledgement(of: response.cSeq.number)
        for name in [HeaderName.authorization, .proxyAuthorization] {
            for value in invite.fields.values(name) { ack.fields.append(name, value) }
        }
        ack.fields.append(.userAgent, settings.product)
        if let answer { ack.setBody(answer.serialized(), contentType: "application/sdp") }
        acknowledgements.add(ack, to: response, over: dialog.path)
        actions.append(.acknowledge(ack, dialog.path))
    }

    /// A response with what every response of ours says; one that makes or refreshes a dialog names our Contact.
    func response(to request: Request, _ status: StatusCode, reason: String? = nil) -> Response {
        let makesDialog = request.method == .invite && status.rawValue < 300
        var response = Response(to: request, status, reason: reason, toTag: names.tag, copiesRecordRoute: makesDialog)
        if makesDialog || request.method == .update && status.isSuccess { response.fields.append(.contact, contact) }
        let tellsAbility = request.method == .options && status.isSuccess
        if request.method == .invite || status == .methodNotAllowed || tellsAbility {
            response.fields.append(.allow, LegSettings.allowed)
        }
        if tellsAbility { response.fields.append(.accept, LegSettings.accepted) }
        if status.isSuccess { response.fields.append(.supported, LegSettings.supported) }
        response.fields.append(.server, settings.product)
        return response
    }

    /// Answers a request of the peer without more ado.
    func respond(
        _ status: StatusCode, to request: Request, _ transaction: ServerTransactionID,
        into actions: inout [LegAction]
    ) {
        actions.append(.respond(response(to: request, status), transaction))
    }

    /// The refusal of an offer (RFC 3261 §13.3.1.3, §20.43).
    func notAcceptable(_ request: Request, _ failure: NegotiationFailure) -> Response {
        var refusal = response(to: request, .notAcceptableHere)
        refusal.fields.append(.warning, "\(failure.warningCode) voicedesk \"\(failure.warningText)\"")
        return refusal
    }

    /// The refusal of a body that we do not understand.
    func unsupportedType(_ request: Request) -> Response {
        var refusal = response(to: request, .unsupportedMediaType)
        refusal.fields.append(.accept, LegSettings.accepted)
        return refusal
    }

    /// The refusal of an offer that comes before its time; it may come again after some seconds (RFC 3261 §14.2).
    func tooEarly(_ request: Request) -> Response {
        var refusal = response(to: request, .serverInternalError)
        refusal.fields.append(.retryAfter, String(Int(names.glare) % 11))
        return refusal
    }

    /// The refusal of a session interval (RFC 4028 §6).
    func tooShort(_ request: Request, minSE: UInt32) -> Response {
        var refusal = response(to: request, .sessionIntervalTooSmall)
        refusal.fields.append(.minSE, String(minSE))
        return refusal
    }
}
