/// A call with events as the tables of version 1 held it.
enum OldCall {
    static let insertion = """
        INSERT INTO call (id, number, dialled, caller, started, flow, flow_hash, policy_hash, source, drill, language, state)
        VALUES ('old', 'emergency', '+33290920555', NULL, 1000, 'emergency', 'f', 'p', 'sip', 0, 'fr', 'in-progress');
        INSERT INTO call_event (call, seq, at, kind, payload) VALUES (1, 1, 1000, 'started', '{}');
        INSERT INTO call_event (call, seq, at, kind, payload) VALUES (1, 2, 2000, 'step', '{"name":"welcome"}');
        """
}
