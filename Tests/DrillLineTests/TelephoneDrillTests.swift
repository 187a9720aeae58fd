import Desk
import DeskFolder
import DrillLine
import Ledger
import Media
import RTP
import SIP
import Telephones
import Testing

@testable import Drills

@Suite("A technician's scenario on a real telephone", .timeLimit(.minutes(1)))
struct TelephoneDrillTests {
    /// A tone of its own for each text, in place of speech.
    private func tones(_ texts: [String]) -> [String: [Int16]] {
        var tones: [String: [Int16]] = [:]
        for (index, text) in texts.enumerated() {
            var tone = Tone(Tone.Part(frequency: Double(300 + 40 * index), level: -10), length: 6_400)
            var samples = [Int16](repeating: 0, count: 6_400)
            _ = tone.mix(into: &samples)
            tones[text] = samples
        }
        return tones
    }

    private func play(_ technician: Technician) async throws -> (DrillSession, PhoneRecord?, DrillSpeech) {
        let technicians = try await Technicians.open(["alice": technician])
        let library = DrillLibrary(try DeskFolder.load(at: Technicians.root))
        let session = DrillSession(
            try library.scenario("woken"), desk: library.desk, mode: .exam, language: .french)
        let speech = DrillSpeech(tones(session.spokenTexts))
        let bank = try await PhoneBank.openForDrills(at: try Technicians.loopback(), logger: Technicians.quiet)
        let plan = CallPlan(to: URI(user: "alice", endpoint: technicians.end), from: .init(user: "+33290920555"))
        let played = try await TelephoneDrill(bank, plan: plan, speech: speech).play(session) { _ in }
        await bank.shutdown()
        return (played, await technicians.records(1)["alice"], speech)
    }

    @Test("It rings, whispers, takes the keys, and measures the time to accept")
    func whole() async throws {
        let (played, record, speech) = try await play(
            Technician(answersAfter: .milliseconds(400), keys: "1111", hangsUp: true))
        for deed in ["rang", "answered", "accepted", "chose.first.ticket", "chose.action.space", "triaged", "closed"] {
            #expect(played.timeline.has(deed), "\(deed)")
        }
        let happenings = played.timeline.happenings
        let answered = try #require(happenings.first { $0.deeds.contains("answered") }).at
        let accepted = try #require(happenings.first { $0.deeds.contains("accepted") }).at
        // How late the drill notices the answer is the machine's; the key comes after the whisper in any case.
        #expect(answered >= .milliseconds(400) && accepted > answered)
        #expect(accepted < .seconds(30))
        let whisper = try #require(speech.sound(of: [played.whisper]))
        #expect(try #require(record).begins(with: whisper))
        #expect(record?.end == .hungUp)
    }

    @Test("A refused call is a declined one, and a telephone that does not exist is no result")
    func refused() async throws {
        let (played, _, _) = try await play(Technician(refusal: .busyHere))
        #expect(played.timeline.has("declined") && !played.timeline.has("answered"))
        let failure = await #expect(throws: TelephoneDrill.Unreached.self) {
            _ = try await play(Technician(refusal: .notFound))
        }
        #expect(failure?.end == .refused(.notFound, cause: 1))
    }
}
