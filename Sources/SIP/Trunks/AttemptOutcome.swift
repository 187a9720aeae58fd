/// How a call to a telephone ended without being answered; the words are those of the call flow's hunt.
public enum PhoneResult: String, CaseIterable, Hashable, Sendable {
    /// The line is engaged.
    case busy
    /// It rang, and nobody picked up; or the person is away.
    case noAnswer = "no_answer"
    /// The person refused the call.
    case declined
    /// The number does not exist, or no trunk could reach it.
    case unreachable
}

/// How one attempt over one trunk ended.
public enum AttemptOutcome: Hashable, Sendable {
    /// A final response that is not 2xx, and the cause of its `Reason` header where it has one (Q.850, RFC 3326).
    case response(StatusCode, cause: Int?)
    /// No response in time (timer B), or no final one.
    case timeout
    /// The request could not be sent: no connection, no name, no route.
    case transportFailure
    /// We cancelled because nobody picked up in the time of the hunt.
    case cancelled

    /// What follows from an attempt.
    public enum Consequence: Hashable, Sendable {
        /// It was the trunk that failed: try the next one; the result if there is none.
        case nextTrunk(PhoneResult)
        /// The telephone itself answered: no other trunk would fare better.
        case result(PhoneResult)
    }

    /// What to do next.
    ///
    /// | answer | means |
    /// | --- | --- |
    /// | 486, 600 | busy on every trunk |
    /// | 603, 607, 608 | declined |
    /// | 480; 408 or time-out after ringing; 487 after our CANCEL | no answer |
    /// | 404, 410, 484, 485, 604, 606 and other 6xx | unreachable: the number, not the trunk |
    /// | 408 or time-out before ringing, 503 and other 5xx, no transport | the trunk: try the next |
    /// | 3xx and other 4xx (401, 403, 407, 488 …) | this trunk does not want the call: try the next |
    ///
    /// Many gateways say 480 for everything; where they add cause 17 (busy) or 21 (rejected), that counts (RFC 3398
    /// §8.2.6).
    /// - Parameter rang: whether a 180 came, or sound from the far end.
    public func consequence(rang: Bool) -> Consequence {
        switch self {
        case .cancelled: .result(.noAnswer)
        case .timeout: rang ? .result(.noAnswer) : .nextTrunk(.unreachable)
        case .transportFailure: .nextTrunk(.unreachable)
        case .response(let status, let cause): Self.consequence(of: status.rawValue, cause: cause, rang: rang)
        }
    }

    private static func consequence(of status: Int, cause: Int?, rang: Bool) -> Consequence {
        switch status {
        case 486, 600: .result(.busy)
        case 603, 607, 608: .result(.declined)
        case 480 where cause == 17: .result(.busy)
        case 480 where cause == 21: .result(.declined)
        case 480: .result(.noAnswer)
        case 408 where rang: .result(.noAnswer)
        case 404, 410, 484, 485, 600...699: .result(.unreachable)
        default: .nextTrunk(.unreachable)
        }
    }
}
