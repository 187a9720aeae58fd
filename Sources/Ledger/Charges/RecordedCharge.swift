import Desk

/// A charge as the ledger holds it, with everything that became of it.
public struct RecordedCharge: Hashable, Sendable {
    /// How far a charge has come.
    public enum Status: String, CaseIterable, Hashable, Sendable {
        /// The desk, a technician or a person proposes it; nobody has decided.
        case proposed
        /// A person confirmed it; it is to be invoiced.
        case confirmed
        /// A person waived it.
        case waived
        /// It stands on an invoice.
        case invoiced
        /// A credit note took it back in full.
        case credited

        /// What it may become; a charge never goes back.
        public var next: Set<Status> {
            switch self {
            case .proposed: [.confirmed, .waived]
            case .confirmed: [.invoiced, .waived]
            case .invoiced: [.credited]
            case .waived, .credited: []
            }
        }
    }

    /// Something that a person did about a charge.
    public struct Deed: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// Who.
        public let actor: String
        /// Why; may be empty for a confirmation.
        public let reason: String
    }

    /// A document that a charge stands on.
    public struct Document: Hashable, Sendable {
        /// When it was issued.
        public let at: Instant
        /// Its number.
        public let number: String
        /// Why; only credit notes have a reason.
        public let reason: String?
    }

    /// Its place among all charges.
    public let id: Int64
    /// The key of the call.
    public let call: Int64
    /// The name of the call.
    public let callID: String
    /// The charge in whose place it stands, if a mistake was credited.
    public let replaces: Int64?
    /// The client who is to pay; none of a waived charge whose call was erased.
    public let client: ClientNumber?
    /// How far it has come.
    public let status: Status
    /// What was proposed.
    public let proposal: ChargeProposal
    /// When it was proposed.
    public let proposedAt: Instant
    /// The confirmation or waiver, once there is one.
    public let decided: Deed?
    /// The invoice, once there is one.
    public let invoice: Document?
    /// The credit note, once there is one.
    public let creditNote: Document?
}

/// A client's objection to a charge.
public struct Dispute: Hashable, Sendable {
    /// How a dispute ended.
    public enum Outcome: String, CaseIterable, Hashable, Sendable {
        /// The client was right; the charge is waived, or credited where it was invoiced.
        case granted
        /// The charge stands.
        case rejected
        /// The client gave it up.
        case withdrawn
    }

    /// Its place among all disputes.
    public let id: Int64
    /// The charge.
    public let charge: Int64
    /// When, by whom and why it was opened.
    public let opened: RecordedCharge.Deed
    /// The answer, once there is one.
    public let answered: RecordedCharge.Deed?
    /// The end, once there is one.
    public let closed: RecordedCharge.Deed?
    /// How it ended.
    public let outcome: Outcome?
}
