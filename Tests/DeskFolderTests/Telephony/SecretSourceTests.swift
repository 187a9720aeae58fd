import Desk
import DeskFolder
import Foundation
import SIP
import Testing

@Suite("Passwords of trunks") struct SecretSourceTests {
    private let place = SourcePlace(file: "desk.yaml", line: 31, column: 54)

    private func problem(_ source: SecretSource, _ environment: [String: String] = [:], _ folder: String = ".")
        -> String?
    {
        do throws(Problem) {
            _ = try source.read(environment: environment, folder: folder)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("come from an environment variable")
    func variable() throws {
        let trunks = try TelephonyDesk.telephony().trunks(environment: ["CARRIER_PASSWORD": "hunter2"], folder: "small")
        let credential = DigestCredential(peer: "carrier", realm: "carrier", username: "desk", password: "hunter2")
        #expect(trunks.map(\.credentials) == [[credential], []])
    }

    @Test("come from a file in the desk's folder, without the line break at its end")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("voicedesk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ text: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent("secret"))
        }
        let relative = SecretSource(.file("secret"), at: place)
        let absolute = SecretSource(.file(folder.path + "/secret"), at: place)
        for text in ["hunter 2", "hunter 2\n", "hunter 2\r\n"] {
            try write(text)
            #expect(try relative.read(environment: [:], folder: folder.path) == "hunter 2")
            #expect(try absolute.read(environment: [:], folder: "elsewhere") == "hunter 2")
        }
        try write("one\ntwo\n")
        #expect(
            problem(relative, [:], folder.path)
                == "desk.yaml:31:54: 'file:secret': the password has control characters or several lines: put one line there"
        )
        try write("\n")
        #expect(
            problem(relative, [:], folder.path)
                == "desk.yaml:31:54: 'file:secret': the password is empty: put the password there")
    }

    @Test("are told where they are missing, and never shown")
    func missing() throws {
        let source = SecretSource(.environment("NOBODY"), at: place)
        #expect(
            problem(source)
                == "desk.yaml:31:54: 'env:NOBODY': there is no environment variable 'NOBODY': set it to the password")
        #expect(
            problem(source, ["NOBODY": "hunter2\n"])
                == "desk.yaml:31:54: 'env:NOBODY': the password has control characters or several lines: put one line there"
        )
        let long = String(repeating: "x", count: SecretSource.limit + 1)
        #expect(
            problem(source, ["NOBODY": long])
                == "desk.yaml:31:54: 'env:NOBODY': the password has 1025 bytes: put a password of at most 1024 bytes there"
        )
        #expect(
            problem(SecretSource(.file("/nowhere/secret"), at: place))
                == "desk.yaml:31:54: 'file:/nowhere/secret': the password's file cannot be used: there is no such file: make it readable for this user"
        )
    }

    @Test("all that are missing are told at once")
    func all() throws {
        let part = """
            telephony:
              trunks:
                - { name: a, proxy: a.example, user: a, credentials: [{ username: a, password: "env:A" }] }
                - { name: b, proxy: b.example, user: b, credentials: [{ username: b, password: "env:B" }] }

            """
        let telephony = try TelephonyDesk.telephony(part)
        let error = #expect(throws: Problems.self) { try telephony.trunks(environment: [:], folder: "small") }
        #expect(error?.all.map(\.place.line) == [21, 22])
    }
}
