import CSRTP
import Glibc

/// One direction of a context: a session of the library, released once.
final class SRTPSession {
    let handle: srtp_t
    /// Whose packets have proved the key.
    private var sources: [UInt32] = []

    /// Starts the library, once.
    static func startLibrary() throws(SRTPError) {
        guard libraryStatus == srtp_err_status_ok else { throw SRTPError(libraryStatus) }
    }

    private static let libraryStatus = srtp_init()

    init(_ key: [UInt8], _ direction: srtp_ssrc_type_t, _ profile: SRTPProfile) throws(SRTPError) {
        try Self.startLibrary()
        guard key.count == SRTPProfile.keyLength else { throw .wrongKeyLength(key.count) }
        var policy = srtp_policy_t()
        policy.ssrc.type = direction
        policy.window_size = UInt(SRTPContext.replayWindow)
        switch profile {
        case .aesCM128HMACSHA1Tag80: srtp_crypto_policy_set_rtp_default(&policy.rtp)
        case .aesCM128HMACSHA1Tag32: srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp)
        }
        srtp_crypto_policy_set_rtcp_default(&policy.rtcp)
        var session: srtp_t?
        // The library reads the key from memory that can be written; it gets a copy, which is wiped.
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: key.count)
        for (index, byte) in key.enumerated() { (copy + index).initialize(to: byte) }
        defer {
            explicit_bzero(copy, key.count)
            copy.deallocate()
        }
        policy.key = copy
        let status = srtp_create(&session, &policy)
        guard status == srtp_err_status_ok, let session else { throw SRTPError(status) }
        handle = session
        sources.reserveCapacity(SRTPContext.maximumSources)
    }

    deinit { srtp_dealloc(handle) }

    /// A source that is unknown when all places are taken is turned away before it costs a MAC.
    func admit(_ source: UInt32) throws(SRTPError) {
        guard sources.count < SRTPContext.maximumSources || sources.contains(source) else { throw .tooManySources }
    }

    /// A packet of the source has proved the key.
    func remember(_ source: UInt32) {
        if !sources.contains(source) { sources.append(source) }
    }
}

extension SRTPError {
    /// What a status of the library means to us.
    init(_ status: srtp_err_status_t) {
        self =
            switch status {
            case srtp_err_status_auth_fail: .authenticationFailed
            case srtp_err_status_replay_fail, srtp_err_status_replay_old, srtp_err_status_pkt_idx_old: .replayed
            case srtp_err_status_parse_err, srtp_err_status_bad_param: .malformed
            case srtp_err_status_key_expired: .keyExpired
            default: .failed(status.rawValue)
            }
    }
}
