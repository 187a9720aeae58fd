import Desk
import Ledger
import Media
import RTP
import SIP
import Telephones
import Testing

/// Telephones and the shipped desk, with its own flows and recordings.
@Suite("Telephones and a desk", .timeLimit(.minutes(2)))
struct DeskTests {
    @Test("A caller keys a number that nobody has, hears that, and is hung up on")
    func stranger() async throws {
        let bank = try await TestBank.open()
        let desk = try await DeskAtWork.start(trunk: bank.port)
        let caller = Acting { news, memory in
            switch news {
            case .sound where memory.marks == 0 && memory.loud > 2_000:
                // The welcome is cut short.
                (memory.marks, memory.wake) = (1, memory.now + .seconds(4))
                return [.press(TelephoneKey.keys("99999"))]
            case .deadlineReached:
                // So are the words of the refusal, and of farewell.
                memory.wake = memory.now + .seconds(1)
                return [.press([.one])]
            default: return []
            }
        }
        let record = await bank.bank.place(try bank.plan(to: desk.port, user: DeskAtWork.emergency), script: caller)
        #expect(record.end == .hungUpByPeer(cause: 16))
        #expect(record.keysSent.prefix(5).map(\.key) == Array(repeating: .nine, count: 5))
        #expect(record.keysSent.allSatisfy { $0.way == .telephoneEvent })
        #expect(record.party.product == "Voicedesk")
        let quality = try #require(record.report?.quality)
        #expect(quality.inbound.lost == 0 && record.packetsReceived > 200 && !record.receivedNothing)
        let call = try #require(try await desk.end().first)
        #expect(call.decision?.verdict == Verdict(kind: .refused, reasons: [.unknownClient]))
        #expect(call.ending?.keys.hasPrefix("99999") == true)
        await bank.bank.shutdown()
    }

    @Test("The desk rings its technician: who calls is in the INVITE, the key connects, and each hears the other")
    func technician() async throws {
        let technician = Acting { news, memory in
            switch news {
            case .incoming: return [.ring, .answer]
            case .sound where memory.marks == 0 && memory.loud > 2_000:
                // The desk says who it is, and asks for the key.
                memory.marks = 1
                return [.press([.one]), .play(.tone(milliseconds: 3_000), PlayToken(1))]
            case .played: return [.hangUp]
            default: return []
            }
        }
        let bank = try await TestBank.open(answering: technician)
        let desk = try await DeskAtWork.start(
            trunk: bank.port,
            files: [
                "callflows/emergency.yaml": """
                flow: emergency
                start: pick-up
                steps:
                  pick-up: { answer: { early_media: false }, outcomes: { done: ring } }
                  ring:
                    hunt: { chain: support, ring_timeout: 25s, accept_timeout: 20s, whisper: [whisper], max_duration: 10m }
                    outcomes: { completed: end, exhausted: end, unavailable: end }
                  end: { hangup: { cause: normal } }
                on_hangup:
                  - log: { category: ended }

                """
            ])
        let caller = await bank.bank.place(
            try bank.plan(to: desk.port, user: DeskAtWork.emergency), script: Acting.idle)
        let rung = try await bank.record()
        #expect(caller.end == .hungUpByPeer(cause: 16) && rung.end == .hungUp)
        #expect(rung.target == "sip:\(DeskAtWork.technician)@127.0.0.1")
        #expect(rung.party.user == DeskAtWork.emergency)
        #expect(rung.party.diversions.count == 1 && rung.party.diversions.first?.contains("+33612345678") == true)
        #expect(rung.party.history.count == 2 && rung.party.assertedIdentities.count == 1)
        // The technician's tone went through the desk to the caller.
        let heard = caller.sound.bytes.map(caller.sound.law.decode)
        #expect(heard.suffix(8_000).count { abs(Int($0)) > 1_000 } > 5_000)
        let call = try #require(try await desk.end().first)
        #expect(call.connectedTo == "alice")
        await bank.bank.shutdown()
    }
}
