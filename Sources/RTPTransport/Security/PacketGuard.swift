import Media
import RTP
import SRTP

/// Stands between the sockets of a secure leg and its stream: what goes out is protected, and what comes in has to
/// prove the key before the stream hears of it (RFC 3711).
///
/// Without a context, be it that keys are awaited or that they cannot be used, nothing passes. It is a class, as its
/// context is, so that both can be ended elsewhere (``LateRelease``).
final class PacketGuard {
    private var keys: MediaKeys?
    private var context: SRTPContext?
    /// The keys of the context.
    private var contextKeys: MediaKeys?

    /// Whether the context is that of the keys; as keys are not compared for each packet.
    private var isReady = false

    init(_ keys: MediaKeys?) {
        self.keys = keys
        owesContext = keys != nil
    }

    /// Whether packets can pass.
    var protection: MediaProtection {
        guard keys != nil, keys == contextKeys else { return .awaited }
        return context == nil ? .failed : .ready
    }

    /// Whether a context has to be made.
    private(set) var owesContext: Bool

    /// Takes what a re-offer has settled: keys that stay keep their context.
    func configure(_ keys: MediaKeys?) {
        self.keys = keys
        owesContext = keys != nil && keys != contextKeys
        isReady = protection == .ready
    }

    /// Makes the context of new keys, which may take a millisecond.
    ///
    /// - Returns: the context that was replaced.
    /// - Throws: what is wrong with the keys; it is not tried again.
    func makeContext() throws(SRTPError) -> SRTPContext? {
        guard let keys, owesContext else { return nil }
        owesContext = false
        let (before, beforeKeys) = (context, contextKeys)
        (context, contextKeys) = (nil, keys)
        if let before, let beforeKeys, beforeKeys.suite == keys.suite {
            context = try before.successor(
                localKey: keys.local == beforeKeys.local ? nil : keys.local,
                remoteKey: keys.remote == beforeKeys.remote ? nil : keys.remote)
        } else {
            context = try SRTPContext(
                localKey: keys.local, remoteKey: keys.remote, profile: SRTPProfile(keys.suite))
        }
        isReady = true
        return before
    }

    /// What a look at a packet has shown.
    enum Verdict: Hashable {
        /// It may pass, and has this length now.
        case passed(Int)
        case refused(SecurityRefusal)
    }

    /// Proves and decrypts a packet at the beginning of a buffer.
    func open(_ buffer: inout [UInt8], count: Int) -> Verdict {
        guard isReady, let context else { return .refused(.unusable) }
        let kind = PacketKind(of: buffer.span.extracting(first: max(0, count)))
        var bytes = buffer.mutableSpan
        do throws(SRTPError) {
            switch kind {
            case .rtp: return .passed(try context.unprotect(&bytes, length: count))
            case .rtcp: return .passed(try context.unprotectControl(&bytes, length: count))
            case .stun, .dtls, .unknown: return .refused(.unusable)
            }
        } catch {
            return .refused(SecurityRefusal(error))
        }
    }

    /// Writes a packet of ours into a buffer, protected.
    ///
    /// - Parameter isReport: whether it is RTCP.
    func seal(_ packet: [UInt8], count: Int, isReport: Bool, into buffer: inout [UInt8]) -> Verdict {
        guard isReady, let context, count >= 0, count <= packet.count, count <= buffer.count else {
            return .refused(.notProtected)
        }
        for index in 0..<count { buffer[index] = packet[index] }
        var bytes = buffer.mutableSpan
        do throws(SRTPError) {
            return .passed(
                isReport
                    ? try context.protectControl(&bytes, length: count) : try context.protect(&bytes, length: count))
        } catch {
            return .refused(.notProtected)
        }
    }
}

extension SRTPProfile {
    fileprivate init(_ suite: MediaKeys.Suite) {
        self =
            switch suite {
            case .aes128SHA1Tag80: .aesCM128HMACSHA1Tag80
            case .aes128SHA1Tag32: .aesCM128HMACSHA1Tag32
            }
    }
}

extension SecurityRefusal {
    fileprivate init(_ error: SRTPError) {
        self =
            switch error {
            case .authenticationFailed: .notAuthentic
            case .replayed: .replayed
            case .tooShort, .malformed, .noRoom, .tooManySources, .keyExpired, .wrongKeyLength, .failed: .unusable
            }
    }
}
