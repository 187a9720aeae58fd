import Foundation
import Media
import RTP
import SIP
import Telephones
import Testing

/// As many calls at once as a test of a switchboard makes.
@Suite("Many telephones at once", .timeLimit(.minutes(2)))
struct ManyCallsTests {
    /// `TELEPHONES_CALLS` and `TELEPHONES_SECONDS` make a measurement of it.
    private static let calls = number("TELEPHONES_CALLS") ?? 20
    private static let seconds = number("TELEPHONES_SECONDS") ?? 1

    private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    @Test("No call fails, none loses a packet, and each hears the other to the end")
    func together() async throws {
        let sound = PhoneSound.tone(milliseconds: Self.seconds * 1_000)
        let called = Acting { news, _ in
            switch news {
            case .incoming: [.ring, .answer]
            case .answered: [.play(sound, PlayToken(2))]
            default: []
            }
        }
        let there = try await TestBank.open(answering: called)
        let here = try await TestBank.open()
        // The tone is loud in nine samples of ten.
        let enough = Self.seconds * 6_400
        let caller = Acting { news, memory in
            switch news {
            case .answered: return [.play(sound, PlayToken(1))]
            case .played(PlayToken(1)): return [.press([.pound]), .play(.tone(milliseconds: 500), PlayToken(3))]
            case .played: memory.marks = 1
            default: break
            }
            return memory.marks == 1 && memory.loud > enough ? [.hangUp] : []
        }
        let plan = try here.plan(
            to: there.port, limits: PhoneLimits(answer: .seconds(30), longest: .seconds(Self.seconds + 60)))
        let bank = here.bank
        let (before, began) = (Self.processorTime, ContinuousClock.now)
        let records = await withTaskGroup(of: PhoneRecord.self) { group in
            for _ in 0..<Self.calls { group.addTask { await bank.place(plan, script: caller) } }
            return await group.reduce(into: [PhoneRecord]()) { $0.append($1) }
        }
        let (spent, lasted) = (Self.processorTime - before, ContinuousClock.now - began)
        var others: [PhoneRecord] = []
        for _ in 0..<Self.calls { others.append(try await there.record()) }
        #expect(records.allSatisfy { $0.end == .hungUp && $0.statuses.last == .ok })
        #expect(others.allSatisfy { $0.end == .hungUpByPeer(cause: 16) && $0.keysReceived.map(\.key) == [.pound] })
        let lost = (records + others).map { $0.report?.quality.inbound.lost ?? 0 }.reduce(0, +)
        let worst = (records + others).map { $0.report?.quality.inbound.opinionScore ?? 0 }.min()
        #expect(lost == 0 && worst ?? 0 >= 400)
        if ProcessInfo.processInfo.environment["TELEPHONES_CALLS"] != nil {
            let delays = records.compactMap(\.moments.answered).sorted()
            print(
                "\(Self.calls) calls, both sides here: \(spent) of processor in \(lasted); answered after",
                "\(delays.isEmpty ? .zero : delays[delays.count / 2]) (median), \(delays.last ?? .zero) (worst); lost \(lost), worst MOS \(worst ?? 0)"
            )
        }
        await here.bank.shutdown()
        await there.bank.shutdown()
    }

    /// What this process has used of the processors.
    private static var processorTime: Duration {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return .seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + .microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }
}
