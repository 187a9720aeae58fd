import CallFlow
import Calls
import Desk
import DeskFolder
import DrillLine
import Media
import Prompts
import Recordings
import SIP
import Telephones
import Testing

/// An exercise on real telephones: both sides have sockets on the loopback.
@Suite("People on call are rung for real", .timeLimit(.minutes(1)))
struct TelephoneLineTests {
    private static let phones = ["+33611111101", "+33611111102", "+33611111103"]

    private func people() throws -> [OnCallPerson] {
        try zip(["alice", "bruno", "chloe"], Self.phones).map { id, phone in
            OnCallPerson(id: id, name: id, phone: try #require(PhoneNumber(phone)))
        }
    }

    private func voice() throws -> PromptVoice {
        try VoiceLoader(DeskRecordings(try DeskFolder.load(at: Technicians.root)))
            .load(prompts: Set(ReadinessPrompts.all)).voice
    }

    private func drill(_ ringTimeout: Duration) throws -> ReadinessDrill {
        let hunt = ReadinessHunt(
            chain: .onCall, ringTimeout: ringTimeout, acceptTimeout: .seconds(15), acceptKey: try #require(Key("1")),
            declineKey: try #require(Key("2")), keysPrompt: nil)
        return ReadinessDrill(
            chain: OnCallChain(try people()), hunt: hunt,
            terms: ReadinessTerms(consent: ["alice", "bruno", "chloe"], quiet: []),
            zone: try DeskFolder.load(at: Technicians.root).policy.zone, last: [:])
    }

    private func line(to technicians: Technicians, _ voice: PromptVoice) async throws -> TelephoneLine {
        let via = Trunk.Proxy(host: "127.0.0.1", port: technicians.end.port)
        let routes = DrillRoutes(
            trunks: [], via: via, hosts: DirectHosts(), number: "+33290920555", name: "DRI", longest: .seconds(30))
        let bank = try await PhoneBank.openForDrills(at: try Technicians.loopback(), logger: Technicians.quiet)
        let (origin, clock) = (Instant(seconds: 1_800_000_000), ContinuousClock())
        let began = clock.now
        return TelephoneLine(bank, routes: routes, voice: voice) { origin.advanced(by: began.duration(to: clock.now)) }
    }

    private func whisper(_ voice: PromptVoice) -> PhoneSound {
        let utterance = Utterance(prompt: ReadinessPrompts.whisper, language: .french)
        return PhoneSound(voice.playlist([utterance], at: Instant(seconds: 1_800_000_000)), from: voice.store)
    }

    @Test("One declines, one does not pick up, one accepts: in that order, with their times, and all hear the whisper")
    func whole() async throws {
        let technicians = try await Technicians.open([
            Self.phones[0]: Technician(answersAfter: .milliseconds(300), keys: "2"),
            Self.phones[1]: Technician(),
            Self.phones[2]: Technician(answersAfter: .milliseconds(500), keys: "91", method: .info),
        ])
        let voice = try voice()
        let line = try await line(to: technicians, voice)
        var drill = try drill(.seconds(3))
        let report = await drill.run(on: line, from: line.now)
        await line.close()
        let records = await technicians.records(3)

        #expect(line.isReal && report.rung == 3)
        #expect(report.lines.map(\.person.id) == ["alice", "bruno", "chloe"])
        #expect(report.lines.map(\.outcome) == [.rung(.declined), .rung(.noAnswer), .rung(.answered)])
        try #require(report.lines.count == 3)
        let (alice, bruno, chloe) = (report.lines[0], report.lines[1], report.lines[2])
        #expect(try #require(alice.answeredAfter) >= .milliseconds(300) && alice.acceptedAfter == nil)
        #expect(bruno.answeredAfter == nil && bruno.settledAfter == .seconds(3))
        let answered = try #require(chloe.answeredAfter)
        let accepted = try #require(chloe.acceptedAfter)
        #expect(answered >= .milliseconds(500) && accepted >= answered + .milliseconds(2_300))
        #expect(try #require(report.timeToHuman) >= accepted + .seconds(3))

        #expect(records[Self.phones[1]]?.end == .cancelledByPeer(cause: nil))
        for phone in [Self.phones[0], Self.phones[2]] {
            let record = try #require(records[phone])
            #expect(record.end == .hungUpByPeer(cause: 16))
            #expect(record.begins(with: whisper(voice)))
            #expect(record.party.user == "+33290920555" && record.party.displayName == "DRI")
        }
    }

    @Test("Whoever is busy, refuses or does not exist is told apart; broken off, nobody stays rung")
    func endings() async throws {
        let technicians = try await Technicians.open([
            Self.phones[0]: Technician(refusal: .busyHere), Self.phones[2]: Technician(),
        ])
        let line = try await line(to: technicians, try voice())
        var drill = try drill(.seconds(30))
        let report = await drill.run(on: line, from: line.now) { event, _ in
            if event?.position == 2, event?.kind == .ringing { line.breakOff() }
        }
        await line.close()
        let records = await technicians.records(2)
        #expect(report.lines.map(\.outcome) == [.rung(.busy), .rung(.unreachable), .brokenOff])
        #expect(report.timeToHuman == nil)
        #expect(records[Self.phones[2]]?.end == .cancelledByPeer(cause: nil))
    }
}
