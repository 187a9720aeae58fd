/// One server transaction of a layer: its machine, and what its messages are found and sent by.
struct ServerTransaction: TransactionRecord {
    /// The machine of the transaction's kind.
    enum Machine: Sendable {
        case invite(InviteServerTransaction)
        case nonInvite(NonInviteServerTransaction)
    }

    let key: TransactionKey
    /// What the same request on another way is recognized by; nil inside a dialog.
    let mergeKey: TransactionKey?
    /// The path of its responses.
    var path: PathTable.Index
    /// The port that the client named for responses when its connection is gone (RFC 3261 §18.2.2).
    let sentByPort: UInt16
    /// Whether a CANCEL has reached the user.
    var isCancelled = false
    var machine: Machine

    var deadline: Duration? {
        switch machine {
        case .invite(let invite): invite.deadline
        case .nonInvite(let nonInvite): nonInvite.deadline
        }
    }

    /// Whether this is an INVITE without a final response.
    var isEarly: Bool {
        switch machine {
        case .invite(let invite): invite.isEarly
        case .nonInvite: false
        }
    }

    var isTerminated: Bool {
        switch machine {
        case .invite(let invite): if case .terminated = invite.state { true } else { false }
        case .nonInvite(let nonInvite): if case .terminated = nonInvite.state { true } else { false }
        }
    }

    mutating func responded(
        _ status: StatusCode, _ response: [UInt8], timers: TransactionTimers, now: Duration
    ) -> InviteServerTransaction.Action {
        switch machine {
        case .invite(var invite):
            defer { machine = .invite(invite) }
            return invite.responded(status, response, timers: timers, now: now)
        case .nonInvite(var nonInvite):
            defer { machine = .nonInvite(nonInvite) }
            return nonInvite.responded(status, response, timers: timers, now: now).asInvite
        }
    }

    func requestRetransmitted() -> InviteServerTransaction.Action {
        switch machine {
        case .invite(let invite): invite.requestRetransmitted()
        case .nonInvite(let nonInvite): nonInvite.requestRetransmitted().asInvite
        }
    }

    mutating func acknowledged(timers: TransactionTimers, now: Duration) -> InviteServerTransaction.Action {
        guard case .invite(var invite) = machine else { return .ignore }
        defer { machine = .invite(invite) }
        return invite.acknowledged(timers: timers, now: now)
    }

    mutating func deadlineReached(timers: TransactionTimers, now: Duration) -> InviteServerTransaction.Action {
        switch machine {
        case .invite(var invite):
            defer { machine = .invite(invite) }
            return invite.deadlineReached(timers: timers, now: now)
        case .nonInvite(var nonInvite):
            nonInvite.deadlineReached(now: now)
            machine = .nonInvite(nonInvite)
            return .ignore
        }
    }

    mutating func transportFailed() {
        switch machine {
        case .invite(var invite):
            invite.transportFailed()
            machine = .invite(invite)
        case .nonInvite(var nonInvite):
            nonInvite.transportFailed()
            machine = .nonInvite(nonInvite)
        }
    }
}

extension NonInviteServerTransaction.Action {
    /// The same among the actions of an INVITE, which has all of these and more.
    fileprivate var asInvite: InviteServerTransaction.Action {
        switch self {
        case .ignore: .ignore
        case .transmit(let bytes): .transmit(bytes)
        }
    }
}
