import Testing

@Suite("Malformed telephony in desk.yaml") struct MalformedTelephonyTests {
    @Test("is told with its place", arguments: changes)
    func changed(_ change: Malformed) throws {
        let problems = try TelephonyDesk.problems(change.old, change.new)
        #expect(problems == change.expected)
    }

    @Test(
        "never shows a password that is written in clear",
        arguments: ["hunter2", "\"env:\"", "ENV:hunter2", "\"file:\""])
    func password(_ text: String) throws {
        let problems = try TelephonyDesk.problems("\"env:CARRIER_PASSWORD\"", text)
        #expect(
            problems == [
                "desk.yaml:31:55: 'password' is in clear, or in no place that is known: write env:NAME or file:PATH, and put the password there"
            ])
        #expect(!problems.joined().contains("hunter2"))
    }

    @Test("is told all at once")
    func several() throws {
        let part = """
            telephony:
              country: xx
              trunks:
                - { name: a, proxy: "a b", user: "a@b" }
                - { proxy: sip.example.net:0, user: c, inbound: { from: [] }, numbers: short }

            """
        #expect(try TelephonyDesk.problems(TelephonyDesk.part, part).count == 7)
    }

    static let changes: [Malformed] = [
        Malformed(
            "accept_from: trunks", "accept_from: everyone",
            "desk.yaml:21:16: 'accept_from' is 'everyone': write one of 'anyone', 'private-networks', 'trunks'"),
        Malformed(
            "accept_from: trunks", "accept: trunks",
            "desk.yaml:21:3: 'telephony' has no field 'accept': use one of 'country', 'accept_from', 'direct', 'voicemail', 'trunks'"
        ),
        Malformed(
            "192.168.10.0/24", "192.168.10.7/24",
            "desk.yaml:22:29: an entry of 'direct' is '192.168.10.7/24': write a host name, an address or a range of addresses, without a port"
        ),
        Malformed(
            "192.168.10.0/24", "0.0.0.0/0",
            "desk.yaml:22:29: '0.0.0.0/0' is everybody: name the hosts that may be rung"),
        Malformed(
            "keep: 30d", "keep: 30m",
            "desk.yaml:23:40: 'keep' is '30m': write a duration from 1h to 3660d, such as 8s, 2m or 1h30m"),
        Malformed(
            "- name: carrier", "- name: plain",
            "desk.yaml:42:15: there are two trunks 'plain': give each a name of its own"),
        Malformed(
            "sip.carrier.example:5080", "sip.carrier.example:99999",
            "desk.yaml:26:14: 'proxy' is 'sip.carrier.example:99999': write a host with or without a port, such as sip.example.net:5060"
        ),
        Malformed(
            "sip.carrier.example:5080", "sip:carrier.example",
            "desk.yaml:26:14: 'proxy' is 'sip:carrier.example': write a host with or without a port, such as sip.example.net:5060"
        ),
        Malformed(
            "sip.carrier.example:5080", "192.0.2.300",
            "desk.yaml:26:14: 'proxy' is '192.0.2.300': write a host with or without a port, such as sip.example.net:5060"
        ),
        Malformed(
            "transport: tls\n", "transport: sctp\n",
            "desk.yaml:27:18: 'transport' is 'sctp': write one of 'udp', 'tcp', 'tls'"),
        Malformed(
            "domain: carrier.example", "domain: carrier.example:5060",
            "desk.yaml:28:15: 'domain' is 'carrier.example:5060': write a host name or an address, such as sip.example.net"
        ),
        Malformed(
            "user: \"+33290920555\"", "user: \"sip:+33290920555@carrier.example\"",
            "desk.yaml:29:13: 'user' is 'sip:+33290920555@carrier.example': write a number or a name without spaces, such as \"+33290920555\""
        ),
        Malformed(
            "username: desk", "username: \"desk\\r\\nVia: x\"",
            "desk.yaml:31:23: 'username' is 'desk  Via: x': write some text of at most 128 characters, without quotes and line breaks"
        ),
        Malformed(
            "expires: 10m", "expires: 10s",
            "desk.yaml:32:28: 'expires' is '10s': write a duration from 1m to 24h, such as 8s, 2m or 1h30m"),
        Malformed(
            "register: { expires: 10m }", "register: always",
            "desk.yaml:32:17: 'register' is 'always': write true or false, or a mapping with 'expires'"),
        Malformed(
            "keepalive: 1m", "keepalive: never",
            "desk.yaml:33:18: 'keepalive' is 'never': write off, or a duration from 1s to 24h, such as 8s, 2m or 1h30m"),
        Malformed(
            "priority: 2", "priority: -1", "desk.yaml:34:17: 'priority' is '-1': write a whole number from 0 to 1000"),
        Malformed(
            "from: [192.0.2.0/24,", "from: [192.0.2.1/24,",
            "desk.yaml:35:25: an entry of 'from' is '192.0.2.1/24': write a range of addresses, such as 192.0.2.0/24, without bits after the prefix"
        ),
        Malformed(
            "\"2001:db8::/32\"", "\"::/0\"",
            "desk.yaml:35:39: '::/0' is everybody: name the trunk's addresses; 'accept_from: anyone' lets strangers call"
        ),
        Malformed(
            "      credentials:\n        - { username: desk, realm: carrier, password: \"env:CARRIER_PASSWORD\" }\n",
            "",
            "desk.yaml:33:81: calls of 'carrier' are to be challenged, and there is no password to check the answer with: add 'credentials:', or leave 'digest' out"
        ),
        Malformed(
            "numbers: national", "numbers: local",
            "desk.yaml:36:16: 'numbers' is 'local': write one of 'e164', 'international', 'national'"),
        Malformed(
            "shortest: 9, longest: 9", "shortest: 9, longest: 8",
            "desk.yaml:37:60: numbers of 9 to 8 digits after '33' cannot be: let 'shortest' be at most 'longest', and all digits at most 15"
        ),
        Malformed(
            "longest: 9", "longest: 14",
            "desk.yaml:37:60: numbers of 9 to 14 digits after '33' cannot be: let 'shortest' be at most 'longest', and all digits at most 15"
        ),
        Malformed(
            "calling_code: \"33\"", "calling_code: \"+33\"",
            "desk.yaml:37:32: 'calling_code' is '+33': write 1 to 3 digits in quotes"),
        Malformed(
            "+33 2 90 92 05 55", "02 90 92 05 55",
            "desk.yaml:38:16: 'present' is '02 90 92 05 55': write an international number in quotes, such as \"+33290920555\""
        ),
        Malformed(
            "interval: 20m", "interval: 100s",
            "desk.yaml:40:34: the interval of 100 s is under the minimum of 120 s: let 'minimum' be at most 'interval'"),
        Malformed(
            "minimum: 2m", "minimum: 60s",
            "desk.yaml:40:48: 'minimum' is '60s': write a duration from 1m30s to 24h, such as 8s, 2m or 1h30m"),
        Malformed(
            "transport: tls\n", "transport: udp\n",
            "desk.yaml:41:14: 'srtp-required' over udp sends the keys in clear: write 'transport: tls', or 'media: srtp-optional'"
        ),
    ]
}
