import Foundation
import SIPTransport
import Testing

/// Certificates made by the `openssl` command, once a run: an authority, another one that nobody trusts, and who they
/// vouch for.
struct Certificates: Sendable {
    static let shared = Result { try Certificates() }

    let folder: String
    /// The authority's own certificate.
    var authority: String { folder + "/authority.pem" }
    /// An authority that signed nothing here.
    var stranger: String { folder + "/stranger.pem" }
    /// Of `desk.example` and the loopback addresses.
    var server: CertificateFiles { files("server") }
    /// Of `other.example`.
    var other: CertificateFiles { files("other") }
    /// Of a client.
    var client: CertificateFiles { files("client") }

    func files(_ name: String) -> CertificateFiles {
        CertificateFiles(chain: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
    }

    private init() throws {
        folder = NSTemporaryDirectory() + "certificates-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["authority", "stranger"] {
            try openSSL("req -x509 \(Self.key) -keyout \(name).key -out \(name).pem -days 30 -subj /CN=\(name)")
        }
        let local = "DNS:desk.example,IP:127.0.0.1,IP:::1"
        for (name, names) in [("server", local), ("other", "DNS:other.example"), ("client", "DNS:client.example")] {
            try openSSL("req -new \(Self.key) -keyout \(name).key -out \(name).csr -subj /CN=\(name)")
            try Data("subjectAltName=\(names)\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).ext"))
            try openSSL(
                "x509 -req -in \(name).csr -CA authority.pem -CAkey authority.key -days 30 -out \(name).pem "
                    + "-CAcreateserial -extfile \(name).ext")
        }
    }

    private static let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

    private func openSSL(_ arguments: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        (process.standardError, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments)")
    }
}
