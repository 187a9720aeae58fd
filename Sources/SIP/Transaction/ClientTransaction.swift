/// One client transaction of a layer: its machine, and what its messages are found and sent by.
struct ClientTransaction: TransactionRecord {
    /// The machine of the transaction's kind.
    enum Machine: Sendable {
        case invite(InviteClientTransaction)
        case nonInvite(NonInviteClientTransaction)
    }

    let key: TransactionKey
    let path: PathTable.Index
    /// Whether this is a CANCEL of the layer's own, of which the user hears nothing.
    let isCancel: Bool
    var machine: Machine

    var deadline: Duration? {
        switch machine {
        case .invite(let invite): invite.deadline
        case .nonInvite(let nonInvite): nonInvite.deadline
        }
    }

    var isTerminated: Bool {
        switch machine {
        case .invite(let invite): if case .terminated = invite.state { true } else { false }
        case .nonInvite(let nonInvite): if case .terminated = nonInvite.state { true } else { false }
        }
    }

    /// The INVITE, as long as it has no final response.
    var invite: Request? {
        guard case .invite(let invite) = machine else { return nil }
        return invite.request
    }

    mutating func received(
        _ response: Response, timers: TransactionTimers, now: Duration
    ) -> InviteClientTransaction.Action {
        switch machine {
        case .invite(var invite):
            defer { machine = .invite(invite) }
            return invite.received(response, timers: timers, now: now)
        case .nonInvite(var nonInvite):
            defer { machine = .nonInvite(nonInvite) }
            return nonInvite.received(response.status, timers: timers, now: now).asInvite
        }
    }

    mutating func cancelled(timers: TransactionTimers, now: Duration) -> InviteClientTransaction.Action {
        guard case .invite(var invite) = machine else { return .ignore }
        defer { machine = .invite(invite) }
        return invite.cancelled(timers: timers, now: now)
    }

    mutating func deadlineReached(timers: TransactionTimers, now: Duration) -> InviteClientTransaction.Action {
        switch machine {
        case .invite(var invite):
            defer { machine = .invite(invite) }
            return invite.deadlineReached(timers: timers, now: now)
        case .nonInvite(var nonInvite):
            defer { machine = .nonInvite(nonInvite) }
            return nonInvite.deadlineReached(timers: timers, now: now).asInvite
        }
    }

    mutating func transportFailed() -> InviteClientTransaction.Action {
        switch machine {
        case .invite(var invite):
            defer { machine = .invite(invite) }
            return invite.transportFailed()
        case .nonInvite(var nonInvite):
            defer { machine = .nonInvite(nonInvite) }
            return nonInvite.transportFailed().asInvite
        }
    }
}

extension NonInviteClientTransaction.Action {
    /// The same among the actions of an INVITE, which has all of these and more.
    fileprivate var asInvite: InviteClientTransaction.Action {
        switch self {
        case .ignore: .ignore
        case .transmit(let bytes): .transmit(bytes)
        case .pass: .pass
        case .timeOut: .timeOut
        case .unreachable: .unreachable
        }
    }
}
