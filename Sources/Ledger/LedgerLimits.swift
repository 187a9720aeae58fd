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
    /// Rows that one listing returns at most.
    public static let listedRows = 10_000
}
