import NIOSSL

/// The two sides of TLS, made of the configured files.
///
/// Making them reads files, so it is done away from the loop; a connection keeps those that it began with.
struct TLSContexts: Sendable {
    let server: NIOSSLContext?
    let client: NIOSSLContext

    init(_ configuration: TransportConfiguration) throws(TransportError) {
        do {
            server = try configuration.serverTLS.map { try NIOSSLContext(configuration: Self.server($0)) }
            client = try NIOSSLContext(configuration: Self.client(configuration.clientTLS))
        } catch {
            throw .certificateRefused("\(error)")
        }
    }

    private static func server(_ settings: ServerTLS) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain(settings.certificate), privateKey: .privateKey(try key(settings.certificate)))
        tls.minimumTLSVersion = .tlsv12
        if let authorities = settings.clientAuthorities {
            tls.trustRoots = .file(authorities)
            // A client is an address, not a name; its certificate must come from the authorities.
            tls.certificateVerification = .noHostnameVerification
        }
        return tls
    }

    private static func client(_ settings: ClientTLS) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        if let authorities = settings.authorities { tls.trustRoots = .file(authorities) }
        if let certificate = settings.certificate {
            tls.certificateChain = try chain(certificate)
            tls.privateKey = .privateKey(try key(certificate))
        }
        return tls
    }

    private static func chain(_ files: CertificateFiles) throws -> [NIOSSLCertificateSource] {
        try NIOSSLCertificate.fromPEMFile(files.chain).map { .certificate($0) }
    }

    private static func key(_ files: CertificateFiles) throws -> NIOSSLPrivateKey {
        try NIOSSLPrivateKey(file: files.key, format: .pem)
    }
}
