/// The tables of migration "v4": what came of drills.
///
/// A drill stands beside the calls and the charges and touches neither: no figure of production reads these tables.
enum SchemaV4 {
    /// A result is told from any other by the entry of the log that holds it.
    ///
    /// `person` and `payload` are what is personal; an erasure takes both, and what is left says only that somebody
    /// practised, and with how many points.
    static let drills = """
        CREATE TABLE drill (
            entry INTEGER PRIMARY KEY REFERENCES log (seq),
            id TEXT NOT NULL UNIQUE CHECK (id <> ''),
            at INTEGER NOT NULL,
            person TEXT CHECK (person <> ''),
            scenario TEXT NOT NULL CHECK (scenario <> ''),
            scenario_hash TEXT NOT NULL CHECK (length(scenario_hash) = 64),
            role TEXT NOT NULL CHECK (role IN ('caller', 'desk-agent', 'technician')),
            mode TEXT NOT NULL CHECK (mode IN ('coach', 'exam')),
            language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
            duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
            pass_mark INTEGER NOT NULL,
            points INTEGER NOT NULL CHECK (points >= 0),
            out_of INTEGER NOT NULL CHECK (out_of >= points),
            passed INTEGER NOT NULL CHECK (passed = (points >= pass_mark)),
            payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
            erased INTEGER,
            CHECK ((person IS NULL) = (erased IS NOT NULL)),
            CHECK ((payload IS NULL) = (erased IS NOT NULL))
        ) STRICT;
        CREATE INDEX drill_at ON drill (at);
        CREATE INDEX drill_person ON drill (person, at) WHERE person IS NOT NULL;
        CREATE INDEX drill_scenario ON drill (scenario, at);

        CREATE TABLE drill_erasure (
            drill INTEGER NOT NULL PRIMARY KEY REFERENCES drill (entry),
            entry INTEGER NOT NULL REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        """

    /// What must never happen, whoever writes.
    static let triggers = """
        DROP TRIGGER log_payload_only_erased;
        CREATE TRIGGER log_payload_only_erased BEFORE UPDATE OF salt, payload ON log
        WHEN NEW.salt IS NOT NULL OR NEW.payload IS NOT NULL
            OR NOT (EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.call)
                OR EXISTS (SELECT 1 FROM drill_erasure WHERE drill_erasure.drill = OLD.seq))
        BEGIN SELECT RAISE(ABORT, 'a payload is never changed, and removed only by an erasure'); END;

        CREATE TRIGGER drill_stands_on_the_log BEFORE INSERT ON drill
        WHEN NOT EXISTS (SELECT 1 FROM log WHERE seq = NEW.entry AND kind = 'drill-recorded' AND call IS NULL)
        BEGIN SELECT RAISE(ABORT, 'the result of a drill stands on an entry of the log'); END;

        CREATE TRIGGER drill_never_replaced BEFORE INSERT ON drill
        WHEN EXISTS (SELECT 1 FROM drill WHERE entry = NEW.entry OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the result of a drill is never replaced'); END;

        CREATE TRIGGER drill_never_deleted BEFORE DELETE ON drill
        BEGIN SELECT RAISE(ABORT, 'the result of a drill is never deleted'); END;

        CREATE TRIGGER drill_never_updated
        BEFORE UPDATE OF entry, id, at, scenario, scenario_hash, role, mode, language, duration_ms, pass_mark, points,
        out_of, passed ON drill
        BEGIN SELECT RAISE(ABORT, 'the result of a drill never changes'); END;

        CREATE TRIGGER drill_only_erased BEFORE UPDATE OF person, payload, erased ON drill
        WHEN OLD.erased IS NOT NULL OR NEW.erased IS NULL
            OR NOT EXISTS (SELECT 1 FROM drill_erasure WHERE drill_erasure.drill = OLD.entry)
        BEGIN SELECT RAISE(ABORT, 'the result of a drill never changes, and its name goes only by an erasure'); END;

        CREATE TRIGGER drill_erasure_never_deleted BEFORE DELETE ON drill_erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never deleted'); END;

        CREATE TRIGGER drill_erasure_never_replaced BEFORE INSERT ON drill_erasure
        WHEN EXISTS (SELECT 1 FROM drill_erasure WHERE drill = NEW.drill)
        BEGIN SELECT RAISE(ABORT, 'an erasure is never replaced'); END;

        CREATE TRIGGER drill_erasure_never_updated BEFORE UPDATE ON drill_erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;
        """
}
