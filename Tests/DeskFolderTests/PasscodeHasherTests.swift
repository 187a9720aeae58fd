import Desk
import DeskFolder
import Foundation
import Testing

@Suite("The keyed hash of passcodes") struct PasscodeHasherTests {
    private let client = ClientNumber("12345")

    private func temporary() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)").path
    }

    private func write(_ data: Data, to path: String) throws {
        try data.write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    @Test("depends on the key, the client, the contact and the keys")
    func inputs() throws {
        let client = try #require(client)
        let other = try #require(ClientNumber("12346"))
        let hasher = KeyedPasscodeHasher.ephemeral()
        let hash = hasher.hash(keys: "227", client: client, contact: "01")
        #expect(hash.bytes.count == 32)
        #expect(hash.matches(hasher.hash(keys: "227", client: client, contact: "01")))
        #expect(!hash.matches(hasher.hash(keys: "228", client: client, contact: "01")))
        #expect(!hash.matches(hasher.hash(keys: "227", client: other, contact: "01")))
        #expect(!hash.matches(hasher.hash(keys: "227", client: client, contact: "02")))
        #expect(!hash.matches(KeyedPasscodeHasher.ephemeral().hash(keys: "227", client: client, contact: "01")))
    }

    @Test("is HMAC-SHA-256 over client/contact/keys")
    func construction() throws {
        let client = try #require(client)
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = Data(repeating: 7, count: 32)
        try write(key, to: path)
        let hash = try KeyedPasscodeHasher(keyFile: path).hash(keys: "227", client: client, contact: "01")
        let digits = hash.bytes.map { String(format: "%02x", $0) }.joined()
        #expect(digits == "84e6ab82053d0164c98f3135b0663e80b32123f193aa7e7f4713df470d5afc0c")
    }

    @Test("its key file is made once, for its owner only, and read again")
    func keyFile() throws {
        let client = try #require(client)
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = try KeyedPasscodeHasher(keyFile: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int == 32)
        let second = try KeyedPasscodeHasher(keyFile: path)
        let hash = first.hash(keys: "227", client: client, contact: "01")
        #expect(hash == second.hash(keys: "227", client: client, contact: "01"))
        let folder = try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent)
        #expect(folder.filter { $0.hasPrefix((path as NSString).lastPathComponent) }.count == 1)
    }

    @Test("a key file that is short, open to others or out of reach is refused")
    func badFiles() throws {
        let path = temporary()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try write(Data([1, 2]), to: path)
        let short = #expect(throws: KeyedPasscodeHasher.KeyFileError.self) { try KeyedPasscodeHasher(keyFile: path) }
        #expect(short?.reason == "it has 2 bytes instead of 32")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: KeyedPasscodeHasher.KeyFileError.self) { try KeyedPasscodeHasher(keyFile: path) }
        #expect(throws: KeyedPasscodeHasher.KeyFileError.self) { try KeyedPasscodeHasher(keyFile: "/nowhere/key") }
    }
}
