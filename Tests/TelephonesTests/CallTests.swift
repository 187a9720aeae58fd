import Media
import Prompts
import RTP
import SIP
import Telephones
import Testing

/// Two banks in one process call each other, over real sockets.
@Suite("Telephones call each other", .timeLimit(.minutes(1)))
struct CallTests {
    /// Opens a caller's bank and another, lets them talk, and closes both.
    private func talk(
        _ script: Acting, with other: Acting = .answering, over transport: TransportProtocol = .udp,
        change: (inout CallPlan) -> Void = { _ in }
    ) async throws -> (caller: PhoneRecord, called: PhoneRecord) {
        let here = try await TestBank.open(over: transport)
        let there = try await TestBank.open(over: transport, answering: other)
        var plan = try here.plan(to: there.port, over: transport)
        change(&plan)
        let caller = await here.bank.place(plan, script: script)
        let called = try await there.record()
        await here.bank.shutdown()
        await there.bank.shutdown()
        return (caller, called)
    }

    /// Plays a tone once the call is up, and hangs up when it was played and the other's was heard.
    private static let speaking = Acting { news, memory in
        switch news {
        case .answered: return [.play(.tone(milliseconds: 500), PlayToken(1))]
        case .played: memory.keys = "played"
        default: break
        }
        return memory.keys == "played" && memory.loud > 3_200 ? [.hangUp] : []
    }

    /// Answers with a tone.
    private static let toning = Acting { news, _ in
        if case .incoming = news { return [.ring, .answer] }
        if case .answered = news { return [.play(.tone(milliseconds: 500), PlayToken(2))] }
        return []
    }

    @Test("A call is answered, each hears the other, and the records agree", arguments: [TransportProtocol.udp, .tcp])
    func whole(over transport: TransportProtocol) async throws {
        let (caller, called) = try await talk(Self.speaking, with: Self.toning, over: transport)
        #expect(caller.end == .hungUp)
        #expect(called.end == .hungUpByPeer(cause: 16))
        #expect(caller.side == .caller && called.side == .called)
        #expect(caller.callID == called.callID && caller.callID != nil)
        #expect(caller.statuses.map(\.rawValue).suffix(2) == [180, 200])
        #expect(caller.moments.ringing != nil && caller.moments.answered != nil && caller.moments.firstPacket != nil)
        let delay = try #require(caller.postDialDelay)
        #expect(delay <= (caller.moments.answered ?? .zero) && delay > .zero)
        for record in [caller, called] {
            #expect(record.offer?.codecs == ["PCMA/8000", "PCMU/8000"])
            #expect(record.answer?.codecs == ["PCMA/8000", "PCMU/8000"])
            #expect(record.offer?.eventPayloadTypes == [101] && record.answer?.eventPayloadTypes == [101])
            #expect(record.agreements.map(\.codec) == [.pcma] && record.agreements.map(\.direction) == [.sendReceive])
            // 500 ms of tone, less where it crosses zero.
            let samples = record.sound.bytes.map(record.sound.law.decode)
            #expect((3_000...4_000).contains(samples.count { abs(Int($0)) > 1_000 }))
            #expect(record.packetsReceived >= 20 && record.packetsSent >= 20)
        }
        #expect(called.party.displayName == "Test" && called.party.user == "+33612345678")
        #expect(caller.messages.filter(\.isOurs).map(\.kind) == [.request(.invite), .request(.ack), .request(.bye)])
        #expect(called.keysReceived.isEmpty)
    }

    @Test(
        "Keys arrive once, in their order, by each way",
        arguments: [KeyMethod.auto, .rfc4733, .info, .inBand], [true, false])
    func keys(by method: KeyMethod, offersEvents: Bool) async throws {
        let pressing = Acting { news, _ in
            switch news {
            case .answered: return [.press([.nine, .nine, .zero, .pound], by: method)]
            case .notPressed: return [.hangUp]
            default: return []
            }
        }
        // Tones are only listened for where no telephone-events were agreed on.
        let takesTones = !offersEvents
        let hearing = Acting { news, memory in
            if case .incoming = news { return [.answer] }
            return memory.keys.count == 4 ? [.hangUp] : []
        }
        if method == .inBand, !takesTones { return }
        let (caller, called) = try await talk(pressing, with: hearing) {
            if !offersEvents { $0.audio = AudioCapabilities(telephoneEventPayloadType: nil) }
        }
        if method == .rfc4733, !offersEvents {
            #expect(caller.end == .hungUp && caller.keysSent.isEmpty && called.keysReceived.isEmpty)
            return
        }
        let way: KeyCombiner.Way =
            switch method {
            case .auto: offersEvents ? .telephoneEvent : .inBand
            case .rfc4733: .telephoneEvent
            case .info: .info
            case .inBand: .inBand
            }
        #expect(called.keysReceived.map(\.key) == [.nine, .nine, .zero, .pound])
        #expect(called.keysReceived.map(\.way) == Array(repeating: way, count: 4))
        #expect(caller.keysSent.map(\.way) == Array(repeating: way, count: 4))
        #expect(caller.infoAnswers == (method == .info ? [.ok, .ok, .ok, .ok] : []))
        #expect(called.offer?.eventPayloadTypes == (offersEvents ? [101] : []))
        #expect(caller.end == .hungUpByPeer(cause: 16) && called.end == .hungUp)
    }

    @Test("A telephone is busy")
    func busy() async throws {
        let (caller, called) = try await talk(
            .brief, with: Acting { news, _ in if case .incoming = news { [.reject(.busyHere)] } else { [] } })
        #expect(caller.end == .refused(.busyHere, cause: 17))
        #expect(called.end == .rejected(.busyHere))
        #expect(caller.moments.answered == nil && caller.agreements.isEmpty)
        #expect(caller.report?.packetsSent == 0 && caller.sound.bytes.isEmpty)
    }

    @Test("Nobody picks up: the call is cancelled at its limit, and the other side sees that")
    func noAnswer() async throws {
        let ringing = Acting { news, _ in if case .incoming = news { [.ring] } else { [] } }
        let (caller, called) = try await talk(.brief, with: ringing) { $0.limits.answer = .milliseconds(300) }
        #expect(caller.end == .notAnswered)
        #expect(called.end == .cancelledByPeer(cause: nil))
        #expect(caller.statuses.map(\.rawValue).suffix(2) == [180, 487])
        #expect(caller.messages.contains { $0.kind == .request(.cancel) && $0.isOurs })
    }

    @Test("The caller gives up while it rings")
    func cancelled() async throws {
        let ringing = Acting { news, _ in if case .incoming = news { [.ring] } else { [] } }
        let impatient = Acting { news, _ in
            if case .provisional(.ringing, hasSession: false) = news { [.cancel] } else { [] }
        }
        let (caller, called) = try await talk(impatient, with: ringing)
        #expect(caller.end == .cancelled && called.end == .cancelledByPeer(cause: nil))
    }

    @Test("Early media is heard before the call is taken")
    func earlyMedia() async throws {
        let announcing = Acting { news, memory in
            switch news {
            case .incoming: return [.earlyMedia, .play(.tone(milliseconds: 400), PlayToken(1))]
            case .played: return [.reject(.notFound)]
            default: return []
            }
        }
        let (caller, called) = try await talk(.idle, with: announcing)
        #expect(caller.end == .refused(.notFound, cause: 1) && called.end == .rejected(.notFound))
        #expect(caller.agreements.map(\.isEarly) == [true])
        #expect(caller.moments.earlyMedia != nil && caller.moments.answered == nil)
        let samples = caller.sound.bytes.map(caller.sound.law.decode)
        #expect(samples.count { abs(Int($0)) > 1_000 } > 1_500)
    }

    @Test("The INVITE makes no offer: the 200 does, and the ACK answers")
    func lateOffer() async throws {
        let (caller, called) = try await talk(Self.speaking, with: Self.toning) { $0.offersSound = false }
        #expect(caller.end == .hungUp)
        #expect(called.agreements.map(\.codec) == [.pcma])
        #expect(caller.messages.first { $0.kind == .request(.invite) }?.hasSession == false)
        #expect(caller.messages.first { $0.kind == .request(.ack) }?.hasSession == true)
        #expect(caller.offer?.address == called.offer?.address && caller.offer != nil)
        #expect(called.answer?.codecs == ["PCMA/8000", "PCMU/8000"])
    }

    @Test("Only the codec that is offered is agreed on")
    func codec() async throws {
        let (caller, called) = try await talk(.brief) { $0.audio = AudioCapabilities(codecs: [.pcmu]) }
        #expect(caller.offer?.codecs == ["PCMU/8000"])
        #expect(caller.agreements.map(\.codec) == [.pcmu] && called.agreements.map(\.codec) == [.pcmu])
    }

    @Test("A call that goes on is hung up at its limit")
    func tooLong() async throws {
        let (caller, called) = try await talk(.idle) { $0.limits.longest = .milliseconds(400) }
        #expect(caller.end == .tooLong && called.end == .hungUpByPeer(cause: 16))
    }

    @Test("A bank calls a telephone of its own")
    func itself() async throws {
        let bank = try await TestBank.open(answering: Self.toning)
        let caller = await bank.bank.place(try bank.plan(to: bank.port), script: Self.speaking)
        let called = try await bank.record()
        #expect(caller.end == .hungUp && called.end == .hungUpByPeer(cause: 16))
        #expect(caller.statuses.map(\.rawValue).suffix(2) == [180, 200] && called.statuses.isEmpty)
        await bank.bank.shutdown()
    }
}
