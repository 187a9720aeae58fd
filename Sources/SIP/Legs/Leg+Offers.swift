/// Offers of the peer within the dialog: re-INVITE and UPDATE (RFC 3261 §14.2, RFC 3311 §5.2, RFC 4028 §9).
extension Leg {
    /// Takes the offer of a request of the peer, if it carries one.
    ///
    /// - Returns: the refusal, if it cannot be taken (RFC 3261 §13.3.1.3).
    mutating func takeOffer(of request: Request) -> Response? {
        guard request.hasOffer else { return nil }
        guard let description = request.sessionDescription else { return unsupportedType(request) }
        do {
            try session.receiveOffer(try SessionDescription(parsing: description))
            return nil
        } catch let failure as NegotiationFailure {
            return notAcceptable(request, failure)
        } catch {
            return response(to: request, .badRequest, reason: "Bad Session Description")
        }
    }

    /// Takes the offer of a request, and puts our answer into its 2xx; into that of an INVITE without an offer, our own
    /// offer.
    ///
    /// - Returns: the refusal, if it comes to nothing; the session is then as it was.
    mutating func negotiate(
        _ request: Request, in ok: inout Response, isEarly: Bool, into actions: inout [LegAction]
    ) -> Response? {
        if let refusal = takeOffer(of: request) { return refusal }
        guard let media else { return nil }
        if session.state == .remoteOffer {
            let before = session.audio
            do {
                let (description, audio) = try session.makeAnswer(from: media)
                ok.setBody(description.serialized(), contentType: "application/sdp")
                if audio != before { actions.append(.report(.media(audio, isEarly: isEarly))) }
            } catch {
                return notAcceptable(request, error)
            }
        } else if request.method == .invite {
            guard let offer = session.makeOffer(from: media) else { return response(to: request, .serverInternalError) }
            ok.setBody(offer.serialized(), contentType: "application/sdp")
        }
        return nil
    }

    /// A re-INVITE or an UPDATE: a new offer, a refresh of the session, or both.
    mutating func offered(
        _ request: Request, _ transaction: ServerTransactionID, now: Duration, into actions: inout [LegAction]
    ) {
        if case .offered(let invite) = state {
            return offeredEarly(
                request, transaction, isSettled: invite.earlyAnswer == .acknowledged, into: &actions)
        }
        // Glare: our own offer is out (RFC 3261 §14.2, RFC 3311 §5.2).
        if session.state == .localOffer, request.method == .invite || request.hasOffer {
            return respond(.requestPending, to: request, transaction, into: &actions)
        }
        if request.method == .invite, let answer {
            // It has our 2xx, or it could not send another INVITE: the ACK was lost, or comes later.
            self.answer = nil
            if let reason = hangsUpAfterAck {
                respond(.requestTerminated, to: request, transaction, into: &actions)
                return sayGoodbye(reason, into: &actions)
            }
            if answer.transaction == firstTransaction { actions.append(.report(.answered)) }
        }
        var agreed = SessionTimerHeaders()
        if settings.sessionTimer != nil {
            switch timer.answer(to: request) {
            case .accept(let headers): agreed = headers
            case .tooShort(let minSE):
                actions.append(.respond(tooShort(request, minSE: minSE), transaction))
                return
            }
        }
        var ok = response(to: request, .ok)
        if let refusal = negotiate(request, in: &ok, isEarly: false, into: &actions) {
            actions.append(.respond(refusal, transaction))
            return
        }
        agreed.write(toResponse: &ok.fields)
        if settings.sessionTimer != nil {
            timer.accepted(agreed, now: now)
            // The peer's refresh does for ours that met it.
            if refresh.deadline != nil { refresh = .none }
        }
        dialog?.refreshTarget(request.fields)
        if request.fields.contains(.allow) { peerTakesUpdate = request.fields.lists("UPDATE", in: .allow) }
        if request.method == .invite {
            answer = ResponseRepeater(ok, in: transaction, now: now, timers: settings.timers)
        }
        actions.append(.respond(ok, transaction))
    }

    /// The same before the call is taken, by the caller or by the telephone that we call.
    ///
    /// - Parameter isSettled: whether the first offer has its answer, and each side knows it; before, no other may come
    ///   (RFC 3311 §5.2).
    private mutating func offeredEarly(
        _ request: Request, _ transaction: ServerTransactionID, isSettled: Bool, into actions: inout [LegAction]
    ) {
        guard request.method == .update, isSettled || !request.hasOffer else {
            actions.append(.respond(tooEarly(request), transaction))
            return
        }
        var ok = response(to: request, .ok)
        if request.hasOffer, let refusal = negotiate(request, in: &ok, isEarly: true, into: &actions) {
            actions.append(.respond(refusal, transaction))
            return
        }
        dialog?.refreshTarget(request.fields)
        actions.append(.respond(ok, transaction))
    }

    /// Takes a request of a telephone that we call and that has not answered yet, in its early dialog (RFC 3261
    /// §12.2.2).
    mutating func receivedEarly(
        _ request: Request, in transaction: ServerTransactionID, on path: TransportPath,
        into actions: inout [LegAction]
    ) {
        let tag = request.fromTag ?? ""
        guard case .calling(var invite) = state, var early = invite.early[tag] else {
            return respond(.callDoesNotExist, to: request, transaction, into: &actions)
        }
        guard early.dialog.accepts(request, on: path) else {
            return respond(.serverInternalError, to: request, transaction, into: &actions)
        }
        switch request.method {
        case .update where early.session.state == .localOffer && request.hasOffer, .invite:
            respond(.requestPending, to: request, transaction, into: &actions)
        case .update:
            // The session and the dialog of this telephone stand in for those of the leg.
            let kept = session
            (session, dialog) = (early.session, early.dialog)
            offeredEarly(request, transaction, isSettled: true, into: &actions)
            early.session = session
            if let dialog { early.dialog = dialog }
            (session, dialog) = (kept, nil)
        case .bye: respond(.ok, to: request, transaction, into: &actions)
        default: receivedOther(request, transaction, into: &actions)
        }
        invite.early[tag] = request.method == .bye ? nil : early
        state = .calling(invite)
    }
}
