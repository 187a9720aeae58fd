import CallFlow
import RTP
import SIP

extension Key {
    /// The key of a telephone's pad; nothing for A to D, which no flow asks for.
    init?(_ key: TelephoneKey) { self.init(key.character) }
}

extension HangupCause {
    /// How a call is refused that was not answered yet.
    var status: StatusCode {
        switch self {
        case .refused: .decline
        case .normal, .noInput, .unreached, .tooLong: .temporarilyUnavailable
        }
    }

    /// The cause of Q.850 in the Reason header.
    var q850: Int {
        switch self {
        case .normal, .noInput: 16
        case .refused: 21
        case .unreached: 18
        case .tooLong: 31
        }
    }
}
