import Desk
import DeskFolder
import Testing

@Suite("The settings file") struct SettingsFileTests {
    @Test("is a list of names and values with their places")
    func entries() throws {
        let file = try SettingsFile.read(
            """
            http: 127.0.0.1:8080
            sip: [udp:0.0.0.0:5060, tls:0.0.0.0:5061]
            world:
            public_address: 192.0.2.1
            limit:
              calls_per_source: 4
              calls: 5

            """, file: "server.yaml")
        #expect(
            file.entries.map { $0.key.joined(separator: ".") } == [
                "http", "sip", "public-address", "limit.calls-per-source", "limit.calls",
            ])
        #expect(
            file.entries.map(\.values) == [
                ["127.0.0.1:8080"], ["udp:0.0.0.0:5060", "tls:0.0.0.0:5061"], ["192.0.2.1"], ["4"], ["5"],
            ])
        #expect(file.entries.map(\.place.line) == [1, 2, 4, 6, 7])
        #expect(file.entries.map(\.place.column) == [7, 6, 17, 21, 10])
    }

    @Test(
        "is refused where it is anything else",
        arguments: [
            ("- a", "server.yaml:1:1: the file is a list: write settings, 'name: value'"),
            ("text", "server.yaml:1:1: the file is text: write settings, 'name: value'"),
            ("", "server.yaml:1:1: the file is empty: fill it in or remove it"),
            ("sip: [[a]]", "server.yaml:1:7: an entry of the list is a list: write one value"),
            ("a: { b: { c: { d: 1 } } }", "server.yaml:1:14: settings are nested too deeply: look at the indentation"),
            ("a: &x 1", "server.yaml:1:4: anchors ('&') are not allowed: write the value out"),
            ("a: 1\na: 2", "server.yaml:2:1: the key 'a' is written twice: keep one of the two"),
        ])
    func refused(_ text: String, _ expected: String) {
        let error = #expect(throws: Problem.self) { try SettingsFile.read(text, file: "server.yaml") }
        #expect(error?.description == expected)
    }
}
