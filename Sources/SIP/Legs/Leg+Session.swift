/// What the peer asks within the dialog (RFC 3261 §12.2.2, §15.1.2).
extension Leg {
    /// Takes a request of the dialog.
    mutating func received(
        _ request: Request, in transaction: ServerTransactionID, on path: TransportPath, now: Duration,
        into actions: inout [LegAction]
    ) {
        guard isUnderstood(request) else {
            actions.append(.respond(badExtension(request), transaction))
            return
        }
        if isCalling { return receivedEarly(request, in: transaction, on: path, into: &actions) }
        guard var dialog else {
            return respond(.callDoesNotExist, to: request, transaction, into: &actions)
        }
        guard dialog.accepts(request, on: path) else {
            return respond(.serverInternalError, to: request, transaction, into: &actions)
        }
        self.dialog = dialog
        switch state {
        case .ending, .ended:
            // A BYE that crosses ours finds the leg over already for its user.
            respond(request.method == .bye ? .ok : .callDoesNotExist, to: request, transaction, into: &actions)
            if request.method == .bye { state = .ended }
        case .offered, .established, .calling:
            switch request.method {
            case .bye: hungUp(request, transaction, into: &actions)
            case .prack: acknowledgedProvisional(request, in: transaction, now: now, into: &actions)
            case .invite, .update: offered(request, transaction, now: now, into: &actions)
            default: receivedOther(request, transaction, into: &actions)
            }
        }
    }

    /// Takes a request that changes nothing of the dialog.
    mutating func receivedOther(
        _ request: Request, _ transaction: ServerTransactionID, into actions: inout [LegAction]
    ) {
        switch request.method {
        case .info: informed(request, transaction, into: &actions)
        case .notify: notified(request, transaction, into: &actions)
        case .options: respond(.ok, to: request, transaction, into: &actions)
        case .prack: respond(.callDoesNotExist, to: request, transaction, into: &actions)
        default: respond(.methodNotAllowed, to: request, transaction, into: &actions)
        }
    }

    /// The ACK to an answer of ours came.
    mutating func acknowledged(_ ack: Request, now: Duration, into actions: inout [LegAction]) {
        guard let answer, ack.cSeq.number == answer.number else { return }
        self.answer = nil
        let isFirst = answer.transaction == firstTransaction
        if isFirst, let reason = hangsUpAfterAck { return sayGoodbye(reason, into: &actions) }
        if session.state == .localOffer, !takeAnswer(of: ack, into: &actions) {
            return sayGoodbye(HangUpReason(cause: 88, end: .noCommonMedia), into: &actions)
        }
        if isFirst { actions.append(.report(.answered)) }
    }

    /// Takes the answer that an ACK carries to the offer of our 2xx.
    ///
    /// - Returns: whether there is sound in common; a re-INVITE that brings none leaves the call as it was.
    private mutating func takeAnswer(of ack: Request, into actions: inout [LegAction]) -> Bool {
        let before = session.audio
        guard let body = ack.sessionDescription, let answer = try? SessionDescription(parsing: body),
            case .agreed(let audio)? = try? session.receiveAnswer(answer, reliably: true)
        else {
            session.rollBack()
            return before != nil
        }
        if audio != before { actions.append(.report(.media(audio, isEarly: false))) }
        return true
    }

    // MARK: Requests

    private mutating func hungUp(
        _ bye: Request, _ transaction: ServerTransactionID, into actions: inout [LegAction]
    ) {
        respond(.ok, to: bye, transaction, into: &actions)
        let how = LegEnd.byPeer(cause: bye.fields.q850Cause)
        // A BYE may end an early dialog (RFC 3261 §15); the INVITE is answered too.
        guard case .offered(let invite) = state else { return end(how, into: &actions) }
        refuse(response(to: invite.request, .requestTerminated), how, into: &actions)
    }

    private func informed(
        _ info: Request, _ transaction: ServerTransactionID, into actions: inout [LegAction]
    ) {
        guard let type = info.contentType, !info.body.isEmpty else {
            return respond(.ok, to: info, transaction, into: &actions)
        }
        guard type == "application/dtmf-relay" || type == "application/dtmf" else {
            // Info packages that we have not asked for are refused in their own way (RFC 6086 §4.2.2).
            let isPackage = info.fields.contains(.infoPackage)
            actions.append(
                .respond(isPackage ? response(to: info, .badInfoPackage) : unsupportedType(info), transaction))
            return
        }
        respond(.ok, to: info, transaction, into: &actions)
        actions.append(.report(.info(contentType: type, body: info.body)))
    }

    /// Sends an INFO: once both sides have taken the call, and where it is known where to (RFC 6086 §4.2).
    mutating func inform(_ body: [UInt8], contentType: String, into actions: inout [LegAction]) {
        guard case .established = state, var dialog else { return }
        var info = own.request(.info, in: &dialog)
        info.setBody(body, contentType: contentType)
        self.dialog = dialog
        send(info, over: dialog.path, into: &actions)
    }

    // MARK: Extensions

    /// Whether we know all that the peer requires (RFC 3261 §8.2.2.3); a BYE is never refused for that.
    private func isUnderstood(_ request: Request) -> Bool {
        request.method == .bye || unknownExtensions(of: request).isEmpty
    }

    private func badExtension(_ request: Request) -> Response {
        var refusal = response(to: request, .badExtension)
        refusal.fields.append(.unsupported, unknownExtensions(of: request).joined(separator: ", "))
        return refusal
    }

    private func unknownExtensions(of request: Request) -> [String] {
        request.fields.values(.require).filter { required in
            !LegSettings.extensions.contains { Ascii.equalIgnoringCase($0, required) }
        }
    }
}
