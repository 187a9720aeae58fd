/// How much the ledger accepts at a time; more is refused with an error that names the limit.
public enum LedgerLimits {
    /// Bytes of one imported file.
    public static let importBytes = 64 << 20
    /// Records of one imported file, without the header.
    public static let importRecords = 1_000_000
    /// Bytes of one field of an imported file.
    public static let fieldBytes = 16 << 10
    /// Fields of one record of an imported file.
    public static let fieldsPerRecord = 64
    /// Problems that are listed for one imported file.
    public static let listedProblems = 1000
    /// Characters of a name, a title or an identifier.
    public static let nameLength = 200
    /// Services of one client.
    public static let servicesPerClient = 500
    /// Phones of one contact.
    public static let phonesPerContact = 10
    /// Bytes of one event's payload.
    public static let payloadBytes = 64 << 10
    /// Events of one call.
    public static let eventsPerCall = 100_000
    /// Calls that one transaction of an erasure removes.
    public static let callsPerErasure = 100
    /// Results of drills that one transaction of an erasure removes.
    public static let drillsPerErasure = 500
    /// Lines of the rubric of one drill.
    public static let criteriaPerDrill = 100
    /// Figures of one drill.
    public static let figuresPerDrill = 100
    /// Points of one line of a rubric.
    public static let pointsPerCriterion = 1000
    /// Bytes of the words of one line of a rubric, or of one moment of a drill.
    public static let drillWordsBytes = 2000
    /// Moments of a drill that are kept; of more the middle is left out, and the result says so.
    public static let momentsPerDrill = 400
    /// Bytes of the moments of a drill that are kept.
    public static let momentBytesPerDrill = 24 << 10
    /// Pages that a backup copies at a time.
    public static let pagesPerBackupStep: Int32 = 1000
    /// Voicemails of one call.
    public static let voicemailsPerCall = 20
    /// Changes of calls that wait for the disk.
    public static let queuedEntries = 8192
    /// Changes of calls that one commit holds.
    public static let entriesPerGroup = 256
    /// How long changes that nobody waits for gather before they are committed.
    public static let gatherTime: Duration = .milliseconds(50)
    /// How long the changes of a group that failed are tried one by one.
    public static let retryTime: Duration = .seconds(2)
    /// Ended calls of which a voicemail may still come.
    public static let rememberedCalls = 4096
    /// Questions of the rules that are open at a time.
    public static let openQuestions = 1024
    /// How long a question of the rules may take.
    public static let questionTime: Duration = .milliseconds(500)
    /// Phone numbers by which known callers are told from unknown ones.
    public static let knownPhones = 2_000_000
    /// Rows that one listing returns at most.
    public static let listedRows = 10_000
}
