import Media
import SIP

/// A telephone in its room: its line, and the numbers under which agent and media know it.
///
/// It belongs to the signalling loop.
final class Phone {
    let id: UInt64
    var line: PhoneLine
    /// Told at the end.
    let ended: @Sendable (PhoneRecord) -> Void
    /// Of the call that was placed.
    let ticket: PlacedCall?
    var leg: LegID?
    var stream: MediaID?
    /// The ports of the stream.
    var ports: LocalMedia?
    /// When it is looked at next because time passes.
    var scheduled: Duration?

    init(
        _ id: UInt64, _ line: PhoneLine, ticket: PlacedCall? = nil, ended: @escaping @Sendable (PhoneRecord) -> Void
    ) {
        (self.id, self.line, self.ticket, self.ended) = (id, line, ticket, ended)
    }
}

/// Which telephones a message on the wire is of: by its Call-ID, and by which side has sent it.
///
/// A bank may call itself, so that both sides of a call are here.
struct WireBook {
    private struct Call {
        var callerTag: String?
        var caller: UInt64?
        var called: UInt64?
    }

    private var calls: [String: Call] = [:]

    /// A telephone begins a call.
    mutating func begin(_ callID: String, _ phone: UInt64, side: PhoneRecord.Side, callerTag: String?) {
        var call = calls[callID] ?? Call()
        switch side {
        case .caller: call.caller = phone
        case .called: call.called = phone
        }
        call.callerTag = call.callerTag ?? callerTag
        calls[callID] = call
    }

    /// A telephone's call is over.
    mutating func end(_ callID: String, side: PhoneRecord.Side) {
        switch side {
        case .caller: calls[callID]?.caller = nil
        case .called: calls[callID]?.called = nil
        }
        if let call = calls[callID], call.caller == nil, call.called == nil { calls[callID] = nil }
    }

    /// Whether a call is known.
    func knows(_ callID: String) -> Bool { calls[callID] != nil }

    /// The telephone that a message is of.
    mutating func phone(of note: WireNote) -> UInt64? {
        guard var call = calls[note.callID] else { return nil }
        if call.callerTag == nil {
            call.callerTag = note.fromTag
            calls[note.callID] = call
        }
        let isOfCaller = note.fromTag == call.callerTag
        let isRequest = if case .request = note.kind { true } else { false }
        // A response carries the tag of who asked.
        let isFromCaller = isOfCaller == isRequest
        return note.isOurs == isFromCaller ? call.caller : call.called
    }
}
