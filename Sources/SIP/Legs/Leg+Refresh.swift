/// How a refresh of ours stands.
enum RefreshState: Hashable, Sendable {
    case none
    /// It is out; the number of its request.
    case out(UInt32)
    /// It met the peer's own, or came at a bad time, and is sent again then (RFC 3261 §14.1).
    case again(at: Duration)

    var isOut: Bool { if case .out = self { true } else { false } }

    var deadline: Duration? { if case .again(let at) = self { at } else { nil } }
}

/// Refreshes of the session that we send, and the answers to all our requests within the dialog (RFC 3261 §12.2.1, RFC
/// 4028 §7.4).
extension Leg {
    /// How long a refresh waits for the ACK to an answer of ours.
    static let refreshPause = Duration.seconds(1)

    mutating func sessionDeadlineReached(now: Duration, into actions: inout [LegAction]) {
        if let deadline = refresh.deadline, now >= deadline { sendRefresh(now: now, into: &actions) }
        for action in timer.advanced(to: now) {
            switch action {
            case .refresh: if refresh == .none { sendRefresh(now: now, into: &actions) }
            case .hangUp: return sayGoodbye(HangUpReason(cause: 102, end: .lost), into: &actions)
            }
        }
    }

    /// Refreshes the session: by UPDATE without an offer where the peer takes it, else by INVITE with the same offer.
    private mutating func sendRefresh(now: Duration, into actions: inout [LegAction]) {
        guard var dialog, let media, answer == nil, session.state == .stable else {
            refresh = .again(at: now + Self.refreshPause)
            return
        }
        var request = own.request(peerTakesUpdate ? .update : .invite, in: &dialog)
        request.fields.append(.allow, LegSettings.allowed)
        request.fields.append(.supported, LegSettings.supported)
        timer.offer().write(toRequest: &request.fields)
        if request.method == .invite, let offer = session.makeOffer(from: media) {
            request.setBody(offer.serialized(), contentType: "application/sdp")
        }
        self.dialog = dialog
        refresh = .out(request.cSeq.number)
        send(request, over: dialog.path, into: &actions)
    }

    // MARK: Answers

    /// Takes the final answer to a request of ours within a dialog; a missing one counts as 408.
    mutating func answered(
        _ request: CSeq, _ status: StatusCode, _ response: Response?, now: Duration, into actions: inout [LegAction]
    ) {
        guard let pending = own.answered(request.number) else {
            // A 2xx that comes again: our ACK was lost.
            if request.method == .invite, let response { answeredAgain(response, into: &actions) }
            return
        }
        guard !pending.isForOther else { return }
        if let response, wantsRetry(request.method),
            let again = own.retry(pending.request, challengedBy: response)
        {
            if refresh == .out(request.number) { refresh = .out(again.cSeq.number) }
            own.sent(again, over: pending.path, isForOther: false)
            actions.append(.send(again, pending.path))
            return
        }
        if request.method == .invite, status.isSuccess, let response, let dialog {
            acknowledge(response, to: pending.request, in: dialog, into: &actions)
        }
        switch request.method {
        case .bye: state = .ended
        case .refer: if case .established = state { transferAnswered(status, into: &actions) }
        case .invite, .update:
            guard refresh == .out(request.number), case .established = state else { return }
            refreshed(request.method, status, response, now: now, into: &actions)
        default: break
        }
    }

    /// Whether a request still serves a purpose.
    private func wantsRetry(_ method: Method) -> Bool {
        switch state {
        case .ending: method == .bye
        case .ended: false
        case .offered, .calling, .established: true
        }
    }

    private mutating func refreshed(
        _ method: Method, _ status: StatusCode, _ response: Response?, now: Duration, into actions: inout [LegAction]
    ) {
        refresh = .none
        if let response, status.isSuccess {
            if method == .invite { takeAnswer(of: response, into: &actions) }
            dialog?.refreshTarget(response.fields)
            timer.answered(SessionTimerHeaders(response.fields), now: now)
            return
        }
        if method == .invite { session.rollBack() }
        switch status {
        case .requestPending: refresh = .again(at: now + glarePause)
        case .sessionIntervalTooSmall where timer.refused(minSE: response.flatMap { $0.minSE }):
            sendRefresh(now: now, into: &actions)
        case .methodNotAllowed where method == .update, .notImplemented where method == .update:
            peerTakesUpdate = false
            sendRefresh(now: now, into: &actions)
        default:
            if timer.refreshFailed(status.rawValue, now: now) == [.hangUp] {
                sayGoodbye(HangUpReason(cause: 102, end: .lost), into: &actions)
            }
        }
    }

    /// Takes the answer to the offer of our re-INVITE; without one the session stays as it is.
    private mutating func takeAnswer(of response: Response, into actions: inout [LegAction]) {
        let before = session.audio
        guard let body = response.sessionDescription, let answer = try? SessionDescription(parsing: body),
            case .agreed(let audio)? = try? session.receiveAnswer(answer, reliably: true)
        else { return session.rollBack() }
        if audio != before { actions.append(.report(.media(audio, isEarly: false))) }
    }

    /// How long to wait after glare: 2.1 to 4 s for who made the Call-ID, less than 2 s for the other (RFC 3261 §14.1).
    private var glarePause: Duration {
        let isOwner = !names.callID.isEmpty && dialog?.id.callID == names.callID
        let step = Int(names.glare)
        return .milliseconds(isOwner ? 2_100 + step * 7 : step * 7)
    }
}

extension Response {
    /// The shortest session interval that the peer takes, of a 422 (RFC 4028 §5).
    var minSE: UInt32? { SessionTimerHeaders(fields).minSE }
}
