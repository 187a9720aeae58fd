import Testing

@Suite("Malformed desk.yaml and rota.yaml") struct MalformedDeskTests {
    @Test("desk.yaml", arguments: deskChanges)
    func desk(_ change: Malformed) throws {
        let problems = try SmallDesk.problems("desk.yaml", change.old, change.new)
        #expect(problems == change.expected)
    }

    @Test("rota.yaml", arguments: rotaChanges)
    func rota(_ change: Malformed) throws {
        let problems = try SmallDesk.problems("rota.yaml", change.old, change.new)
        #expect(problems == change.expected)
    }

    static let deskChanges: [Malformed] = [
        Malformed("desk: Small\n", "", "desk.yaml:1:1: the desk has no 'desk': add 'desk:' with some text"),
        Malformed(
            "languages: [fr, en]", "langages: [fr, en]",
            "desk.yaml:4:1: the desk has no field 'langages': did you mean 'languages'?"),
        Malformed(
            "languages: [fr, en]", "languages: [fr, fr]",
            "desk.yaml:4:12: 'languages' names one twice: name each once, the default first"),
        Malformed(
            "languages: [fr, en]", "languages: [fr, de]",
            "desk.yaml:4:17: an entry of 'languages' is 'de': write one of 'fr', 'en'"),
        Malformed("languages: [fr, en]", "languages: []", "desk.yaml:4:12: 'languages' has no entries: give 1 to 2"),
        Malformed(
            "languages: [fr, en]", "languages: fr",
            "desk.yaml:4:12: 'languages' is 'fr': write a list, each one of 'fr', 'en'"),
        Malformed(
            "Europe/Paris", "Europe/Pariss",
            "desk.yaml:3:12: there is no time zone 'Europe/Pariss': use a name of the tz database, such as Europe/Paris"
        ),
        Malformed(
            "provider: { name: Small Hosting }", "provider: Small Hosting",
            "desk.yaml:2:11: 'provider' is 'Small Hosting': write a mapping with 'name'"),
        Malformed(
            "provider: { name: Small Hosting }", "provider: { name: \"\", phone: \"33\" }",
            "desk.yaml:2:19: 'name' is empty: write some text",
            "desk.yaml:2:30: 'phone' is '33': write an international number in quotes, such as \"+33290920555\""),
        Malformed(
            "  emergency: {", "  emergancy: {",
            "desk.yaml:6:3: 'emergancy' cannot be a key of 'numbers': did you mean 'emergency'?"),
        Malformed(
            "\"+33290920555\", flow: main", "\"0290920555\", flow: main",
            "desk.yaml:6:23: 'phone' is '0290920555': write an international number in quotes, such as \"+33290920555\""
        ),
        Malformed("flow: main }", "flow: mian }", "desk.yaml:6:45: there is no flow 'mian': did you mean 'main'?"),
        Malformed(
            "flow: main }", "flow: part }",
            "callflows/part.yaml:1:1: flow 'part' declares outcomes: a flow that answers a number has none; remove 'outcomes:'",
            "callflows/part.yaml:12:13: 'return' in a flow that answers a number: end the call with 'hangup' or 'transfer'"
        ),
        Malformed(
            "flow: main }", "flow: main }\n  managerial: { phone: \"+33 2 90 92 05 55\", flow: main }",
            "desk.yaml:7:24: the phone '+33290920555' is that of 'emergency' too: give each number its own"),
        Malformed(
            "until: \"19:00\"", "until: \"07:00\"",
            "desk.yaml:8:36: support ends at 07:00, not after it begins at 08:00: let 'until' be later than 'from' on the same day"
        ),
        Malformed(
            "from: \"08:00\"", "from: \"8h\"",
            "desk.yaml:8:20: 'from' is '8h': write a time such as \"08:00\""),
        Malformed(
            "support: { from: \"08:00\", until: \"19:00\" }", "support: [8, 19]",
            "desk.yaml:8:12: 'support' is a list: write a mapping with 'from', 'until'"),
        Malformed(
            "portal: {}", "portal: {}\n  fax: {}",
            "desk.yaml:11:3: 'fax' cannot be a key of 'channels': use one of 'portal', 'email'"),
        Malformed(
            "2018-06-01", "2018-06-31",
            "desk.yaml:11:19: 'ended' is '2018-06-31': write a day such as 2026-03-10"),
        Malformed(
            "read_during: support", "read_during: night",
            "desk.yaml:11:44: 'read_during' is 'night': write 'support'"),
        Malformed(
            "response: 1h", "response: 1",
            "desk.yaml:13:25: 'response' is '1': write a duration from 1s to 366d, such as 8s, 2m or 1h30m"),
        Malformed(
            "response: 1h", "response: 0s",
            "desk.yaml:13:25: 'response' is '0s': write a duration from 1s to 366d, such as 8s, 2m or 1h30m"),
        Malformed(", default: true", "", "desk.yaml:13:3: no contract is the default: add 'default: true' to one"),
        Malformed(
            "standard: { response: 1h, default: true }",
            "standard: { response: 1h, default: true }\n  other: { response: 2h, clock: support-hours, default: true }",
            "desk.yaml:14:57: 'other' is a default contract, and 'standard' is one too: keep one 'default: true'"),
        Malformed(
            "amount: 350.00", "amount: 350.005",
            "desk.yaml:15:34: 'amount' is '350.005': write a positive amount with at most two decimals, such as 350.00"),
        Malformed(
            "amount: 350.00", "amount: -350",
            "desk.yaml:15:34: 'amount' is '-350': write a positive amount with at most two decimals, such as 350.00"),
        Malformed(
            "amount: 350.00", "amount: \"350,00\"",
            "desk.yaml:15:34: 'amount' is '350,00': write a positive amount with at most two decimals, such as 350.00"),
        Malformed(
            "amount: 400", "amount: 0",
            "desk.yaml:16:34: 'amount' is '0': write a positive amount with at most two decimals, such as 350.00"),
        Malformed(
            "until: 2020-01-01", "until: 2020-01-02",
            "desk.yaml:16:45: two tariffs of 'emergency' hold on 2020-01-01: end the earlier one with 'until' on the day on which this one begins"
        ),
        Malformed(
            "until: 2020-01-01", "until: 2015-01-01",
            "desk.yaml:15:67: the tariff ends on 2015-01-01, not after its first day 2016-01-01: choose a later day, or leave 'until' out"
        ),
        Malformed(
            "amount: 400,", "amount: 400, currency: euro,",
            "desk.yaml:16:49: 'currency' is 'euro': write a currency of three capital letters, such as EUR"),
        Malformed(
            "- { id: standby", "- { id: standby, name: X, phone: \"+33290920551\" }\n  - { id: standby",
            "desk.yaml:19:11: the person 'standby' is on standby twice: name each person once"),
        Malformed(
            "tariffs:", "passcode: { required_for: [all], attempts: 0, lock_after: six, window: 1y }\ntariffs:",
            "desk.yaml:14:28: an entry of 'required_for' is 'all': write one of 'emergency', 'managerial'",
            "desk.yaml:14:44: 'attempts' is '0': write a whole number from 1 to 10",
            "desk.yaml:14:59: 'lock_after' is 'six': write a whole number from 1 to 100",
            "desk.yaml:14:72: 'window' is '1y': write a duration from 1m to 366d, such as 8s, 2m or 1h30m"),
        Malformed(
            "tariffs:", "insisting: refuse_and_bill\nfail_open: yes\ntariffs:",
            "desk.yaml:14:12: 'insisting' is 'refuse_and_bill': did you mean 'refuse-and-bill'?",
            "desk.yaml:15:12: 'fail_open' is 'yes': write true or false"),
        Malformed(
            "tariffs:", "order: { window: 500d }\ntariffs:",
            "desk.yaml:14:18: 'window' is '500d': write a duration from 1m to 366d, such as 8s, 2m or 1h30m"),
    ]

    static let rotaChanges: [Malformed] = [
        Malformed(
            "id: bruno", "id: alice",
            "rota.yaml:3:11: the person alice is defined twice: give each person an id of their own",
            "rota.yaml:6:21: nobody is called bruno: add this person to the people",
            "rota.yaml:15:104: nobody is called bruno: add this person to the people"),
        Malformed(
            "people: [alice, bruno]", "people: [alice, brno]",
            "rota.yaml:6:21: nobody is called brno: add this person to the people"),
        Malformed("people: [alice, bruno]", "people: []", "rota.yaml:6:13: 'people' has no entries: give 1 to 100"),
        Malformed(
            "shift: 1w", "shift: 90m",
            "rota.yaml:7:12: 'shift' is '90m': choose whole hours, days or weeks, such as 12h, 1d or 1w"),
        Malformed(
            "shift: 1w", "shift: 400d",
            "rota.yaml:7:12: 'shift' is '400d': write a duration from 1h to 366d, such as 8s, 2m or 1h30m"),
        Malformed(
            "shift: 1w", "shift: 1d",
            "rota.yaml:8:22: 'day' is given for a shift that is no whole number of weeks: remove it"),
        Malformed(
            "from: 2026-01-05", "from: 2026-01-06",
            "rota.yaml:9:11: 2026-01-06 is a tuesday, but the handover is on a monday: begin on 2026-01-12, or change the day"
        ),
        Malformed(
            "from: 2026-01-05", "from: 2026-01-05\n    until: 2025-01-06",
            "rota.yaml:10:12: the end is not after the beginning: choose a later end"),
        Malformed(
            "position: 1", "position: 2",
            "rota.yaml:13:42: the rotation has no position 2: count its people from 0"),
        Malformed(
            "position: 1", "position: -1",
            "rota.yaml:13:42: 'position' is '-1': write a whole number from 0 to 99"),
        Malformed(
            "- { rotation: technicians }", "- { person: carla }",
            "rota.yaml:12:17: nobody is called carla: add this person to the people"),
        Malformed(
            "- { rotation: technicians }", "- { rotation: techs }",
            "rota.yaml:12:19: there is no rotation techs: add it to the rotations"),
        Malformed(
            "- { rotation: technicians }", "- { rotation: technicians, person: alice }",
            "rota.yaml:12:32: a step of a chain has both 'rotation' and 'person': keep one of them"),
        Malformed(
            "- { rotation: technicians }", "- { person: alice, position: 1 }",
            "rota.yaml:12:34: 'position' is given for a person: remove it: it belongs to a rotation"),
        Malformed(
            "- { rotation: technicians }", "- { position: 1 }",
            "rota.yaml:12:7: a step of a chain says nothing of what it is: add one of 'person', 'rotation', 'together'"),
        Malformed(
            "- { rotation: technicians }", "- together: [{ person: alice }, { rotation: technicians, position: 2 }]",
            "rota.yaml:12:72: the rotation has no position 2: count its people from 0"),
        Malformed(
            "- { rotation: technicians }", "- together: [{ person: alice }, { person: carla }]",
            "rota.yaml:12:47: nobody is called carla: add this person to the people"),
        Malformed(
            "- { rotation: technicians }", "- together: [{ person: alice }]",
            "rota.yaml:12:17: 'together' has 1 entry: give 2 to 8"),
        Malformed(
            "- { rotation: technicians }", "- together: [{ person: alice }, { together: [] }]",
            "rota.yaml:12:39: one of 'together' has no field 'together': use one of 'person', 'rotation', 'position'"),
        Malformed(
            "- { rotation: technicians }", "- { together: [{ person: alice }, { person: bruno }], position: 1 }",
            "rota.yaml:12:69: 'position' is given for several people: write it beside the rotation it belongs to"),
        Malformed(
            "  on-call:", "  oncall:",
            "rota.yaml:11:3: 'oncall' cannot be a key of 'chains': did you mean 'on-call'?"),
        Malformed(
            "on-call:\n", "standby: []\n  on-call:\n",
            "rota.yaml:11:3: 'standby' cannot be a key of 'chains': use one of 'support', 'on-call', 'managers'",
            "rota.yaml:11:12: 'standby' has no entries: give 1 to 20"),
        Malformed(
            "until: 2026-12-26T08:00", "until: 2026-12-24T08:00",
            "rota.yaml:15:61: the end is not after the beginning: choose a later end"),
        Malformed(
            "replaces: alice", "replaces: zoe",
            "rota.yaml:15:89: nobody is called zoe: add this person to the people"),
        Malformed(
            "2026-12-24T18:00", "2026-12-24",
            "rota.yaml:15:36: 'from' is '2026-12-24': write a time such as 2026-03-10T20:30:00+01:00"),
        Malformed(
            "at: \"08:00\"", "at: \"24:00\"",
            "rota.yaml:8:34: 'at' is '24:00': write a time such as \"08:00\""),
    ]
}
