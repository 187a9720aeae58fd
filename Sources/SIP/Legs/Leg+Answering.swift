/// How we answer a call that comes in: ringing, early media, the 2xx, a refusal (RFC 3261 §13.3, RFC 3262 §3).
extension Leg {
    // MARK: What the user decides

    /// Lets the peer hear that we are called; with ports, sound begins before the call is taken (early media).
    ///
    /// Nothing is sent to a peer that made no offer and yet wants to acknowledge what it hears: our first reliable
    /// response would have to be an offer (RFC 3262 §5), and the 100 of the transaction keeps it calm as well.
    mutating func ring(_ media: LocalMedia?, now: Duration, into actions: inout [LegAction]) {
        guard case .offered(var invite) = state, !(invite.awaitsOffer && invite.wantsReliable) else { return }
        guard invite.provisional == nil else {
            if let media, invite.wish == nil { invite.wish = .ring(media) }
            state = .offered(invite)
            return
        }
        if let media { self.media = media }
        let sendsMedia = media != nil && invite.earlyAnswer == .none && !invite.awaitsOffer
        var progress = response(to: invite.request, sendsMedia ? .sessionProgress : .ringing)
        if sendsMedia, let media {
            switch answerOffer(with: media) {
            case .success(let audio):
                progress.setBody(session.localDescription?.serialized() ?? [], contentType: "application/sdp")
                invite.earlyAnswer = .sent
                actions.append(.report(.media(audio, isEarly: true)))
            case .failure(let failure):
                return refuse(notAcceptable(invite.request, failure), .noCommonMedia, into: &actions)
            }
        }
        send(progress, of: &invite, now: now, into: &actions)
        state = .offered(invite)
    }

    /// Takes the call.
    mutating func answer(_ media: LocalMedia, now: Duration, into actions: inout [LegAction]) {
        guard case .offered(var invite) = state else { return }
        // With its answer unacknowledged, a final response must wait (RFC 3262 §3).
        guard invite.provisional == nil || invite.earlyAnswer == .none else {
            invite.wish = .answer(media)
            state = .offered(invite)
            return
        }
        self.media = media
        var ok = response(to: invite.request, .ok)
        if invite.awaitsOffer {
            guard let offer = session.makeOffer(from: media) else {
                return refuse(response(to: invite.request, .serverInternalError), .noCommonMedia, into: &actions)
            }
            ok.setBody(offer.serialized(), contentType: "application/sdp")
        } else {
            if invite.earlyAnswer == .none {
                switch answerOffer(with: media) {
                case .success(let audio): actions.append(.report(.media(audio, isEarly: false)))
                case .failure(let failure):
                    return refuse(notAcceptable(invite.request, failure), .noCommonMedia, into: &actions)
                }
            }
            ok.setBody(session.localDescription?.serialized() ?? [], contentType: "application/sdp")
        }
        invite.timer.write(toResponse: &ok.fields)
        timer.accepted(invite.timer, now: now)
        answer = ResponseRepeater(ok, in: invite.transaction, now: now, timers: settings.timers)
        lateAcknowledgement = invite.expected
        state = .established
        actions.append(.respond(ok, invite.transaction))
    }

    /// Refuses the call.
    mutating func refuse(_ refusal: Response, _ how: LegEnd, into actions: inout [LegAction]) {
        guard case .offered(let invite) = state else { return }
        actions.append(.respond(refusal, invite.transaction))
        end(how, into: &actions)
    }

    private mutating func answerOffer(with media: LocalMedia) -> Result<NegotiatedAudio, NegotiationFailure> {
        Result { () throws(NegotiationFailure) in try session.makeAnswer(from: media).audio }
    }

    /// Sends a provisional response, reliably where that is wanted.
    private func send(
        _ progress: Response, of invite: inout IncomingInvite, now: Duration, into actions: inout [LegAction]
    ) {
        invite.progress = progress
        invite.progressAgainAt = now + IncomingInvite.progressInterval
        var response = progress
        if !invite.awaitsOffer, invite.wantsReliable || settings.requires100rel && invite.takesReliable {
            response.fields.append(.require, "100rel")
            response.fields.append(.rSeq, String(invite.rSeq))
            invite.provisional = ResponseRepeater(
                response, in: invite.transaction, now: now, timers: settings.timers)
        }
        actions.append(.respond(response, invite.transaction))
    }

    // MARK: What the peer does meanwhile

    /// The peer no longer wants its call (RFC 3261 §9.2).
    mutating func cancelled(into actions: inout [LegAction]) {
        guard case .offered(let invite) = state else { return }
        refuse(response(to: invite.request, .requestTerminated), .byPeer(cause: nil), into: &actions)
    }

    /// A PRACK came (RFC 3262 §3).
    mutating func acknowledgedProvisional(
        _ prack: Request, in transaction: ServerTransactionID, now: Duration, into actions: inout [LegAction]
    ) {
        let rAck = RAck(prack.fields)
        if let rAck, rAck == lateAcknowledgement {
            lateAcknowledgement = nil
            return respond(.ok, to: prack, transaction, into: &actions)
        }
        guard case .offered(var invite) = state, let rAck, rAck == invite.expected else {
            return respond(.callDoesNotExist, to: prack, transaction, into: &actions)
        }
        invite.provisional = nil
        invite.rSeq &+= 1
        if invite.earlyAnswer == .sent { invite.earlyAnswer = .acknowledged }
        let wish = invite.wish
        invite.wish = nil
        state = .offered(invite)
        var answer = response(to: prack, .ok)
        // It may carry an offer of its own once ours is settled (RFC 3262 §5).
        if invite.earlyAnswer == .acknowledged, prack.hasOffer,
            let refusal = negotiate(prack, in: &answer, isEarly: true, into: &actions)
        {
            answer = refusal
        }
        actions.append(.respond(answer, transaction))
        switch wish {
        case .ring(let media): ring(media, now: now, into: &actions)
        case .answer(let media): self.answer(media, now: now, into: &actions)
        case nil: break
        }
    }

    // MARK: Time

    /// Sends a provisional response again: a reliable one until it is acknowledged, the last one every minute.
    mutating func progressDeadlineReached(now: Duration, into actions: inout [LegAction]) {
        guard case .offered(var invite) = state else { return }
        switch invite.provisional?.deadlineReached(now: now) {
        case .nothing: return
        case .repeat:
            if let repeater = invite.provisional { actions.append(.respond(repeater.response, repeater.transaction)) }
        case .giveUp:
            return refuse(response(to: invite.request, .serverTimeout), .unacknowledged, into: &actions)
        case nil:
            guard let again = invite.progressAgainAt, now >= again, var progress = invite.progress else { return }
            if invite.earlyAnswer == .acknowledged, !progress.body.isEmpty {
                // A settled answer is not given twice.
                progress.body = []
                progress.fields.removeAll(.contentType)
            }
            send(progress, of: &invite, now: now, into: &actions)
        }
        state = .offered(invite)
    }
}
