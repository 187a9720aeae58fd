import Media
import RTP
import SIP
import Telephones
import Testing

/// Peers that do nothing, or nonsense: each call ends within its limits, and its record says how.
@Suite("Telephones and peers that do not behave", .timeLimit(.minutes(1)))
struct SilentPeerTests {
    private static let short = PhoneLimits(
        answer: .milliseconds(300), longest: .seconds(20), ending: .milliseconds(200))

    /// Places a call at an end that a test speaks for.
    private func place(
        to port: UInt16, over transport: TransportProtocol = .udp, _ script: Acting = .brief,
        limits: PhoneLimits = short
    ) async throws -> PhoneRecord {
        let here = try await TestBank.open(over: transport)
        let record = await here.bank.place(
            try here.plan(to: port, over: transport, limits: limits), script: script)
        await here.bank.shutdown()
        return record
    }

    @Test("Nobody listens on the port")
    func nobody() async throws {
        let gone = try await TestBank.open()
        await gone.bank.shutdown()
        let record = try await place(to: gone.port)
        #expect(record.end == .noResponse && record.statuses.isEmpty && record.moments.ended != nil)
        #expect(record.report?.packetsSent == 0)
    }

    @Test("Nobody listens on the port of a connection")
    func nobodyOverTCP() async throws {
        let gone = try await TestBank.open(over: .tcp)
        await gone.bank.shutdown()
        let record = try await place(to: gone.port, over: .tcp)
        guard case .unreachable = record.end else { return #expect(record.end == .unreachable("")) }
    }

    @Test("A peer that takes everything and says nothing")
    func silent() async throws {
        let peer = try await WirePeer.open { _ in [] }
        let record = try await place(to: peer.port)
        #expect(record.end == .noResponse)
        #expect(try #require(record.moments.ended) < .seconds(5))
    }

    @Test("A peer that says 100 and no more, not even to the CANCEL")
    func trying() async throws {
        let peer = try await WirePeer.open { $0.method == .invite ? [$0.response("100 Trying")] : [] }
        let record = try await place(to: peer.port)
        #expect(record.end == .notAnswered && record.statuses == [.trying])
        #expect(record.moments.trying != nil && record.postDialDelay == nil)
        #expect(record.messages.contains { $0.kind == .request(.cancel) })
    }

    @Test("A peer that never answers our BYE")
    func deafToGoodbye() async throws {
        let peer = try await WirePeer.open {
            $0.method == .invite ? [$0.response("200 OK", body: WirePeer.session)] : []
        }
        let record = try await place(to: peer.port)
        #expect(record.end == .hungUp && record.statuses == [.ok])
        #expect(record.agreements.map(\.remote.port) == [9])
    }

    @Test(
        "Answers of no use",
        arguments: [
            ("200 OK", ""), ("200 OK", "v=0\r\nthis is none"),
            ("200 OK", WirePeer.session.replacing("AVP 8", with: "AVP 18")),
            ("200 OK", WirePeer.session.replacing("audio 9", with: "audio 0")),
            ("200 OK", WirePeer.session.replacing("127.0.0.1", with: "host.invalid")),
        ])
    func useless(_ status: String, _ body: String) async throws {
        let peer = try await WirePeer.open { $0.method == .invite ? [$0.response(status, body: body)] : [] }
        let record = try await place(to: peer.port)
        #expect(record.end == .noCommonSound && record.agreements.isEmpty)
        #expect(record.messages.filter(\.isOurs).map(\.kind).suffix(2) == [.request(.ack), .request(.bye)])
    }

    @Test(
        "Bytes that are no answer",
        arguments: [
            "", "\0\0\0\0\0\0", "SIP/2.0", "SIP/2.0 200 OK\r\n\r\n", "SIP/2.0 999 No\r\nVia: x\r\n\r\n",
            "INVITE sip:a SIP/2.0\r\n\r\n", String(repeating: "a", count: 30_000),
        ])
    func garbage(_ bytes: String) async throws {
        let peer = try await WirePeer.open { _ in [bytes] }
        let record = try await place(to: peer.port)
        #expect(record.end == .noResponse && record.statuses.isEmpty)
    }

    @Test("Refusals keep their status and their cause")
    func refusals() async throws {
        for (status, cause) in [(404, 1), (503, 41), (600, 17), (699, nil)] as [(Int, Int?)] {
            let reason = cause.map { ["Reason: Q.850;cause=\($0);text=\"x\""] } ?? []
            let peer = try await WirePeer.open { $0.method == .invite ? [$0.response("\(status) No", reason)] : [] }
            let record = try await place(to: peer.port)
            #expect(record.end == .refused(try #require(StatusCode(rawValue: status)), cause: cause))
            #expect(record.messages.last { !$0.isOurs }?.reasons.count == (cause == nil ? 0 : 1))
        }
    }

    @Test("A name that does not exist, a trunk that does not exist")
    func names() async throws {
        let here = try await TestBank.open()
        var plan = try here.plan(to: 9)
        plan.target = URI(user: "a", host: "no-such-host.invalid")
        plan.limits.answer = .seconds(10)
        let nameless = await here.bank.place(plan, script: Acting.brief)
        guard case .unreachable(let words) = nameless.end else { return #expect(nameless.end == .unreachable("")) }
        #expect(words.contains("no-such-host.invalid") && nameless.callID == nil)
        plan.route = .trunk("none")
        let trunkless = await here.bank.place(plan, script: Acting.brief)
        guard case .notPlaced(let why) = trunkless.end else { return #expect(trunkless.end == .notPlaced("")) }
        #expect(why.contains("“none”"))
        await here.bank.shutdown()
    }

    @Test("Ports for sound run out, or there are as many calls as there may be: the call is not placed")
    func limits() async throws {
        let there = try await TestBank.open()
        for (most, words) in [(1, "1 calls are up"), (10, "no port for sound")] {
            let here = try await TestBank.open(ports: 35_998...35_999) { $0.mostCalls = most }
            let plan = try here.plan(
                to: there.port, limits: PhoneLimits(answer: .seconds(20), longest: .milliseconds(700)))
            let bank = here.bank
            let ends = await withTaskGroup(of: PhoneEnd.self) { group in
                for _ in 0..<2 { group.addTask { await bank.place(plan, script: Acting.idle).end } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(ends.count { $0 == .tooLong } == 1)
            #expect(ends.count { if case .notPlaced(let why) = $0 { why.hasPrefix(words) } else { false } } == 1)
            await here.bank.shutdown()
        }
        await there.bank.shutdown()
    }

    @Test("A bank that closes hangs up; what is placed afterwards is not; closing again does nothing")
    func shutdown() async throws {
        let there = try await TestBank.open()
        let (up, told) = AsyncStream.makeStream(of: Void.self)
        let here = try await TestBank.open()
        let plan = try here.plan(to: there.port)
        let bank = here.bank
        let call = Task {
            await bank.place(
                plan,
                script: Acting { news, _ in
                    if case .answered = news { told.yield() }
                    return []
                })
        }
        for await _ in up { break }
        #expect(await here.bank.callCount() == 1)
        await here.bank.shutdown()
        #expect(await call.value.end == .shutDown)
        #expect(try await there.record().end == .hungUpByPeer(cause: 16))
        #expect(await here.bank.place(plan, script: Acting.idle).end == .shutDown)
        await here.bank.shutdown()
        await there.bank.shutdown()
    }

    @Test("Whoever waits for a call and is cancelled hangs it up")
    func cancelledTask() async throws {
        let there = try await TestBank.open()
        let (up, told) = AsyncStream.makeStream(of: Void.self)
        let here = try await TestBank.open()
        let plan = try here.plan(to: there.port)
        let bank = here.bank
        let call = Task {
            await bank.place(
                plan,
                script: Acting { news, _ in
                    if case .answered = news { told.yield() }
                    return []
                })
        }
        for await _ in up { break }
        call.cancel()
        #expect(await call.value.end == .shutDown)
        #expect(try await there.record().end == .hungUpByPeer(cause: 16))
        await here.bank.shutdown()
        await there.bank.shutdown()
    }
}
