/// The tables of migration "v3": the log of everything that happened, and charges with their history.
enum SchemaV3 {
    /// The log.
    ///
    /// An entry is open (`body`) or sealed: then only the hash of its payload with a salt is part of the proof, and
    /// payload and salt may be removed. `tree_node` holds the roots of complete subtrees; it can be computed again.
    static let log = """
        CREATE TABLE log (
            seq INTEGER PRIMARY KEY CHECK (seq >= 1),
            at INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind <> ''),
            call INTEGER REFERENCES call (key),
            body TEXT CHECK (body IS NULL OR json_valid(body)),
            commitment BLOB CHECK (length(commitment) = 32),
            salt BLOB CHECK (length(salt) = 16),
            payload TEXT,
            CHECK ((body IS NULL) <> (commitment IS NULL)),
            CHECK ((salt IS NULL) = (payload IS NULL)),
            CHECK (payload IS NULL OR commitment IS NOT NULL)
        ) STRICT;
        CREATE INDEX log_call ON log (call) WHERE call IS NOT NULL;
        CREATE INDEX log_desk ON log (kind) WHERE call IS NULL;

        CREATE TABLE tree_node (
            height INTEGER NOT NULL CHECK (height > 0),
            place INTEGER NOT NULL CHECK (place >= 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (height, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE checkpoint (
            size INTEGER NOT NULL,
            at INTEGER NOT NULL,
            note TEXT NOT NULL CHECK (note <> ''),
            PRIMARY KEY (size, at)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE desk_text (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasure (
            call INTEGER NOT NULL PRIMARY KEY REFERENCES call (key),
            entry INTEGER NOT NULL REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;

        ALTER TABLE call ADD COLUMN statuses TEXT;
        ALTER TABLE call ADD COLUMN desk TEXT;
        ALTER TABLE call ADD COLUMN entries INTEGER;
        ALTER TABLE call ADD COLUMN erased INTEGER;
        ALTER TABLE voicemail ADD COLUMN removed INTEGER;
        """

    /// Charges in place of those of "v1", with everything that became of them; a table for what is disputed.
    static let charges = """
        CREATE TABLE new_charge (
            id INTEGER PRIMARY KEY,
            call INTEGER NOT NULL REFERENCES call (key),
            replaces INTEGER UNIQUE REFERENCES new_charge (id),
            client TEXT CHECK (client GLOB '[0-9][0-9][0-9][0-9][0-9]'),
            status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'waived', 'invoiced', 'credited')),
            amount INTEGER NOT NULL CHECK (amount > 0),
            currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
            tariff_from INTEGER NOT NULL,
            reasons TEXT NOT NULL CHECK (json_valid(reasons) AND json_array_length(reasons) > 0),
            proposed INTEGER NOT NULL,
            proposed_by TEXT NOT NULL CHECK (proposed_by <> ''),
            decided INTEGER,
            decided_by TEXT CHECK (decided_by <> ''),
            decision_reason TEXT,
            invoiced INTEGER,
            invoice TEXT REFERENCES invoice (number),
            credited INTEGER,
            credit_note TEXT REFERENCES invoice (number),
            credit_reason TEXT,
            CHECK ((decided IS NULL) = (decided_by IS NULL)),
            CHECK ((invoiced IS NULL) = (invoice IS NULL)),
            CHECK ((credited IS NULL) = (credit_note IS NULL)),
            CHECK ((decided IS NULL) = (status = 'proposed')),
            CHECK ((invoiced IS NOT NULL) = (status IN ('invoiced', 'credited'))),
            CHECK ((credited IS NOT NULL) = (status = 'credited'))
        ) STRICT;
        INSERT INTO new_charge (id, call, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by)
            SELECT charge.id, charge.call, call.client, 'proposed', amount, currency, tariff_from, charge.reasons, proposed, 'desk'
            FROM charge JOIN call ON call.key = charge.call;
        DROP TABLE charge;
        ALTER TABLE new_charge RENAME TO charge;
        CREATE UNIQUE INDEX charge_call ON charge (call) WHERE status NOT IN ('waived', 'credited');
        CREATE INDEX charge_of_call ON charge (call);
        CREATE INDEX charge_client ON charge (client);
        CREATE INDEX charge_open ON charge (status) WHERE status IN ('proposed', 'confirmed');

        CREATE TABLE dispute (
            id INTEGER PRIMARY KEY,
            charge INTEGER NOT NULL REFERENCES charge (id),
            opened INTEGER NOT NULL,
            opened_by TEXT NOT NULL CHECK (opened_by <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            answered INTEGER,
            answered_by TEXT,
            answer TEXT,
            closed INTEGER,
            closed_by TEXT,
            outcome TEXT CHECK (outcome IN ('granted', 'rejected', 'withdrawn')),
            CHECK ((answered IS NULL) = (answered_by IS NULL) AND (answered IS NULL) = (answer IS NULL)),
            CHECK ((closed IS NULL) = (closed_by IS NULL) AND (closed IS NULL) = (outcome IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX dispute_open ON dispute (charge) WHERE closed IS NULL;

        CREATE TABLE invoice (
            number TEXT NOT NULL PRIMARY KEY CHECK (number <> ''),
            kind INTEGER NOT NULL CHECK (kind IN (380, 381)),
            year INTEGER NOT NULL,
            place INTEGER NOT NULL CHECK (place >= 1),
            client TEXT NOT NULL,
            issued INTEGER NOT NULL,
            currency TEXT NOT NULL,
            net INTEGER NOT NULL CHECK (net > 0),
            vat_category TEXT NOT NULL,
            vat_rate INTEGER NOT NULL CHECK (vat_rate >= 0),
            vat INTEGER NOT NULL CHECK (vat >= 0),
            credits TEXT REFERENCES invoice (number),
            document TEXT NOT NULL CHECK (json_valid(document)),
            UNIQUE (kind, year, place),
            CHECK ((kind = 381) = (credits IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE billing_address (
            client TEXT NOT NULL PRIMARY KEY REFERENCES client (number) ON DELETE CASCADE,
            name TEXT,
            street TEXT,
            extra TEXT,
            postcode TEXT,
            city TEXT,
            country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
            siren TEXT CHECK (siren GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
            vat TEXT
        ) STRICT, WITHOUT ROWID;
        """

    /// What must never happen, whoever writes.
    static let triggers = """
        CREATE TRIGGER log_never_deleted BEFORE DELETE ON log
        BEGIN SELECT RAISE(ABORT, 'an entry of the log is never deleted'); END;

        CREATE TRIGGER log_without_gap BEFORE INSERT ON log
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM log), 0)
        BEGIN SELECT RAISE(ABORT, 'the entries of the log are numbered without a gap'); END;

        CREATE TRIGGER log_never_updated BEFORE UPDATE OF seq, at, kind, call, body, commitment ON log
        BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END;

        CREATE TRIGGER log_payload_only_erased BEFORE UPDATE OF salt, payload ON log
        WHEN NEW.salt IS NOT NULL OR NEW.payload IS NOT NULL
            OR NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.call)
        BEGIN SELECT RAISE(ABORT, 'a payload is never changed, and removed only by an erasure'); END;

        CREATE TRIGGER erasure_never_deleted BEFORE DELETE ON erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never deleted'); END;

        CREATE TRIGGER erasure_never_replaced BEFORE INSERT ON erasure
        WHEN EXISTS (SELECT 1 FROM erasure WHERE call = NEW.call)
        BEGIN SELECT RAISE(ABORT, 'an erasure is never replaced'); END;

        CREATE TRIGGER erasure_never_updated BEFORE UPDATE ON erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END;

        CREATE TRIGGER call_never_replaced BEFORE INSERT ON call
        WHEN EXISTS (SELECT 1 FROM call WHERE key = NEW.key OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'a call is never replaced'); END;

        CREATE TRIGGER call_begins_once BEFORE UPDATE OF dialled, flow, flow_hash, policy_hash, desk, language ON call
        BEGIN SELECT RAISE(ABORT, 'what a call is never changes'); END;

        CREATE TRIGGER call_ends_once
        BEFORE UPDATE OF state, verdict, reasons, connected_to, ended, period, duration, heard, statuses, entries ON call
        WHEN OLD.state <> 'in-progress'
        BEGIN SELECT RAISE(ABORT, 'a call that is over never changes'); END;

        CREATE TRIGGER call_only_erased
        BEFORE UPDATE OF client, contact, ticket, caller, keys, assessment, erased ON call
        WHEN OLD.state <> 'in-progress' AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.key)
        BEGIN SELECT RAISE(ABORT, 'a call that is over never changes'); END;

        CREATE TRIGGER charge_never_deleted BEFORE DELETE ON charge
        BEGIN SELECT RAISE(ABORT, 'a charge is never deleted'); END;

        CREATE TRIGGER charge_history_never_edited
        BEFORE UPDATE OF decided, decided_by, decision_reason, invoiced, invoice, credited, credit_note, credit_reason
        ON charge
        WHEN NEW.status = OLD.status AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.call)
        BEGIN SELECT RAISE(ABORT, 'what became of a charge is never edited'); END;

        CREATE TRIGGER charge_amount_never_edited
        BEFORE UPDATE OF id, call, replaces, amount, currency, tariff_from, reasons, proposed, proposed_by
        ON charge
        BEGIN SELECT RAISE(ABORT, 'a charge is never edited'); END;

        CREATE TRIGGER charge_client_only_erased BEFORE UPDATE OF client ON charge
        WHEN NEW.client IS NOT NULL OR OLD.status <> 'waived'
            OR NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.call)
        BEGIN SELECT RAISE(ABORT, 'a charge is never edited'); END;

        CREATE TRIGGER charge_moves_forward BEFORE UPDATE OF status ON charge
        WHEN NOT (
            (OLD.status = 'proposed' AND NEW.status IN ('confirmed', 'waived'))
            OR (OLD.status = 'confirmed' AND NEW.status IN ('invoiced', 'waived'))
            OR (OLD.status = 'invoiced' AND NEW.status = 'credited'))
        BEGIN SELECT RAISE(ABORT, 'a charge never goes back'); END;

        CREATE TRIGGER charge_never_replaced BEFORE INSERT ON charge
        WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id OR replaces = NEW.replaces
            OR (call = NEW.call AND status NOT IN ('waived', 'credited')))
        BEGIN SELECT RAISE(ABORT, 'a call is charged once'); END;

        CREATE TRIGGER charge_anew_only_after_a_credit BEFORE INSERT ON charge
        WHEN EXISTS (SELECT 1 FROM charge WHERE call = NEW.call)
            AND NOT EXISTS (SELECT 1 FROM charge WHERE call = NEW.call AND status NOT IN ('waived', 'credited'))
            AND coalesce((SELECT call <> NEW.call OR status <> 'credited' FROM charge WHERE id = NEW.replaces), 1)
        BEGIN SELECT RAISE(ABORT, 'a call is charged anew only in the place of a credited charge'); END;

        CREATE TRIGGER charge_never_for_a_drill BEFORE INSERT ON charge
        WHEN (SELECT drill FROM call WHERE key = NEW.call) <> 0
        BEGIN SELECT RAISE(ABORT, 'a drill is never billed'); END;

        CREATE TRIGGER charge_only_of_an_abusive_call BEFORE INSERT ON charge
        WHEN (SELECT drill = 0 AND verdict IS NOT 'abusive' FROM call WHERE key = NEW.call)
        BEGIN SELECT RAISE(ABORT, 'only an abusive call is billed'); END;

        CREATE TRIGGER charge_never_where_the_desk_did_not_know BEFORE INSERT ON charge
        WHEN (SELECT statuses LIKE '%u%' FROM call WHERE key = NEW.call)
        BEGIN SELECT RAISE(ABORT, 'a call of which the desk could not know all is never billed'); END;

        CREATE TRIGGER charge_needs_a_client BEFORE INSERT ON charge
        WHEN NEW.client IS NULL OR (SELECT client FROM call WHERE key = NEW.call) IS NOT NEW.client
        BEGIN SELECT RAISE(ABORT, 'there is nobody to bill'); END;

        CREATE TRIGGER dispute_never_deleted BEFORE DELETE ON dispute
        BEGIN SELECT RAISE(ABORT, 'a dispute is never deleted'); END;

        CREATE TRIGGER dispute_never_replaced BEFORE INSERT ON dispute
        WHEN EXISTS (SELECT 1 FROM dispute WHERE id = NEW.id OR (charge = NEW.charge AND closed IS NULL))
        BEGIN SELECT RAISE(ABORT, 'a dispute is never replaced'); END;

        CREATE TRIGGER dispute_moves_forward BEFORE UPDATE ON dispute
        WHEN NOT EXISTS (SELECT 1 FROM erasure JOIN charge ON charge.call = erasure.call WHERE charge.id = OLD.charge)
            AND (OLD.closed IS NOT NULL OR NEW.id <> OLD.id OR NEW.charge <> OLD.charge OR NEW.opened <> OLD.opened
                OR NEW.opened_by <> OLD.opened_by OR NEW.reason <> OLD.reason
                OR (OLD.answered IS NOT NULL AND (NEW.answered IS NOT OLD.answered
                    OR NEW.answered_by IS NOT OLD.answered_by OR NEW.answer IS NOT OLD.answer)))
        BEGIN SELECT RAISE(ABORT, 'what became of a dispute is never edited'); END;

        CREATE TRIGGER invoice_never_replaced BEFORE INSERT ON invoice
        WHEN EXISTS (SELECT 1 FROM invoice WHERE number = NEW.number
            OR (kind = NEW.kind AND year = NEW.year AND place = NEW.place))
        BEGIN SELECT RAISE(ABORT, 'an invoice is never replaced'); END;

        CREATE TRIGGER invoice_never_deleted BEFORE DELETE ON invoice
        BEGIN SELECT RAISE(ABORT, 'an invoice is never deleted'); END;

        CREATE TRIGGER invoice_never_updated BEFORE UPDATE ON invoice
        BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;

        DROP TRIGGER voicemail_never_updated;
        CREATE TRIGGER voicemail_never_updated BEFORE UPDATE OF id, call, file, length_ms, sha256, at ON voicemail
        BEGIN SELECT RAISE(ABORT, 'a voicemail is never changed'); END;

        DROP TRIGGER voicemail_never_deleted;
        CREATE TRIGGER voicemail_only_erased BEFORE DELETE ON voicemail
        WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.call = OLD.call)
        BEGIN SELECT RAISE(ABORT, 'a voicemail is deleted only by an erasure'); END;
        """
}
