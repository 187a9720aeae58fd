/// What has to be held.
enum Thresholds {
    /// Whole admitted calls a second of CPU time on one core.
    static let callsPerSecond = 250_000.0
    /// The same with many calls at once, whose state does not stay in the nearest cache.
    static let callsAtOncePerSecond = 225_000.0

    // Blocks asked from the heap a call: what it was when the threshold was set, and a tenth more.
    static let admittedAllocations = 13.0
    static let refusedAllocations = 19.8
    static let managerialAllocations = 29.7

    /// Milliseconds until all shipped prompts are loaded and encoded.
    static let loadPrompts = 300.0
    /// The memory of the prompts, as a multiple of their bytes in one law.
    static let promptMemory = 2.2
    static let frameAllocations = 0.0

    /// Nanoseconds to parse an INVITE of twelve header fields.
    static let parseInvite = 700.0
    static let parseInviteAllocations = 2.2
    // Microseconds.
    static let parseOffer = 2.5
    static let answerOffer = 6.5
    static let agentCall = 52.0
    static let answerOfferAllocations = 19.8
    static let agentCallAllocations = 163.4
    /// Nanoseconds of a packet that comes in; microseconds where tones are looked for in it.
    static let eventPacket = 40.0
    static let jitterFrame = 360.0
    static let toneFrame = 0.6

    /// Rows a second on the disk, hashed and guarded, by those of bare statements.
    static let ledgerRows = 0.6
    /// Milliseconds until a verdict that somebody waits for is on the disk, 99 of 100.
    static let verdictCommit = 5.0
    /// Entries of the log that are checked a second.
    static let verifiedEntries = 300_000.0

    // Milliseconds from the start of the process to its end.
    static let help = 50.0
    static let simulate = 100.0
    static let flowCheck = 100.0
    static let flowProve = 500.0
}
