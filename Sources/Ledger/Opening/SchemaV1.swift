/// The tables of migration "v1".
///
/// Instants are milliseconds since 1970 in UTC; enumerations hold their raw values.
enum SchemaV1 {
    /// What the rules read.
    static let facts = """
        CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE client (
            number TEXT NOT NULL PRIMARY KEY CHECK (number GLOB '[0-9][0-9][0-9][0-9][0-9]'),
            name TEXT NOT NULL CHECK (name <> ''),
            contract TEXT CHECK (contract <> '')
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE service (
            client TEXT NOT NULL REFERENCES client (number) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL CHECK (name <> ''),
            kind TEXT NOT NULL
                CHECK (kind IN ('dedicated-server', 'dedicated-service', 'transit', 'shared', 'domain')),
            PRIMARY KEY (client, position),
            UNIQUE (client, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX service_name ON service (name);

        CREATE TABLE contact (
            client TEXT NOT NULL REFERENCES client (number) ON DELETE CASCADE,
            code TEXT NOT NULL CHECK (code GLOB '[0-9][0-9]'),
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL CHECK (name <> ''),
            technical INTEGER NOT NULL CHECK (technical IN (0, 1)),
            passcode BLOB CHECK (length(passcode) = 32),
            language TEXT CHECK (language IN ('fr', 'en')),
            PRIMARY KEY (client, code)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE contact_phone (
            client TEXT NOT NULL,
            code TEXT NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            phone TEXT NOT NULL
                CHECK (phone GLOB '+[1-9]*' AND substr(phone, 2) NOT GLOB '*[^0-9]*'
                    AND length(phone) BETWEEN 4 AND 16),
            PRIMARY KEY (client, code, position),
            FOREIGN KEY (client, code) REFERENCES contact (client, code) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE ticket (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            client TEXT NOT NULL REFERENCES client (number),
            channel TEXT NOT NULL CHECK (channel IN ('portal', 'email')),
            service TEXT CHECK (service <> ''),
            priority TEXT NOT NULL CHECK (priority IN ('normal', 'urgent')),
            qualification TEXT NOT NULL CHECK (qualification IN ('assistance', 'non-blocking', 'blocking')),
            opened INTEGER NOT NULL,
            responded INTEGER CHECK (responded >= opened),
            closed INTEGER CHECK (closed >= opened)
        ) STRICT;
        CREATE INDEX ticket_client ON ticket (client);
        CREATE INDEX ticket_number ON ticket (CAST(substr(id, 3) AS INTEGER))
            WHERE substr(id, 1, 2) = 'T-' AND substr(id, 3) NOT GLOB '*[^0-9]*' AND length(id) BETWEEN 3 AND 17;

        CREATE TABLE bulletin (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            title TEXT NOT NULL,
            active_from INTEGER NOT NULL,
            active_until INTEGER CHECK (active_until >= active_from)
        ) STRICT;

        CREATE TABLE bulletin_scope (
            bulletin INTEGER NOT NULL REFERENCES bulletin (seq) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            kind TEXT NOT NULL CHECK (kind IN ('all', 'network', 'service')),
            service TEXT CHECK (service <> ''),
            PRIMARY KEY (bulletin, position),
            CHECK ((kind = 'service') = (service IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE passcode_failure (
            seq INTEGER PRIMARY KEY,
            client TEXT NOT NULL CHECK (client GLOB '[0-9][0-9][0-9][0-9][0-9]'),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX passcode_failure_client ON passcode_failure (client, at);

        CREATE TABLE earlier_call (
            seq INTEGER PRIMARY KEY,
            number TEXT NOT NULL CHECK (number IN ('emergency', 'managerial')),
            client TEXT NOT NULL CHECK (client GLOB '[0-9][0-9][0-9][0-9][0-9]'),
            ticket TEXT,
            at INTEGER NOT NULL,
            connected_to TEXT,
            verdict TEXT NOT NULL CHECK (verdict IN ('admitted', 'refused', 'abusive', 'abandoned'))
        ) STRICT;
        CREATE INDEX earlier_call_client ON earlier_call (client, at);
        """

    /// What calls leave behind.
    ///
    /// A call names its client and ticket without a foreign key: it must be written even where the clients are unknown
    /// here.
    static let calls = """
        CREATE TABLE call (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            number TEXT NOT NULL CHECK (number IN ('emergency', 'managerial')),
            dialled TEXT NOT NULL,
            caller TEXT,
            started INTEGER NOT NULL,
            flow TEXT NOT NULL,
            flow_hash TEXT NOT NULL,
            policy_hash TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('terminal', 'simulated', 'sip')),
            drill INTEGER NOT NULL CHECK (drill IN (0, 1)),
            language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
            state TEXT NOT NULL CHECK (state IN ('in-progress', 'finished', 'interrupted')),
            client TEXT CHECK (client GLOB '[0-9][0-9][0-9][0-9][0-9]'),
            contact TEXT,
            ticket TEXT,
            verdict TEXT CHECK (verdict IN ('admitted', 'refused', 'abusive', 'abandoned')),
            reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons)),
            connected_to TEXT,
            ended INTEGER,
            period TEXT CHECK (period IN ('support', 'on-call')),
            duration INTEGER CHECK (duration >= 0),
            heard TEXT CHECK (heard IS NULL OR json_valid(heard)),
            keys TEXT,
            assessment TEXT CHECK (assessment IS NULL OR json_valid(assessment)),
            CHECK ((verdict IS NULL) = (reasons IS NULL)),
            CHECK (state <> 'finished' OR (ended IS NOT NULL AND verdict IS NOT NULL AND duration IS NOT NULL
                AND heard IS NOT NULL AND keys IS NOT NULL AND assessment IS NOT NULL))
        ) STRICT;
        CREATE INDEX call_client ON call (client, started);
        CREATE INDEX call_started ON call (started);
        CREATE INDEX call_in_progress ON call (key) WHERE state = 'in-progress';

        CREATE TABLE call_event (
            id INTEGER PRIMARY KEY,
            call INTEGER NOT NULL REFERENCES call (key),
            seq INTEGER NOT NULL CHECK (seq >= 1),
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            payload TEXT NOT NULL CHECK (json_valid(payload)),
            UNIQUE (call, seq)
        ) STRICT;

        CREATE TABLE charge (
            id INTEGER PRIMARY KEY,
            call INTEGER NOT NULL UNIQUE REFERENCES call (key),
            status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'waived', 'invoiced', 'credited')),
            amount INTEGER NOT NULL CHECK (amount > 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            tariff_from INTEGER NOT NULL,
            reasons TEXT NOT NULL CHECK (json_valid(reasons) AND json_array_length(reasons) > 0),
            proposed INTEGER NOT NULL
        ) STRICT;
        """

    /// What must never happen, whoever writes.
    ///
    /// `INSERT OR REPLACE` deletes without a DELETE trigger, so inserts are guarded too.
    static let triggers = """
        CREATE TRIGGER call_event_never_updated BEFORE UPDATE ON call_event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

        CREATE TRIGGER call_event_never_deleted BEFORE DELETE ON call_event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

        CREATE TRIGGER call_event_never_replaced BEFORE INSERT ON call_event
        WHEN EXISTS (SELECT 1 FROM call_event WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;

        CREATE TRIGGER call_event_without_gap BEFORE INSERT ON call_event
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM call_event WHERE call = NEW.call), 0)
        BEGIN SELECT RAISE(ABORT, 'the events of a call are numbered without a gap'); END;

        CREATE TRIGGER call_never_deleted BEFORE DELETE ON call
        BEGIN SELECT RAISE(ABORT, 'a call is never deleted'); END;

        CREATE TRIGGER call_stays_what_it_is BEFORE UPDATE OF key, id, number, started, source, drill ON call
        BEGIN SELECT RAISE(ABORT, 'what a call is never changes'); END;

        CREATE TRIGGER charge_never_deleted BEFORE DELETE ON charge
        BEGIN SELECT RAISE(ABORT, 'a charge is never deleted'); END;

        CREATE TRIGGER charge_amount_never_edited
        BEFORE UPDATE OF id, call, amount, currency, tariff_from, reasons, proposed ON charge
        BEGIN SELECT RAISE(ABORT, 'a charge is never edited'); END;

        CREATE TRIGGER charge_never_replaced BEFORE INSERT ON charge
        WHEN EXISTS (SELECT 1 FROM charge WHERE call = NEW.call OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a call is charged once'); END;

        CREATE TRIGGER charge_never_for_a_drill BEFORE INSERT ON charge
        WHEN (SELECT drill FROM call WHERE key = NEW.call) <> 0
        BEGIN SELECT RAISE(ABORT, 'a drill is never billed'); END;

        CREATE TRIGGER charge_needs_a_client BEFORE INSERT ON charge
        WHEN (SELECT client FROM call WHERE key = NEW.call) IS NULL
        BEGIN SELECT RAISE(ABORT, 'there is nobody to bill'); END;
        """
}
