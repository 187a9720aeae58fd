/// What the telephone that we call lets us hear and know: provisional responses and 2xx answers (RFC 3261 §13.2.2, RFC
/// 3262 §4).
extension Leg {
    // MARK: Provisional responses

    mutating func progressed(
        _ response: Response, _ invite: inout OutgoingInvite, into actions: inout [LegAction]
    ) {
        guard response.status != .trying else { return }
        if response.status == .ringing, !invite.rang {
            invite.rang = true
            if !invite.isCancelled { actions.append(.report(.ringing)) }
        }
        let tag = response.toTag ?? ""
        guard response.status != .earlyDialogTerminated else {
            invite.early[tag] = nil
            return
        }
        guard var early = invite.early[tag] ?? earlyDialog(response, invite) else { return }
        let isReliable = response.fields.lists("100rel", in: .require)
        if isReliable {
            // Each comes once, in order (RFC 3262 §4); one that comes again finds our PRACK under way.
            guard let rSeq = response.fields.first(.rSeq).flatMap({ UInt32($0) }),
                early.rSeq.map({ rSeq == $0 &+ 1 }) ?? true
            else { return }
            early.rSeq = rSeq
            var prack = own.request(.prack, in: &early.dialog)
            prack.fields.append(.rAck, RAck(rSeq: rSeq, cSeq: response.cSeq).text)
            send(prack, over: early.dialog.path, into: &actions)
        }
        hear(response, reliably: isReliable, in: &early, &invite, into: &actions)
        invite.early[tag] = early
    }

    private func earlyDialog(_ response: Response, _ invite: OutgoingInvite) -> EarlyDialog? {
        guard invite.early.count < OutgoingInvite.mostForks else { return nil }
        let dialog = Dialog(invite.request, answeredBy: response, contact: contact, path: invite.dialogPath)
        return EarlyDialog(dialog: dialog, session: session)
    }

    /// Takes the answer of a provisional response: early media.
    private func hear(
        _ response: Response, reliably isReliable: Bool, in early: inout EarlyDialog, _ invite: inout OutgoingInvite,
        into actions: inout [LegAction]
    ) {
        guard let body = response.sessionDescription, let answer = try? SessionDescription(parsing: body) else {
            return
        }
        switch try? early.session.receiveAnswer(answer, reliably: isReliable) {
        case .early(let audio), .agreed(let audio):
            // Who lets us hear something is there, as if it rang.
            invite.rang = true
            guard !invite.isCancelled, invite.reported != audio else { return }
            invite.reported = audio
            actions.append(.report(.media(audio, isEarly: true)))
        case .ignored, nil: break
        }
    }

    // MARK: The answer

    /// The telephone took the call.
    mutating func taken(
        _ response: Response, _ invite: OutgoingInvite, now: Duration, into actions: inout [LegAction]
    ) {
        // A response of RFC 2543 may have come without a tag before.
        let early = invite.early[response.toTag ?? ""] ?? invite.early[""]
        // The route set of the 2xx counts, not that of the early dialog (RFC 3261 §13.2.2.4).
        let dialog = Dialog(invite.request, answeredBy: response, contact: contact, path: invite.dialogPath)
        session = early?.session ?? session
        self.dialog = dialog
        let late = answerLateOffer(response, to: invite)
        acknowledge(response, to: invite.request, in: dialog, answer: late?.description, into: &actions)
        peerTakesUpdate = response.fields.lists("UPDATE", in: .allow)
        guard !invite.isCancelled else {
            return sayGoodbye(HangUpReason(cause: 16, end: .failed(.cancelled, rang: invite.rang)), into: &actions)
        }
        guard let audio = late?.audio ?? finalAnswer(response) else {
            return sayGoodbye(HangUpReason(cause: 88, end: .noCommonMedia), into: &actions)
        }
        if settings.sessionTimer != nil { timer.answered(SessionTimerHeaders(response.fields), now: now) }
        state = .established
        actions.append(.report(.media(audio, isEarly: false)))
        actions.append(.report(.answered))
    }

    /// Answers the offer of a 2xx to an INVITE that had none; nothing where there is none that can be taken.
    private mutating func answerLateOffer(
        _ response: Response, to invite: OutgoingInvite
    ) -> (description: SessionDescription, audio: NegotiatedAudio)? {
        guard invite.request.body.isEmpty, session.audio == nil, let media, let body = response.sessionDescription,
            let offer = try? SessionDescription(parsing: body), (try? session.receiveOffer(offer)) != nil
        else { return nil }
        return try? session.makeAnswer(from: media)
    }

    /// What is agreed once the 2xx came: by its answer, or by an earlier one.
    private mutating func finalAnswer(_ response: Response) -> NegotiatedAudio? {
        guard let body = response.sessionDescription else { return session.adoptEarlyAnswer() ?? session.audio }
        guard let answer = try? SessionDescription(parsing: body) else { return nil }
        switch try? session.receiveAnswer(answer, reliably: true) {
        case .agreed(let audio), .early(let audio): return audio
        case .ignored: return session.audio
        case nil: return nil
        }
    }

    /// A 2xx after the call was answered: our ACK was lost, or another telephone of a forked request answered too.
    mutating func answeredAgain(_ response: Response, into actions: inout [LegAction]) {
        guard response.status.isSuccess, let dialog else { return }
        if let again = acknowledgements.again(response) {
            actions.append(again)
        } else if response.toTag ?? "" != dialog.id.remoteTag, let first = acknowledgements.ofOther(response) {
            var other = Dialog(other: dialog, answeredBy: response)
            // The ACK that went out has the credentials of the INVITE.
            acknowledge(response, to: first, in: other, into: &actions)
            let bye = own.request(.bye, in: &other)
            send(bye, over: other.path, isForOther: true, into: &actions)
        }
    }
}
