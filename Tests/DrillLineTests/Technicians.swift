import DrillLine
import Foundation
import Logging
import Media
import Prompts
import RTP
import RTPTransport
import SIP
import SIPTransport
import Telephones
import Testing

/// What a technician does when rung: picks up after a while, presses keys at a pace, and hangs up after the last if so wished.
struct Technician: PhoneScript {
    var answersAfter: Duration?
    var keys: [TelephoneKey] = []
    /// From the answer to the first key, and from one to the next.
    var pace = Duration.milliseconds(1_200)
    var hangsUp = false
    var method = KeyMethod.auto
    var refusal: StatusCode?

    private(set) var nextDeadline: Duration?
    private var isUp = false

    init(
        answersAfter: Duration? = nil, keys: String = "", pace: Duration = .milliseconds(1_200), hangsUp: Bool = false,
        method: KeyMethod = .auto, refusal: StatusCode? = nil
    ) {
        (self.answersAfter, self.pace, self.hangsUp) = (answersAfter, pace, hangsUp)
        (self.method, self.refusal) = (method, refusal)
        self.keys = keys.utf8.compactMap { TelephoneKey(ascii: $0) }
    }

    mutating func receive(_ news: PhoneNews, at now: Duration) -> [PhoneCommand] {
        switch news {
        case .incoming:
            if let refusal { return [.reject(refusal)] }
            nextDeadline = answersAfter.map { now + $0 }
            return [.ring]
        case .answered:
            isUp = true
            nextDeadline = now + pace
        case .deadlineReached:
            nextDeadline = nil
            guard isUp else { return [.answer] }
            if keys.isEmpty { return hangsUp ? [.hangUp] : [] }
            nextDeadline = now + pace
            return [.press([keys.removeFirst()], by: method)]
        default: break
        }
        return []
    }
}

/// The telephones of technicians at a port of their own on the loopback, and what they experienced.
final class Technicians: Sendable {
    let bank: PhoneBank
    let end: Endpoint
    private let records: AsyncStream<(String, PhoneRecord)>

    /// - Parameter scripts: by the number or name that is dialled; whoever else is dialled does not exist.
    static func open(_ scripts: [String: Technician]) async throws -> Technicians {
        let (stream, continuation) = AsyncStream.makeStream(of: (String, PhoneRecord).self)
        var settings = PhoneBankSettings(at: try loopback())
        settings.media.portRange = 43_000...45_999
        let bank = try await PhoneBank.open(settings, logger: quiet) { invitation in
            guard let user = invitation.user, let script = scripts[user] else { return .refuse(.notFound) }
            return .phone(script) { continuation.yield((user, $0)) }
        }
        return Technicians(bank, try #require(bank.listeners.first).endpoint, stream)
    }

    private init(_ bank: PhoneBank, _ end: Endpoint, _ records: AsyncStream<(String, PhoneRecord)>) {
        (self.bank, self.end, self.records) = (bank, end, records)
    }

    /// Everything that so many telephones can tell, once their calls are over; and closes them.
    func records(_ count: Int) async -> [String: PhoneRecord] {
        var found: [String: PhoneRecord] = [:]
        var iterator = records.makeAsyncIterator()
        while found.count < count, let (user, record) = await iterator.next() { found[user] = record }
        await bank.shutdown()
        return found
    }

    static var quiet: Logger { Logger(label: "drills") { _ in SwiftLogNoOpLogHandler() } }

    static func loopback() throws -> Endpoint { try #require(Endpoint("127.0.0.1:0")) }

    /// The repository's root, which is the shipped desk.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
}

extension PhoneRecord {
    /// Whether what was heard begins with this sound: its first half second comes whole, and before it there was silence.
    func begins(with sound: PhoneSound) -> Bool {
        let wanted = sound.list.runs.flatMap { run in
            (run.first..<run.first + run.count).flatMap { Array(sound.store.bytes(of: $0, self.sound.law)) }
        }.map(self.sound.law.decode)
        let heard = self.sound.bytes.map(self.sound.law.decode)
        guard let loud = wanted.firstIndex(where: { abs(Int($0)) > 300 }), wanted.count >= loud + 4_000,
            let begin = heard.firstIndex(where: { abs(Int($0)) > 300 }), heard.count >= begin + 4_000
        else { return false }
        return heard[begin..<begin + 4_000].elementsEqual(wanted[loud..<loud + 4_000])
    }
}
