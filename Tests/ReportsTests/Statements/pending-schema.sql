-- What migration "v3" brings, as far as reports read it. Delete this file once that migration is there: whoever uses it
-- does without it then.
PRAGMA foreign_keys = OFF;
DROP TABLE charge;
DROP TABLE call;
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
    statuses TEXT,
    erased INTEGER
) STRICT;
CREATE INDEX call_client ON call (client, started);
CREATE INDEX call_started ON call (started);
CREATE INDEX call_in_progress ON call (key) WHERE state = 'in-progress';
CREATE TABLE charge (
    id INTEGER PRIMARY KEY,
    call INTEGER NOT NULL REFERENCES call (key),
    replaces INTEGER UNIQUE REFERENCES charge (id),
    client TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'waived', 'invoiced', 'credited')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    tariff_from INTEGER NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons) AND json_array_length(reasons) > 0),
    proposed INTEGER NOT NULL,
    proposed_by TEXT NOT NULL,
    decided INTEGER,
    decided_by TEXT,
    decision_reason TEXT,
    invoiced INTEGER,
    invoice TEXT,
    credited INTEGER,
    credit_note TEXT,
    credit_reason TEXT
) STRICT;
CREATE TABLE dispute (
    id INTEGER PRIMARY KEY,
    charge INTEGER NOT NULL REFERENCES charge (id),
    opened INTEGER NOT NULL,
    opened_by TEXT,
    reason TEXT,
    answered INTEGER,
    answered_by TEXT,
    answer TEXT,
    closed INTEGER,
    closed_by TEXT,
    outcome TEXT CHECK (outcome IN ('granted', 'rejected', 'withdrawn'))
) STRICT;
