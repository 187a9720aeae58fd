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
    init(
        sip: UInt16, desk: UInt16, technician: UInt16, algorithm: String = "MD5", nonceExpires seconds: Int = 300
    ) async throws {
        folder = try TemporaryFolder()
        self.sip = sip
        let config = try Program.template(
            "kamailio/trunk.cfg",
            [
                "sip": "\(sip)", "desk": "\(desk)", "technician": "\(technician)", "password": Self.password,
                "algorithm": algorithm, "nonce": "\(seconds)", "modules": Self.modules,
            ])
        try folder.write(config, to: "trunk.cfg")
        process = try ChildProcess(
            "kamailio",
            ["-f", folder.file("trunk.cfg"), "-DD", "-E", "-m", "16", "-M", "4", "-Y", folder.path, "-w", folder.path],
            in: folder, as: "kamailio", environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
        // It answers OPTIONS once it is there.
        try await Task.sleep(for: .milliseconds(700))
        #expect(process.ended() == nil, "\(process.story)")
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

    /// The requests that it saw, for failures.
    var story: String { process.story }
}
