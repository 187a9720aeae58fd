-- Fills an empty ledger with a plausible month, always the same. The table "fill" says how much of it:
-- fill(calls, tickets, charges, start, days), start in milliseconds.
CREATE TEMP TABLE weight (n INTEGER PRIMARY KEY, hour INTEGER);
-- When people call: a hundred calls over the hours of a day.
INSERT INTO weight
WITH RECURSIVE share (hour, calls) AS (
    VALUES (0, 3), (1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (6, 3), (7, 4), (8, 6), (9, 7), (10, 7), (11, 6), (12, 3),
        (13, 4), (14, 6), (15, 6), (16, 5), (17, 5), (18, 5), (19, 5), (20, 5), (21, 4), (22, 3), (23, 3)),
    one (hour, n) AS (SELECT hour, calls FROM share UNION ALL SELECT hour, n - 1 FROM one WHERE n > 1)
SELECT row_number() OVER (ORDER BY hour, n) - 1, hour FROM one;

CREATE TEMP TABLE abuse (n INTEGER PRIMARY KEY, reason TEXT, statuses TEXT);
INSERT INTO abuse VALUES (0, '["guarantee-running"]', 'ssrrrsvnnnn'), (1, '["not-urgent"]', 'ssrrrssvnnn'),
    (2, '["not-urgent","not-serious"]', 'ssrrrssvvsr'), (3, '["no-ticket"]', 'ssrrrvvnnnn'),
    (4, '["not-dedicated"]', 'ssrrrssssvr'), (5, '["ticket-answered"]', 'ssrrrvvnnnn'),
    (6, '["guarantee-running"]', 'ssrrrsvnnnn'), (7, '["sites-not-tested"]', 'ssrrrsssssv');

INSERT INTO client (number, name, contract)
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
SELECT printf('%05d', 10000 + i * 7),
    CASE i % 40 WHEN 0 THEN '=cmd|''/C calc''!A0' WHEN 1 THEN 'Dupont & <Fils>' WHEN 2 THEN 'Société Générale d’Hébergement du Grand Ouest'
        ELSE 'Client ' || (i + 1) END,
    CASE i % 4 WHEN 0 THEN 'office' END
FROM n;

-- Calls are written as they come: their keys are in the order of time.
INSERT INTO call (id, number, dialled, caller, started, flow, flow_hash, policy_hash, source, drill, language, state,
    client, contact, ticket, verdict, reasons, connected_to, ended, period, duration, heard, keys, assessment, statuses,
    erased)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT calls FROM fill)),
    dice AS (
        SELECT i, i * 7919 % 1000 AS outcome, i * 104729 % 100 AS hour, i * 15485863 % 3600000 AS within, i * 6151 % 400 AS client,
            i * 3571 % 8 AS abuse, i * 8191 % 100 AS number, i * 50021 % 1000 AS length, i % 211 = 0 AS drill, i % 307 = 0 AS erased
        FROM n),
    cast_calls AS (
        SELECT dice.*, weight.hour AS clock, abuse.reason, abuse.statuses,
            (SELECT start FROM fill) + (i - 1) * (SELECT days FROM fill) / (SELECT calls FROM fill) * 86400000
                + weight.hour * 3600000 + within AS started,
            CASE WHEN outcome < 380 THEN 'admitted' WHEN outcome < 700 THEN 'refused' WHEN outcome < 830 THEN 'abusive'
                WHEN outcome < 990 THEN 'abandoned' END AS verdict
        FROM dice JOIN weight ON weight.n = dice.hour JOIN abuse ON abuse.n = dice.abuse)
SELECT printf('C-%08x-%08x', i * 2654435761 % 4294967296, i),
    CASE WHEN number < 78 THEN 'emergency' ELSE 'managerial' END,
    CASE WHEN number < 78 THEN '+33290920555' ELSE '+33970710230' END,
    CASE WHEN NOT erased THEN printf('+336%08d', i * 37 % 100000000) END,
    started, CASE WHEN number < 78 THEN 'emergency' ELSE 'managerial' END,
    CASE WHEN number < 78 THEN 'a3f1' ELSE 'b7c2' END || '5d0e91c4f7a26b38d1e05f94c7a82b63d0e1f5a94b7c82d36e0f1a5b94c7d82e3',
    CASE WHEN i < (SELECT calls FROM fill) / 3 THEN '11' ELSE '77' END || 'c0a94e5b7d2f6183e4a0b95c7d1f82633e04a5b9c7d18f2e60a3b94c5d7e1f82',
    'sip', drill, 'fr', CASE WHEN verdict IS NULL THEN 'interrupted' ELSE 'finished' END,
    CASE WHEN erased OR verdict IS NULL OR (verdict = 'abandoned' AND i % 3 = 0) THEN NULL ELSE printf('%05d', 10000 + client * 7) END,
    CASE WHEN erased OR verdict IS NULL OR verdict = 'abandoned' THEN NULL ELSE '01' END,
    CASE WHEN erased OR verdict IS NULL OR verdict = 'abandoned' THEN NULL ELSE 'T-' || (1 + i * 97 % (SELECT tickets FROM fill)) END,
    verdict,
    CASE verdict WHEN 'admitted' THEN CASE WHEN i % 97 = 0 THEN '["desk-unavailable"]' ELSE '[]' END WHEN 'abandoned' THEN '[]'
        WHEN 'refused' THEN reason WHEN 'abusive' THEN reason END,
    CASE WHEN verdict = 'admitted' AND length < 860 THEN 'alice' END,
    CASE WHEN verdict IS NOT NULL THEN started + 20000 + length * length * 3 END,
    CASE WHEN verdict IS NULL THEN NULL WHEN clock >= 8 AND clock < 19 THEN 'support' ELSE 'on-call' END,
    CASE WHEN verdict IS NOT NULL THEN 20000 + length * length * 3 END,
    CASE WHEN verdict IS NOT NULL THEN '["welcome-emergency","ask-client-number","ticket-found","ask-urgent","ask-serious","ask-nature","admitted","price-quote","press-1-to-be-connected","connecting","hold","goodbye"]' END,
    CASE WHEN erased OR verdict IS NULL THEN NULL ELSE '##### 1 1 2 1' END,
    CASE WHEN erased OR verdict IS NULL THEN NULL ELSE '[{"evidence":{"client":"12345","name":"Atelier Numérique"},"outcome":"known","precondition":"client-number"},{"evidence":{"contact":"01","name":"Marie Le Goff","recognised-by":"caller-number"},"outcome":"technical","precondition":"technical-contact"},{"evidence":{},"outcome":"not_required","precondition":"passcode"},{"evidence":{},"outcome":"none","precondition":"known-incident"},{"evidence":{},"outcome":"not_required","precondition":"emergency-number-first"},{"evidence":{"channel":"portal","opened":"2026-03-10T19:02:00+01:00","ticket":"T-8812"},"outcome":"unanswered","precondition":"ticket"},{"evidence":{"contract":"standard","deadline":"2026-03-10T20:02:00+01:00"},"outcome":"exceeded","precondition":"response-guarantee"},{"evidence":{"declared":"yes"},"outcome":"yes","precondition":"urgency"},{"evidence":{"declared":"yes"},"outcome":"yes","precondition":"seriousness"},{"evidence":{"declared":"dedicated","kind":"dedicated-server","service":"srv-web-01"},"outcome":"dedicated","precondition":"nature"},{"evidence":{},"outcome":"not_required","precondition":"sites-tested"}]' END,
    CASE verdict WHEN 'admitted' THEN CASE WHEN i % 97 = 0 THEN 'ssrrruunnnn' ELSE 'ssrrrsssssr' END WHEN 'abandoned' THEN 'nnrnrnnnnnn'
        WHEN 'refused' THEN statuses WHEN 'abusive' THEN statuses END,
    CASE WHEN erased THEN (SELECT start FROM fill) + 40 * 86400000 END
FROM cast_calls ORDER BY started;

INSERT INTO ticket (seq, id, client, channel, service, priority, qualification, opened, responded, closed)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT tickets FROM fill)),
    dice AS (
        SELECT i, i * 6151 % 400 AS client, i * 7919 % 1000 AS answer, i * 50021 % 3600 AS within,
            (SELECT start FROM fill) + (i - 1) * ((SELECT days FROM fill) * 86400000) / (SELECT tickets FROM fill) + i * 613 % 600000 AS opened
        FROM n)
SELECT i, 'T-' || i, printf('%05d', 10000 + client * 7), CASE WHEN i % 83 = 0 THEN 'email' ELSE 'portal' END, 'srv-' || client,
    CASE WHEN i % 5 = 0 THEN 'urgent' ELSE 'normal' END, CASE i % 3 WHEN 0 THEN 'blocking' WHEN 1 THEN 'non-blocking' ELSE 'assistance' END,
    opened,
    CASE WHEN answer < 880 THEN opened + within * 1000 WHEN answer < 965 THEN opened + 3600000 + within * (answer % 30) * 1000 END,
    CASE WHEN answer BETWEEN 985 AND 994 THEN opened + 900000 END
FROM dice;

INSERT INTO charge (id, call, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by, decided,
    decided_by, decision_reason, invoiced, invoice, credited, credit_note, credit_reason)
WITH abusive AS (
    SELECT row_number() OVER (ORDER BY key) AS i, call.* FROM call WHERE verdict = 'abusive' AND NOT drill
    ORDER BY key LIMIT (SELECT charges FROM fill)),
    dice AS (SELECT *, i * 61 % 100 AS fate, ended + 86400000 AS later FROM abusive)
SELECT i, key, coalesce(client, '10007'),
    CASE WHEN fate < 15 THEN 'proposed' WHEN fate < 27 THEN 'waived' WHEN fate < 45 THEN 'confirmed' WHEN fate < 95 THEN 'invoiced' ELSE 'credited' END,
    CASE number WHEN 'emergency' THEN 35000 ELSE 45000 END, 'EUR', 1451602800000, reasons, ended, 'desk',
    CASE WHEN fate >= 15 THEN later END, CASE WHEN fate >= 15 THEN 'c.martin' END,
    CASE WHEN fate BETWEEN 15 AND 26 THEN 'geste commercial' WHEN fate >= 27 THEN 'appel réécouté' END,
    CASE WHEN fate >= 45 THEN later + 3 * 86400000 END, CASE WHEN fate >= 45 THEN printf('F-2026-%05d', i) END,
    CASE WHEN fate >= 95 THEN later + 9 * 86400000 END, CASE WHEN fate >= 95 THEN printf('A-2026-%05d', i) END,
    CASE WHEN fate >= 95 THEN 'contestation fondée' END
FROM dice;
-- A credited charge is written anew, now and then.
INSERT INTO charge (call, replaces, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by)
SELECT call, id, client, 'proposed', amount, currency, tariff_from, reasons, credited + 60000, 'c.martin' FROM charge
WHERE status = 'credited' AND id % 3 = 0;

INSERT INTO dispute (charge, opened, opened_by, reason, answered, answered_by, answer, closed, closed_by, outcome)
SELECT id, invoiced + 86400000, 'client ' || client, 'le ticket était bien ouvert', CASE WHEN id % 4 > 0 THEN invoiced + 3 * 86400000 END,
    CASE WHEN id % 4 > 0 THEN 'c.martin' END, CASE WHEN id % 4 > 0 THEN 'voir l’enregistrement' END,
    CASE WHEN id % 4 > 1 THEN invoiced + 6 * 86400000 END, CASE WHEN id % 4 > 1 THEN 'c.martin' END,
    CASE id % 4 WHEN 2 THEN 'rejected' WHEN 3 THEN 'granted' END
FROM charge WHERE invoiced IS NOT NULL AND id % 19 = 0;

-- A few charges of the month before, to which something happened within this one.
INSERT INTO call (key, id, number, dialled, started, flow, flow_hash, policy_hash, source, drill, language, state, client, verdict, reasons,
    ended, period, duration, heard, keys, assessment, statuses)
SELECT 1000000000 + number, 'earlier-' || number, 'emergency', '+33290920555', (SELECT start FROM fill) - number * 86400, 'emergency', 'a3f1', '11c0',
    'sip', 0, 'fr', 'finished', number, 'abusive', '["not-urgent"]', (SELECT start FROM fill) - number * 86400 + 60000, 'on-call', 60000, '[]', '', '[]', 'ssrrrssvnnn'
FROM client ORDER BY number LIMIT 12;
INSERT INTO charge (call, client, status, amount, currency, tariff_from, reasons, proposed, proposed_by, decided, decided_by, decision_reason,
    invoiced, invoice, credited, credit_note, credit_reason)
SELECT key, client, CASE key % 3 WHEN 0 THEN 'waived' WHEN 1 THEN 'invoiced' ELSE 'credited' END, 35000, 'EUR', 1451602800000, reasons, ended, 'desk',
    (SELECT start FROM fill) + 86400000, 'c.martin', 'appel réécouté',
    CASE WHEN key % 3 > 0 THEN (SELECT start FROM fill) + 2 * 86400000 END, CASE WHEN key % 3 > 0 THEN 'F-2026-9' || (key % 1000) END,
    CASE WHEN key % 3 = 2 THEN (SELECT start FROM fill) + 8 * 86400000 END, CASE WHEN key % 3 = 2 THEN 'A-2026-9' || (key % 1000) END,
    CASE WHEN key % 3 = 2 THEN 'contestation fondée' END
FROM call WHERE key > 1000000000;
DROP TABLE abuse;
DROP TABLE weight;
