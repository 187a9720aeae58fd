import SIP

/// The countries whose numbering plan is known by name (ITU-T E.164 and the national plans).
///
/// Others are written out in `desk.yaml`: calling code, length and prefixes.
public enum Country: String, CaseIterable, Sendable {
    /// Austria.
    case at
    /// Belgium.
    case be
    /// Canada.
    case ca
    /// Switzerland.
    case ch
    /// Germany.
    case de
    /// Spain.
    case es
    /// France.
    case fr
    /// The United Kingdom.
    case gb
    /// Ireland.
    case ie
    /// Italy.
    case it
    /// Luxembourg.
    case lu
    /// Monaco.
    case mc
    /// The Netherlands.
    case nl
    /// Portugal.
    case pt
    /// The United States.
    case us

    /// How numbers are written there.
    public var numberPlan: NumberPlan {
        switch self {
        case .fr: .france
        case .at: NumberPlan(countryCode: "43", nationalLength: 4...13)
        case .be: NumberPlan(countryCode: "32", nationalLength: 8...9)
        case .ch: NumberPlan(countryCode: "41", nationalLength: 9)
        case .de: NumberPlan(countryCode: "49", nationalLength: 4...13)
        case .gb: NumberPlan(countryCode: "44", nationalLength: 9...10)
        case .ie: NumberPlan(countryCode: "353", nationalLength: 7...9)
        case .nl: NumberPlan(countryCode: "31", nationalLength: 9)
        case .ca, .us:
            NumberPlan(countryCode: "1", nationalLength: 10, nationalPrefix: "1", internationalPrefix: "011")
        // Nothing is dialled before numbers of these countries; the 0 of Italian ones belongs to them.
        case .es: NumberPlan(countryCode: "34", nationalLength: 9, nationalPrefix: "")
        case .it: NumberPlan(countryCode: "39", nationalLength: 6...11, nationalPrefix: "")
        case .lu: NumberPlan(countryCode: "352", nationalLength: 4...11, nationalPrefix: "")
        case .mc: NumberPlan(countryCode: "377", nationalLength: 8...9, nationalPrefix: "")
        case .pt: NumberPlan(countryCode: "351", nationalLength: 9, nationalPrefix: "")
        }
    }
}
