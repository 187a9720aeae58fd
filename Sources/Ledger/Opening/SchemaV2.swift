/// The tables of migration "v2": the messages that callers leave.
enum SchemaV2 {
    /// What is known of a message; its sound is in a file beside the ledger, told from any other by its hash.
    static let voicemails = """
        CREATE TABLE voicemail (
            id INTEGER PRIMARY KEY,
            call INTEGER NOT NULL REFERENCES call (key),
            file TEXT NOT NULL UNIQUE CHECK (file <> ''),
            length_ms INTEGER NOT NULL CHECK (length_ms >= 0),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX voicemail_call ON voicemail (call);
        """

    /// A message is evidence as an event is.
    static let triggers = """
        CREATE TRIGGER voicemail_never_updated BEFORE UPDATE ON voicemail
        BEGIN SELECT RAISE(ABORT, 'a voicemail is never changed'); END;

        CREATE TRIGGER voicemail_never_deleted BEFORE DELETE ON voicemail
        BEGIN SELECT RAISE(ABORT, 'a voicemail is never deleted'); END;

        CREATE TRIGGER voicemail_never_replaced BEFORE INSERT ON voicemail
        WHEN EXISTS (SELECT 1 FROM voicemail WHERE id = NEW.id OR file = NEW.file)
        BEGIN SELECT RAISE(ABORT, 'a voicemail is never replaced'); END;
        """
}
