import Foundation
import Testing

/// A certificate of the test's own for this machine, made by openssl.
struct Certificate {
    /// The certificate, the key, and both in one file.
    let certificate: String
    let key: String
    let both: String

    /// Makes one in a folder.
    init(in folder: TemporaryFolder) throws {
        certificate = folder.file("certificate.pem")
        key = folder.file("key.pem")
        let made = try Program.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key,
                "-out",
                certificate,
            ], in: folder, program: "openssl")
        try #require(made.status == 0, "\(made.errors)")
        let joined = try ["certificate.pem", "key.pem"].map {
            try String(contentsOfFile: folder.file($0), encoding: .utf8)
        }
        both = try folder.write(joined.joined(), to: "both.pem")
    }
}
