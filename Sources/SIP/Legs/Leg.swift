/// One leg of a call: the peer's INVITE to us or ours to the peer, and the session that follows (RFC 3261 §13–15).
///
/// A leg joins smaller machines: the dialog, offer and answer, the session timer, the repeater of an answer that waits
/// for its ACK, and our own requests that wait for answers. It knows no transactions (it answers in them and asks for
/// them), no sockets, and nothing of what the call is about.
///
/// **States.** *Offered*: the peer's INVITE waits for us. *Calling*: ours waits for the peer. *Established*: both sides
/// have taken the call; until the ACK to our answer came, it is established on our side only. *Ending*: our BYE is out,
/// and the user knows that the leg is over. *Ended*.
///
/// Every method takes the monotonic time where it needs one and appends to the caller's actions, in order.
struct Leg: Sendable {
    /// Where the leg stands.
    enum State: Sendable {
        case offered(IncomingInvite)
        case calling(OutgoingInvite)
        case established
        case ending
        case ended
    }

    let settings: LegSettings
    let names: LegNames
    /// Our address for the peer's requests.
    let contact: String
    var state: State
    var dialog: Dialog?
    var session: OfferAnswer
    /// Our end of the sound, once its ports are open.
    var media: LocalMedia?
    var timer: SessionTimer
    /// Our 2xx that waits for its ACK.
    var answer: ResponseRepeater?
    /// A re-INVITE or UPDATE of ours.
    var refresh = RefreshState.none
    /// Our requests that wait for an answer.
    var own: OwnRequests
    /// Our ACKs.
    var acknowledgements = Acknowledgements()
    /// Whether the peer takes UPDATE (RFC 3311).
    var peerTakesUpdate = false
    /// The transaction of the INVITE that began the call, of a call that came in.
    var firstTransaction: ServerTransactionID?
    /// The transaction of our INVITE that is out, to be cancelled by.
    var inviteTransaction: ClientTransactionID?
    /// A provisional response that was unacknowledged when we took the call: its PRACK may still come (RFC 3262 §3).
    var lateAcknowledgement: RAck?
    /// Why we hang up as soon as the ACK to our answer came: before, BYE is not allowed (RFC 3261 §15).
    var hangsUpAfterAck: HangUpReason?
    /// How far a REFER of ours is.
    var transferState = TransferState.none

    /// Why we hang up, for the Reason header (RFC 3326).
    struct HangUpReason: Hashable, Sendable {
        /// The cause of Q.850.
        let cause: Int
        /// How our user sees the end.
        let end: LegEnd
    }

    /// Begins a leg.
    ///
    /// - Parameter clientNonce: random text for the answers to challenges. A call that comes in takes its session id:
    ///   whoever chooses the challenges of a call could not prepare for that either.
    init(
        _ state: State, settings: LegSettings, names: LegNames, contact: String, clientNonce: String? = nil
    ) {
        self.state = state
        self.settings = settings
        self.names = names
        self.contact = contact
        session = OfferAnswer(capabilities: settings.audio, sessionID: names.sessionID)
        timer = SessionTimer(settings.sessionTimer ?? .init())
        own = OwnRequests(
            after: 0, settings: settings, clientNonce: clientNonce ?? String(names.sessionID, radix: 36))
        if case .offered(let invite) = state { firstTransaction = invite.transaction }
    }

    /// Whether the leg is over.
    var isOver: Bool { if case .ended = state { true } else { false } }

    /// Whether our INVITE waits for its answer.
    var isCalling: Bool { if case .calling = state { true } else { false } }

    /// Where a dialog of the leg leads, be it only an early one; nothing if the leg has no dialog with that tag of the
    /// peer.
    func path(ofTag tag: String) -> TransportPath? {
        if let dialog { return dialog.id.remoteTag == tag ? dialog.path : nil }
        guard case .calling(let invite) = state else { return nil }
        return invite.early[tag]?.dialog.path
    }

    // MARK: Time

    /// When ``deadlineReached(now:into:)`` is to be called.
    var deadline: Duration? {
        switch state {
        case .offered(let invite): invite.deadline
        case .established: [answer?.deadline, timer.deadline, refresh.deadline].compactMap { $0 }.min()
        case .calling, .ending, .ended: nil
        }
    }

    /// Does what has fallen due.
    mutating func deadlineReached(now: Duration, into actions: inout [LegAction]) {
        switch state {
        case .offered: progressDeadlineReached(now: now, into: &actions)
        case .established:
            answerDeadlineReached(now: now, into: &actions)
            if case .established = state { sessionDeadlineReached(now: now, into: &actions) }
        case .calling, .ending, .ended: break
        }
    }

    private mutating func answerDeadlineReached(now: Duration, into actions: inout [LegAction]) {
        switch answer?.deadlineReached(now: now) {
        case .repeat:
            if let answer { actions.append(.respond(answer.response, answer.transaction)) }
        case .giveUp:
            // Never acknowledged, the call cannot be up on the peer's side (RFC 3261 §13.3.1.4).
            sayGoodbye(hangsUpAfterAck ?? HangUpReason(cause: 102, end: .unacknowledged), into: &actions)
        case .nothing, nil: break
        }
    }

    // MARK: The end

    /// Ends the leg from our side: a refusal, a CANCEL or a BYE, as far as the call has come.
    ///
    /// - Parameters:
    ///   - status: how an INVITE that still waits for us is refused.
    ///   - cause: of Q.850, for the Reason header.
    mutating func hangUp(_ status: StatusCode, cause: Int, retryAfter: Int? = nil, into actions: inout [LegAction]) {
        switch state {
        case .offered(let invite):
            var refusal = response(to: invite.request, status)
            if let retryAfter { refusal.fields.append(.retryAfter, String(retryAfter)) }
            refusal.fields.append(.reason, "Q.850;cause=\(cause)")
            refuse(refusal, .byUs, into: &actions)
        case .calling: cancel(into: &actions)
        case .established:
            let reason = HangUpReason(cause: cause, end: .byUs)
            guard let answer, answer.transaction == firstTransaction else { return sayGoodbye(reason, into: &actions) }
            hangsUpAfterAck = reason
        case .ending, .ended: break
        }
    }

    /// Sends BYE; to the user the leg is over.
    mutating func sayGoodbye(_ reason: HangUpReason, into actions: inout [LegAction]) {
        guard var dialog else { return end(reason.end, into: &actions) }
        state = .ending
        answer = nil
        var bye = own.request(.bye, in: &dialog)
        bye.fields.append(.reason, "Q.850;cause=\(reason.cause)")
        self.dialog = dialog
        send(bye, over: dialog.path, into: &actions)
        actions.append(.report(.ended(reason.end)))
    }

    mutating func end(_ how: LegEnd, into actions: inout [LegAction]) {
        state = .ended
        answer = nil
        actions.append(.report(.ended(how)))
    }

    /// A connection is gone: later requests open a new one.
    mutating func connectionClosed(_ connection: ConnectionID) {
        dialog?.connectionClosed(connection)
        guard case .calling(var invite) = state else { return }
        invite.lost(connection)
        for tag in invite.early.keys { invite.early[tag]?.dialog.connectionClosed(connection) }
        state = .calling(invite)
    }
}
