import RTP
import TestSupport
import Testing

/// Who is heard in a call.
///
/// The caller's SDP names "sdp"; behind an address translator the caller sends from "nat".
struct SourceLockTests {
    /// Five packets of 20 ms in order, unless told otherwise.
    private func hear(
        _ lock: inout SourceLock<String>, _ source: String, _ numbers: [UInt16] = [1, 2, 3, 4, 5], ssrc: UInt32 = 1,
        at time: Int = 0
    ) -> [SourceLock<String>.Verdict] {
        numbers.enumerated().map { index, sequence in
            let header = RTPHeader(payloadType: 8, sequence: sequence, timestamp: 0, ssrc: ssrc)
            return lock.receive(header, from: source, now: .milliseconds(time + index * 20))
        }
    }

    /// Accepted, foreign, relatched.
    private func counts(_ lock: SourceLock<String>) -> [UInt64] {
        [lock.counters.accepted, lock.counters.foreign, lock.counters.relatched]
    }

    @Test("The expected source is heard from its first packet, and nobody else after it")
    func expected() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "sdp", [7, 9]) == [.acceptNewStream, .accept])
        #expect(hear(&lock, "attacker") == [.foreign, .foreign, .foreign, .foreign, .foreign])
        #expect(lock.locked == "sdp")
        #expect(counts(lock) == [2, 5, 0])
    }

    @Test("Another source is learned after five packets in order, once and for good")
    func learned() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "nat") == [.probation, .probation, .probation, .probation, .acceptNewStream])
        #expect(lock.locked == "nat")
        #expect(hear(&lock, "nat", [6]) == [.accept])
        // Not even after an hour of silence.
        #expect(hear(&lock, "attacker", [1, 2, 3, 4, 5, 6], at: 3_600_000).allSatisfy { $0 == .foreign })
        #expect(counts(lock) == [2, 10, 1])
    }

    @Test("Without an SDP yet, the first to prove itself is learned")
    func unknown() {
        var lock = SourceLock<String>(expecting: nil)
        #expect(hear(&lock, "early").last == .acceptNewStream)
        lock.expect("early")
        #expect(lock.locked == "early")
        #expect(hear(&lock, "early", [6]) == [.accept])
    }

    @Test("An attacker who came first loses the call with the caller's first packet")
    func race() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "attacker").last == .acceptNewStream)
        #expect(hear(&lock, "sdp", [500], ssrc: 2) == [.acceptNewStream])
        #expect(hear(&lock, "attacker", [6]) == [.foreign])
        #expect(hear(&lock, "sdp", [501], ssrc: 2) == [.accept])
        #expect(lock.counters.relatched == 2)
    }

    @Test("The expected source ends a candidate's probation")
    func interrupted() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "attacker", [1, 2, 3, 4]) == [.probation, .probation, .probation, .probation])
        #expect(hear(&lock, "sdp", [1]) == [.acceptNewStream])
        #expect(hear(&lock, "attacker", [5]) == [.foreign])
    }

    @Test(
        "Who leaves the order begins anew",
        arguments: [[1, 2, 3, 4, 6], [1, 2, 3, 4, 3], [5, 4, 3, 2, 1], [1, 3, 5, 7, 9]] as [[UInt16]])
    func disorder(numbers: [UInt16]) {
        var lock = SourceLock(expecting: "sdp")
        #expect(!hear(&lock, "nat", numbers).contains(.acceptNewStream))
        #expect(lock.locked == nil)
        #expect(hear(&lock, "nat", [20, 21, 22, 23, 24, 25], at: 100).contains(.acceptNewStream))
    }

    @Test("Repeating one packet proves nothing, and a packet that comes twice disproves nothing")
    func repeated() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "nat", [1, 1, 1, 1, 1, 1]).allSatisfy { $0 == .probation })
        #expect(hear(&lock, "nat", [2, 2, 3, 4, 5], at: 120).last == .acceptNewStream)
    }

    @Test("The five packets are of one stream")
    func twoStreams() {
        var lock = SourceLock(expecting: "sdp")
        _ = hear(&lock, "nat", [1, 2, 3, 4], ssrc: 1)
        #expect(hear(&lock, "nat", [5, 6], ssrc: 2, at: 80) == [.foreign, .probation])
    }

    @Test("Numbers roll over on probation")
    func rollOver() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "nat", [0xFFFE, 0xFFFF, 0, 1, 2]).last == .acceptNewStream)
    }

    @Test("A candidate that falls silent makes room, not before 200 ms")
    func silence() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "attacker", [1]) == [.probation])
        #expect(hear(&lock, "nat", [1], at: 200) == [.foreign])
        #expect(hear(&lock, "nat", [2, 3, 4, 5, 6], at: 201).last == .acceptNewStream)
    }

    @Test("A flood of disorder does not keep the right source out")
    func flood() {
        var lock = SourceLock(expecting: "sdp")
        var random = SplitMix64(seed: 11)
        var heardAt: UInt16?
        for tick in 0..<100 as Range<UInt16> where heardAt == nil {
            for sender in 0..<10 {
                _ = hear(&lock, "attacker \(sender)", [UInt16(truncatingIfNeeded: random.next())], at: Int(tick) * 20)
            }
            if hear(&lock, "nat", [tick], at: Int(tick) * 20 + 10) == [.acceptNewStream] { heardAt = tick }
        }
        #expect(lock.locked == "nat")
    }

    @Test("A new SDP opens the lock for its address, and the old one is foreign")
    func reInvite() {
        var lock = SourceLock(expecting: "sdp")
        _ = hear(&lock, "sdp")
        lock.expect("other")
        #expect(lock.locked == nil)
        #expect(hear(&lock, "sdp", [6]) == [.probation])
        #expect(hear(&lock, "other", [900]) == [.acceptNewStream])
        #expect(hear(&lock, "sdp", [7]) == [.foreign])
        #expect(lock.counters.relatched == 1)
    }

    @Test("The same SDP again, as in a session refresh, leaves a learned source locked")
    func refresh() {
        var lock = SourceLock(expecting: "sdp")
        _ = hear(&lock, "nat")
        lock.expect("sdp")
        #expect(hear(&lock, "nat", [6]) == [.accept])
    }

    @Test("A new SDP of a caller behind a translator is learned again")
    func relearned() {
        var lock = SourceLock(expecting: "sdp")
        _ = hear(&lock, "nat")
        lock.expect("other sdp")
        #expect(hear(&lock, "nat", [6, 7, 8, 9, 10], at: 200).last == .acceptNewStream)
    }

    @Test("The locked source may begin a new stream")
    func newStream() {
        var lock = SourceLock(expecting: "sdp")
        #expect(hear(&lock, "sdp", [1, 2], ssrc: 1) == [.acceptNewStream, .accept])
        #expect(hear(&lock, "sdp", [40_000, 40_001], ssrc: 2) == [.acceptNewStream, .accept])
    }

    @Test("The limits are the caller's, within reason")
    func limits() {
        var eager = SourceLock(expecting: "sdp", limits: .init(probation: 0, silence: .zero))
        #expect(hear(&eager, "nat", [1]) == [.acceptNewStream])
        var slow = SourceLock(expecting: "sdp", limits: .init(probation: 50, silence: .seconds(1)))
        #expect(hear(&slow, "nat", Array(1...50)).filter { $0 == .probation }.count == 49)
    }
}
