import CSRTP

/// Protects and unprotects the packets of one leg with the keys of SDES (RFC 3711, RFC 4568), by libsrtp.
///
/// Each direction has a key, and a session of the library: with one session for both, a peer that chose our SSRC would
/// meet our own stream. Any source is taken that proves the key, up to a limit, since peers change their SSRC in a
/// call. Within a source the library follows the roll-over counter and keeps a window against replay; a packet is
/// checked against the window first and by its tag next, and changes nothing before both have passed. So a flood of
/// forged packets costs a MAC each and no memory.
///
/// A context is changed by every packet and belongs to the thread that drives its leg. It is a class, as the library's
/// sessions must be released once, and on purpose not Sendable: the compiler then keeps it where it was made, or hands
/// it over whole.
///
/// Which cryptography the library was built with decides what a packet costs: with OpenSSL some 1.5 µs however many
/// contexts there are; with NSS, as Debian builds it, 5 µs for a hundred and ten times that for a thousand.
///
/// The keys are wiped from the memory of the library when the context ends. What the caller has, the SDP among it, is
/// the caller's.
public final class SRTPContext {
    /// How far behind the newest packet another is still taken, in packets; RFC 3711 §3.3.2 asks for 64.
    public static let replayWindow = 128
    /// How many sources a peer may have in one context; a real one has one or two.
    public static let maximumSources = 16
    /// How many bytes a buffer needs behind the packet that is protected: the library may write there.
    public static let trailerRoom = Int(SRTP_MAX_TAG_LEN) + 128

    private let outbound: SRTPSession
    private let inbound: SRTPSession
    private let profile: SRTPProfile

    /// Starts the library, which takes some 40 ms the first time; a server does so before its first call.
    public static func prepare() throws(SRTPError) { try SRTPSession.startLibrary() }

    /// Makes the context of a leg.
    ///
    /// - Parameters:
    ///   - localKey: key and salt of what we send, from our own `a=crypto`.
    ///   - remoteKey: key and salt of what we receive, from the peer's.
    public init(localKey: [UInt8], remoteKey: [UInt8], profile: SRTPProfile) throws(SRTPError) {
        outbound = try SRTPSession(localKey, ssrc_any_outbound, profile)
        inbound = try SRTPSession(remoteKey, ssrc_any_inbound, profile)
        self.profile = profile
    }

    private init(_ outbound: SRTPSession, _ inbound: SRTPSession, _ profile: SRTPProfile) {
        (self.outbound, self.inbound, self.profile) = (outbound, inbound, profile)
    }

    /// Makes the context that follows this one when a re-INVITE changes a key; this one must not be used any more.
    ///
    /// A direction whose key stays goes on as it was, since the peer keeps its roll-over counter, too: begun anew, it
    /// would be understood until the sequence number wraps, and then never again.
    ///
    /// - Parameters:
    ///   - localKey: nothing if it stays.
    ///   - remoteKey: nothing if it stays.
    public func successor(localKey: [UInt8]?, remoteKey: [UInt8]?) throws(SRTPError) -> SRTPContext {
        var (outbound, inbound) = (outbound, inbound)
        if let localKey { outbound = try SRTPSession(localKey, ssrc_any_outbound, profile) }
        if let remoteKey { inbound = try SRTPSession(remoteKey, ssrc_any_inbound, profile) }
        return SRTPContext(outbound, inbound, profile)
    }

    /// A key and salt by chance, for an offer or an answer of ours.
    public static func makeKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<SRTPProfile.keyLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Encrypts an RTP packet at the beginning of a buffer, and adds its tag.
    ///
    /// - Parameters:
    ///   - buffer: with ``trailerRoom`` more bytes than the packet.
    ///   - length: the packet's, in bytes.
    /// - Returns: its new length.
    public func protect(_ buffer: inout MutableSpan<UInt8>, length: Int) throws(SRTPError) -> Int {
        try check(length, in: buffer.count, reserve: Self.trailerRoom)
        guard length >= 12 else { throw .tooShort(length) }
        return try call(srtp_protect, outbound, &buffer, length)
    }

    /// Encrypts an RTCP packet at the beginning of a buffer, and adds its index and tag; see ``protect(_:length:)``.
    public func protectControl(_ buffer: inout MutableSpan<UInt8>, length: Int) throws(SRTPError) -> Int {
        try check(length, in: buffer.count, reserve: Self.trailerRoom)
        guard length >= 8 else { throw .tooShort(length) }
        return try call(srtp_protect_rtcp, outbound, &buffer, length)
    }

    /// Checks and decrypts an RTP packet at the beginning of a buffer.
    ///
    /// - Returns: its length without the tag. After an error the buffer's content means nothing.
    public func unprotect(_ buffer: inout MutableSpan<UInt8>, length: Int) throws(SRTPError) -> Int {
        try check(length, in: buffer.count, reserve: 0)
        guard length >= 12 + profile.tagLength else { throw .tooShort(length) }
        guard buffer[0] >> 6 == 2 else { throw .malformed }
        let source = Self.source(in: buffer, at: 8)
        try inbound.admit(source)
        let opened = try call(srtp_unprotect, inbound, &buffer, length)
        inbound.remember(source)
        return opened
    }

    /// Checks and decrypts an RTCP packet at the beginning of a buffer; see ``unprotect(_:length:)``.
    public func unprotectControl(_ buffer: inout MutableSpan<UInt8>, length: Int) throws(SRTPError) -> Int {
        try check(length, in: buffer.count, reserve: 0)
        guard length >= 8 + SRTPProfile.controlTrailerLength else { throw .tooShort(length) }
        guard buffer[0] >> 6 == 2 else { throw .malformed }
        let source = Self.source(in: buffer, at: 4)
        try inbound.admit(source)
        let opened = try call(srtp_unprotect_rtcp, inbound, &buffer, length)
        inbound.remember(source)
        return opened
    }

    private func check(_ length: Int, in room: Int, reserve: Int) throws(SRTPError) {
        guard length >= 0, length <= room, room - length >= reserve, Int32(exactly: length) != nil else {
            throw .noRoom(length)
        }
    }

    /// Callers have made sure that the header is there.
    private static func source(in buffer: borrowing MutableSpan<UInt8>, at offset: Int) -> UInt32 {
        (offset..<offset + 4).reduce(0) { $0 << 8 | UInt32(buffer[$1]) }
    }

    /// Calls a function of the library on a packet that is known to be inside the buffer, with its room.
    private func call(
        _ function: (srtp_t?, UnsafeMutableRawPointer?, UnsafeMutablePointer<Int32>?) -> srtp_err_status_t,
        _ session: SRTPSession, _ buffer: inout MutableSpan<UInt8>, _ length: Int
    ) throws(SRTPError) -> Int {
        var count = Int32(truncatingIfNeeded: length)
        let status = buffer.withUnsafeMutableBytes { function(session.handle, $0.baseAddress, &count) }
        guard status == srtp_err_status_ok else { throw SRTPError(status) }
        return Int(count)
    }
}
