import SRTP
import Testing

/// SRTP against vectors of another implementation, and against those who would break it.
struct SRTPContextTests {
    // The master key and salt of RFC 3711 B.3. The expected packets were made by an implementation of AES-CM and
    // HMAC-SHA1 that shares nothing with ours, and derives the session keys that B.3 prints.
    private static let key = bytes("e1f97a0d3e018be0d64fa32c06de4139 0ec675ad498afeebb6960b3aabe6")
    private static let otherKey = (0..<30).map { UInt8($0) }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.filter { $0 != " " }.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    private func context(
        _ local: [UInt8] = key, _ remote: [UInt8] = key, _ profile: SRTPProfile = .aesCM128HMACSHA1Tag80
    ) throws -> SRTPContext { try SRTPContext(localKey: local, remoteKey: remote, profile: profile) }

    private func packet(_ sequence: UInt16, ssrc: UInt32 = 0xCAFE_BABE, payload: Int = 160) -> [UInt8] {
        [0x80, 8, UInt8(sequence >> 8), UInt8(sequence & 255), 0, 0, 0, 0]
            + (0..<4).map { UInt8(truncatingIfNeeded: ssrc >> (24 - 8 * $0)) }
            + [UInt8](repeating: 0xAB, count: payload)
    }

    private typealias Operation = (inout MutableSpan<UInt8>, Int) throws(SRTPError) -> Int

    /// Runs one of a context's functions on bytes.
    private func run(_ operation: Operation, _ bytes: [UInt8]) throws(SRTPError) -> [UInt8] {
        var buffer = bytes + [UInt8](repeating: 0, count: SRTPContext.trailerRoom)
        var span = buffer.mutableSpan
        let length = try operation(&span, bytes.count)
        return Array(buffer.prefix(length))
    }

    @Test(
        "A packet has the bytes that RFC 3711 gives it",
        arguments: [
            (SRTPProfile.aesCM128HMACSHA1Tag80, "4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb"),
            (.aesCM128HMACSHA1Tag32, "4e55dc4ce79978d88ca4d215949d2402 b78d6acc"),
        ])
    func vector(profile: SRTPProfile, body: String) throws {
        let header = Self.bytes("800f1234decafbadcafebabe")
        let plain = header + [UInt8](repeating: 0xAB, count: 16)
        let protected = try run(try context(Self.key, Self.otherKey, profile).protect, plain)
        #expect(protected == header + Self.bytes(body))
        #expect(protected.count == plain.count + profile.tagLength)
        #expect(try run(try context(Self.otherKey, Self.key, profile).unprotect, protected) == plain)
    }

    @Test("After the number rolls over, the counter is part of it")
    func rollOver() throws {
        let sender = try context()
        let receiver = try context()
        for sequence in UInt16(65_500)...65_535 {
            let protected = try run(sender.protect, packet(sequence))
            // Some are lost, the last one too.
            if sequence % 7 != 1 { #expect(try run(receiver.unprotect, protected) == packet(sequence)) }
        }
        let header = Self.bytes("800f0000decafbadcafebabe")
        let plain = header + [UInt8](repeating: 0xAB, count: 16)
        let protected = try run(sender.protect, plain)
        #expect(protected == header + Self.bytes("24ecf92d9c97bf2ac679b796fdfd365a 267beecdc56456590e62"))
        #expect(try run(receiver.unprotect, protected) == plain)
    }

    @Test("A packet from before the roll-over that comes after it is taken")
    func lateOverRollOver() throws {
        let sender = try context()
        let receiver = try context()
        let packets = try [65_533, 65_534, 65_535, 0, 1].map { try run(sender.protect, packet($0)) }
        for index in [0, 1, 3, 2, 4] { _ = try run(receiver.unprotect, packets[index]) }
    }

    @Test("A direction whose key stays when the other's changes keeps its counter and its window")
    func successor() throws {
        let (newLocal, newRemote) = (SRTPContext.makeKey(), SRTPContext.makeKey())
        let us = try context(Self.key, Self.otherKey)
        let them = try context(Self.otherKey, Self.key)
        for sequence in [65_534, 65_535, 0] as [UInt16] {
            _ = try run(them.unprotect, try run(us.protect, packet(sequence)))
            _ = try run(us.unprotect, try run(them.protect, packet(sequence)))
        }
        let replayed = try run(them.protect, packet(1))
        _ = try run(us.unprotect, replayed)

        let remoteChanged = try us.successor(localKey: nil, remoteKey: newRemote)
        #expect(try run(them.unprotect, try run(remoteChanged.protect, packet(1))) == packet(1))
        #expect(throws: SRTPError.authenticationFailed) {
            try run(remoteChanged.unprotect, try run(them.protect, packet(2)))
        }
        let localChanged = try remoteChanged.successor(localKey: newLocal, remoteKey: nil)
        let themAnew = try context(newRemote, newLocal)
        #expect(try run(themAnew.unprotect, try run(localChanged.protect, packet(2))) == packet(2))
        #expect(try run(localChanged.unprotect, try run(themAnew.protect, packet(2))) == packet(2))
        let both = try localChanged.successor(localKey: nil, remoteKey: nil)
        #expect(throws: SRTPError.replayed) { try run(both.protect, packet(2, payload: 80)) }
        #expect(throws: SRTPError.wrongKeyLength(3)) { try both.successor(localKey: [1, 2, 3], remoteKey: nil) }
    }

    @Test("RTCP has the bytes that RFC 3711 gives it, and both tags are ten bytes", arguments: SRTPProfile.allCases)
    func control(profile: SRTPProfile) throws {
        let plain = Self.bytes("81c8000bcafebabe") + [UInt8](repeating: 0xAB, count: 36)
        let sender = try context(Self.key, Self.otherKey, profile)
        let receiver = try context(Self.otherKey, Self.key, profile)
        let protected = try run(sender.protectControl, plain)
        #expect(
            protected
                == Self.bytes(
                    "81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8d5efb8816abf868c340e5082be1e90ca6bdd3195"
                        + "80000001 121fcbd0af5c19d26af3"))
        #expect(protected.count == plain.count + SRTPProfile.controlTrailerLength)
        #expect(try run(receiver.unprotectControl, protected) == plain)
        #expect(throws: SRTPError.replayed) { try run(receiver.unprotectControl, protected) }
        var changed = try run(sender.protectControl, plain)
        changed[10] ^= 1
        #expect(throws: SRTPError.authenticationFailed) { try run(receiver.unprotectControl, changed) }
    }

    @Test("A changed bit anywhere is noticed, and the packet is taken once it comes unchanged")
    func tampering() throws {
        let sender = try context()
        let receiver = try context()
        _ = try run(receiver.unprotect, try run(sender.protect, packet(1)))
        let protected = try run(sender.protect, packet(2))
        for index in protected.indices {
            var changed = protected
            changed[index] ^= 0x04
            #expect(throws: SRTPError.self, "byte \(index)") { try run(receiver.unprotect, changed) }
        }
        #expect(try run(receiver.unprotect, protected) == packet(2))
    }

    @Test("A packet is taken once; one that is older than the window, never")
    func replay() throws {
        let sender = try context()
        let receiver = try context()
        let packets = try (1...200).map { try run(sender.protect, packet($0)) }
        for protected in packets.dropFirst(2) { _ = try run(receiver.unprotect, protected) }
        #expect(throws: SRTPError.replayed) { try run(receiver.unprotect, packets[199]) }
        #expect(throws: SRTPError.replayed) { try run(receiver.unprotect, packets[150]) }
        #expect(throws: SRTPError.replayed) { try run(receiver.unprotect, packets[0]) }
    }

    @Test("Late packets inside the window are taken")
    func order() throws {
        let sender = try context()
        let receiver = try context()
        let packets = try (1...100).map { try run(sender.protect, packet($0)) }
        for protected in packets.reversed() { _ = try run(receiver.unprotect, protected) }
    }

    @Test("A number is never protected twice: that would give the plain text away")
    func reuse() throws {
        let sender = try context()
        _ = try run(sender.protect, packet(5))
        #expect(throws: SRTPError.replayed) { try run(sender.protect, packet(5, payload: 80)) }
    }

    @Test("Another key, a plain packet and our own packet coming back are refused")
    func wrongKey() throws {
        let sender = try context(Self.key, Self.otherKey)
        let protected = try run(sender.protect, packet(1))
        #expect(throws: SRTPError.authenticationFailed) {
            try run(try context(Self.key, Self.otherKey).unprotect, protected)
        }
        #expect(throws: SRTPError.authenticationFailed) { try run(sender.unprotect, protected) }
        #expect(throws: SRTPError.authenticationFailed) { try run(sender.unprotect, packet(1)) }
    }

    @Test("Bad packets leave no trace: after a flood of them, of any source, the peer is heard")
    func flood() throws {
        let sender = try context()
        let receiver = try context()
        for number in UInt32(0)..<2_000 {
            let forged = packet(UInt16(truncatingIfNeeded: number &* 7_919), ssrc: number)
            #expect(throws: SRTPError.authenticationFailed) { try run(receiver.unprotect, forged) }
        }
        for number in UInt16(1)...10 { _ = try run(receiver.unprotect, try run(sender.protect, packet(number))) }
    }

    @Test("A peer may change its source, up to a limit; RTP and RTCP count together")
    func sources() throws {
        let sender = try context()
        let receiver = try context()
        for ssrc in UInt32(1)...16 {
            _ = try run(receiver.unprotect, try run(sender.protect, packet(1, ssrc: ssrc)))
        }
        #expect(SRTPContext.maximumSources == 16)
        let seventeenth = try run(sender.protect, packet(1, ssrc: 17))
        #expect(throws: SRTPError.tooManySources) { try run(receiver.unprotect, seventeenth) }
        let report = try run(sender.protectControl, [0x80, 201, 0, 1, 0, 0, 0, 17])
        #expect(throws: SRTPError.tooManySources) { try run(receiver.unprotectControl, report) }
        _ = try run(receiver.unprotect, try run(sender.protect, packet(2, ssrc: 16)))
    }

    @Test("Runts, lies about the length and buffers without room never reach the library")
    func runts() throws {
        let context = try context()
        for length in 0..<22 {
            #expect(throws: SRTPError.tooShort(length)) {
                try run(context.unprotect, [UInt8](repeating: 0x80, count: length))
            }
        }
        for length in 0..<22 {
            #expect(throws: SRTPError.tooShort(length)) {
                try run(context.unprotectControl, [UInt8](repeating: 0x80, count: length))
            }
        }
        #expect(throws: SRTPError.tooShort(11)) { try run(context.protect, [UInt8](repeating: 0x80, count: 11)) }
        #expect(throws: SRTPError.tooShort(7)) { try run(context.protectControl, [UInt8](repeating: 0x80, count: 7)) }
        for length in [-1, 173, .max, .min] {
            var buffer = packet(1)
            var span = buffer.mutableSpan
            #expect(throws: SRTPError.noRoom(length)) { try context.unprotect(&span, length: length) }
        }
        var buffer = packet(1) + [UInt8](repeating: 0, count: SRTPContext.trailerRoom - 1)
        var span = buffer.mutableSpan
        #expect(throws: SRTPError.noRoom(172)) { try context.protect(&span, length: 172) }
        #expect(throws: SRTPError.noRoom(172)) { try context.protectControl(&span, length: 172) }
    }

    @Test("Headers that are longer than the packet are refused")
    func malformed() throws {
        let context = try context()
        var packet = packet(1, payload: 12)
        packet[0] = 0x8F
        #expect(throws: SRTPError.malformed) { try run(context.unprotect, packet) }
        #expect(throws: SRTPError.malformed) { try run(context.protect, packet) }
        packet[0] = 0x90
        #expect(throws: SRTPError.malformed) { try run(context.unprotect, packet) }
        packet[0] = 0x40
        #expect(throws: SRTPError.malformed) { try run(context.unprotect, packet) }
        #expect(throws: SRTPError.malformed) { try run(context.unprotectControl, packet) }
    }

    @Test("Random bytes are refused, and no memory is touched behind them")
    func anything() throws {
        let context = try context()
        for length in 0..<400 {
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
            if length > 0, Bool.random() { bytes[0] = 0x80 | bytes[0] & 0x3F }
            #expect(throws: SRTPError.self) { try run(context.unprotect, bytes) }
            #expect(throws: SRTPError.self) { try run(context.unprotectControl, bytes) }
        }
    }

    @Test("Keys have thirty bytes, and two made by chance differ")
    func keys() throws {
        #expect(throws: SRTPError.wrongKeyLength(29)) { try context([UInt8](repeating: 1, count: 29)) }
        #expect(throws: SRTPError.wrongKeyLength(31)) { try context(Self.key, [UInt8](repeating: 1, count: 31)) }
        #expect(SRTPContext.makeKey().count == SRTPProfile.keyLength)
        #expect(SRTPContext.makeKey() != SRTPContext.makeKey())
    }

    @Test("A thousand contexts live and end beside each other")
    func thousand() throws {
        let pairs = try (0..<500).map { _ in
            let (one, other) = (SRTPContext.makeKey(), SRTPContext.makeKey())
            return (try context(one, other), try context(other, one))
        }
        for number in UInt16(1)...3 {
            for (one, other) in pairs {
                #expect(try run(other.unprotect, try run(one.protect, packet(number))) == packet(number))
                #expect(try run(one.unprotect, try run(other.protect, packet(number))) == packet(number))
            }
        }
    }

    @Test("A context may be handed over to another thread, whole")
    func handedOver() async throws {
        let protected = try run(try context().protect, packet(1))
        let receiver = try context()
        let task = Task {
            var buffer = protected
            var span = buffer.mutableSpan
            return try receiver.unprotect(&span, length: protected.count)
        }
        #expect(try await task.value == 172)
    }
}
