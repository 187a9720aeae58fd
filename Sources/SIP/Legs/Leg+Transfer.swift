/// How far a REFER of ours is (RFC 3515).
enum TransferState: Hashable, Sendable {
    case none
    /// The peer has not said yet how it went.
    case waiting
    /// It has; more news may follow and means nothing.
    case over
}

/// Sending the peer of a call elsewhere (RFC 3515 §2.4).
extension Leg {
    /// Sends the peer elsewhere.
    mutating func transfer(to target: URI, into actions: inout [LegAction]) {
        switch state {
        case .ending, .ended: return
        case .offered, .calling, .established: break
        }
        guard case .established = state, var dialog, transferState != .waiting else {
            actions.append(.report(.transferred(accepted: false)))
            return
        }
        var refer = own.request(.refer, in: &dialog)
        refer.fields.append(.referTo, "<\(target.text)>")
        refer.fields.append(.referredBy, "<\(dialog.local.uri.text)>")
        self.dialog = dialog
        transferState = .waiting
        send(refer, over: dialog.path, into: &actions)
    }

    /// The answer to our REFER: what becomes of it is told by NOTIFY.
    mutating func transferAnswered(_ status: StatusCode, into actions: inout [LegAction]) {
        guard !status.isSuccess else { return }
        transferEnded(accepted: false, into: &actions)
    }

    /// A NOTIFY came: how far the transfer is (RFC 3515 §2.4.5).
    mutating func notified(
        _ notify: Request, _ transaction: ServerTransactionID, into actions: inout [LegAction]
    ) {
        let event = Self.token(notify.fields.first(.event))
        guard Ascii.equalIgnoringCase(event, "refer") else {
            return respond(.badEvent, to: notify, transaction, into: &actions)
        }
        guard transferState != .none else {
            return respond(.callDoesNotExist, to: notify, transaction, into: &actions)
        }
        respond(.ok, to: notify, transaction, into: &actions)
        if let status = Self.statusLine(in: notify.body), status >= 200 {
            transferEnded(accepted: status < 300, into: &actions)
        } else if Ascii.equalIgnoringCase(Self.token(notify.fields.first(.subscriptionState)), "terminated") {
            transferEnded(accepted: false, into: &actions)
        }
    }

    private mutating func transferEnded(accepted: Bool, into actions: inout [LegAction]) {
        guard transferState == .waiting else { return }
        transferState = .over
        actions.append(.report(.transferred(accepted: accepted)))
    }

    /// A header's value without its parameters.
    private static func token(_ value: String?) -> String {
        String((value ?? "").prefix { $0 != ";" && $0 != " " && $0 != "\t" })
    }

    /// The status in the status line that the peer got from the target (RFC 3420).
    private static func statusLine(in body: [UInt8]) -> Int? {
        let words = body.prefix { $0 != 13 && $0 != 10 }.split(separator: 32, maxSplits: 2)
        guard words.count >= 2, words[0].elementsEqual("SIP/2.0".utf8) else { return nil }
        return StatusCode(rawValue: Int(String(decoding: words[1], as: UTF8.self)) ?? 0)?.rawValue
    }
}
