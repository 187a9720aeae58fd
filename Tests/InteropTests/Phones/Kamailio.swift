import Foundation
import Testing

/// A provider's proxy and registrar, with the desk as its customer.
final class Kamailio {
    let sip: UInt16
    static let password = "trunk-secret"
    private let folder: TemporaryFolder
    private let process: ChildProcess

    /// Starts a proxy.
    ///
    /// - Parameters:
    ///   - sip: the port that the desk is told as its trunk's.
    ///   - desk: the desk's port, from which its calls come.
    ///   - technician: where calls to the telephone network end.
    ///   - certificate: what it proves who it is with; with it, the desk reaches it over TLS at the port after `sip`.
    init(
        sip: UInt16, desk: UInt16, technician: UInt16, algorithm: String = "MD5", nonceExpires seconds: Int = 300,
        certificate: Certificate? = nil
    ) async throws {
        folder = try TemporaryFolder()
        self.sip = sip
        let config = try Program.template(
            "kamailio/trunk.cfg",
            [
                "sip": "\(sip)", "desk": "\(desk)", "technician": "\(technician)", "password": Self.password,
                "algorithm": algorithm, "nonce": "\(seconds)", "modules": Self.modules,
                "tls": certificate.map { Self.tls(sip + 1, $0) } ?? "disable_tcp=yes",
            ])
        try folder.write(config, to: "trunk.cfg")
        process = try ChildProcess(
            "kamailio",
            ["-f", folder.file("trunk.cfg"), "-DD", "-E", "-m", "16", "-M", "4", "-Y", folder.path, "-w", folder.path],
            in: folder, as: "kamailio", environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
        try await process.wait(for: "READY")
    }

    private static func tls(_ port: UInt16, _ certificate: Certificate) -> String {
        """
        enable_tls=yes
        tcp_children=1
        listen=tls:127.0.0.1:\(port)
        loadmodule "tls.so"
        modparam("tls", "tls_method", "TLSv1.2+")
        modparam("tls", "certificate", "\(certificate.certificate)")
        modparam("tls", "private_key", "\(certificate.key)")
        """
    }

    private static let modules =
        ["/usr/lib/x86_64-linux-gnu/kamailio/modules", "/usr/lib/aarch64-linux-gnu/kamailio/modules"]
        .first { FileManager.default.fileExists(atPath: $0) } ?? "/usr/lib64/kamailio/modules"

    /// How often a request came, with or without credentials.
    func seen(_ method: String, withCredentials: Bool) -> Int {
        process.errors.split(separator: "\n").count {
            $0.contains("SEEN \(method) ") && $0.contains("Digest username") == withCredentials
        }
    }

    /// How many requests came over TLS.
    var tlsRequests: Int { process.errors.split(separator: "\n").count { $0.contains(" from tls:") } }

    /// The requests that it saw, for failures.
    var story: String { process.story }
}
