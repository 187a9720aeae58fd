/// The kinds of entries that the ledger itself writes; all others are what happened in a call, in the words of its trace.
public enum LogKind {
    /// The log began.
    public static let began = "log-began"
    /// The texts of a desk, by their hashes, were kept.
    public static let deskKept = "desk-kept"
    /// A key that signs checkpoints came into use.
    public static let keyCreated = "key-created"
    /// A key gave way to the next one.
    public static let keyRotated = "key-rotated"
    /// A key counts no longer.
    public static let keyRevoked = "key-revoked"
    /// Payloads of calls were removed.
    public static let erased = "erased"

    /// An invoice or a credit note was issued.
    public static let invoiceIssued = "invoice-issued"

    /// A call came in.
    public static let callBegun = "call-begun"
    /// A call was decided.
    public static let callDecided = "call-decided"
    /// A call ended.
    public static let callEnded = "call-ended"
    /// A call was found cut off.
    public static let callInterrupted = "interrupted"
    /// A caller left a message.
    public static let voicemail = "voicemail"

    /// The file of a message was deleted; what is known of it stays.
    public static let voicemailRemoved = "voicemail-removed"

    /// A charge was proposed.
    public static let chargeProposed = "charge-proposed"
    /// A charge was confirmed.
    public static let chargeConfirmed = "charge-confirmed"
    /// A charge was waived.
    public static let chargeWaived = "charge-waived"
    /// A charge was invoiced.
    public static let chargeInvoiced = "charge-invoiced"
    /// A charge was credited.
    public static let chargeCredited = "charge-credited"
    /// A client disputes a charge.
    public static let disputeOpened = "dispute-opened"
    /// A dispute was answered.
    public static let disputeAnswered = "dispute-answered"
    /// A dispute was closed.
    public static let disputeClosed = "dispute-closed"

    /// Somebody practised; what came of it.
    public static let drillRecorded = "drill-recorded"
    /// Names and payloads of drills were removed.
    public static let drillsErased = "drills-erased"

    /// Kinds that every call has at most once, or that end it.
    static let ofCalls: Set<String> = [callBegun, callDecided, callEnded, callInterrupted]

    /// All kinds of the ledger itself: no event of a call may be named like one of them.
    static let own: Set<String> = ofRecords.union([
        began, deskKept, keyCreated, keyRotated, keyRevoked, erased, invoiceIssued, callInterrupted,
        drillRecorded, drillsErased,
    ])

    /// Kinds that tell how a call and its charges stand, beside what happened in the call.
    static let ofRecords: Set<String> = [
        callBegun, callDecided, callEnded, voicemail, voicemailRemoved, chargeProposed, chargeConfirmed, chargeWaived,
        chargeInvoiced,
        chargeCredited, disputeOpened, disputeAnswered, disputeClosed,
    ]
}
