import Testing

@testable import SIP

/// Trunks: found, registered at, asked whether they are there (RFC 3261 §10, §11).
@Suite("User agent: trunks")
struct AgentTrunksTests {
    private static func desk(_ change: (inout Trunk) -> Void) throws -> AgentBench {
        try AgentBench { change(&$0.trunks[0]) }
    }

    private func resolve(_ desk: inout AgentBench, _ paths: [TransportPath] = [AgentBench.carrier]) -> [String] {
        desk.step { $0.resolved("carrier", paths, now: $1, into: &$2) }
    }

    @Test("Registered as soon as the name is resolved, refreshed in time, taken back on a drain")
    func registrationLife() throws {
        var desk = try Self.desk { $0.registering = .init(expires: 600) }
        #expect(desk.agent.nextDeadline == nil)
        #expect(resolve(&desk) == ["REGISTER"])
        let register = try #require(desk.requests.last)
        #expect(register.uriText == "sip:carrier.example")
        #expect(register.fields.first(.contact) == "<sip:voicedesk@192.0.2.10:5060>")
        #expect(
            try desk.reply(401, ["WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\""]) == ["REGISTER"])
        #expect(try #require(desk.requests.last).fields.first(.authorization)?.contains("username=\"desk\"") == true)
        let granted = "Contact: <sip:voicedesk@192.0.2.10:5060>;expires=600"
        #expect(try desk.reply(200, [granted]) == ["carrier registered"])
        #expect(desk.agent.trunkStatus.first?.registeredUntil == desk.now + .seconds(600))
        #expect(desk.wait(.seconds(299)) == [])
        let refresh = desk.wait(.seconds(151))
        #expect(refresh.first?.hasSuffix("REGISTER") == true)
        #expect(try desk.reply(200, [granted]) == ["carrier registered"])
        #expect(desk.step { $0.unregister(now: $1, into: &$2) } == ["REGISTER"])
        #expect(try #require(desk.requests.last).fields.first(.expires) == "0")
        #expect(try desk.reply(200) == ["carrier unregistered"])
        #expect(desk.wait(.seconds(2_000)) == [])
        #expect(desk.leftovers == [])
    }

    @Test("423: registered again with the lifetime that the trunk wants")
    func tooBrief() throws {
        var desk = try Self.desk { $0.registering = .init(expires: 60) }
        _ = resolve(&desk)
        #expect(try desk.reply(423, ["Min-Expires: 3600"]) == ["REGISTER"])
        #expect(try #require(desk.requests.last).fields.first(.expires) == "3600")
    }

    @Test("A registrar that is not there is asked again later, and one that lost us is told so")
    func registrationFails() throws {
        var desk = try Self.desk { $0.registering = .init(expires: 600) }
        _ = resolve(&desk)
        let lines = desk.wait(.seconds(32.1))
        #expect(lines.last == "32.0 carrier not registered: no answer")
        #expect(desk.agent.trunkStatus.first?.problem == "no answer")
        #expect(desk.wait(.seconds(61)).first?.hasSuffix("REGISTER") == true)
        _ = try desk.reply(200, ["Contact: <sip:voicedesk@192.0.2.10:5060>;expires=60"])
        let lapse = desk.wait(.seconds(61))
        #expect(lapse.contains { $0.hasSuffix("carrier unregistered") }, "the refresh was never answered")
    }

    @Test("A trunk that stops answering goes down after two failures, and comes up after two answers")
    func health() throws {
        var desk = try Self.desk { $0.keepalive = .init(interval: .seconds(60), retryInterval: .seconds(10)) }
        #expect(resolve(&desk) == ["OPTIONS"])
        #expect(try desk.reply(404) == [], "whoever answers is there")
        #expect(desk.agent.trunkStatus.first?.isUp == true)
        #expect(desk.wait(.seconds(60)) == ["60.0 OPTIONS"])
        #expect(try desk.reply(503) == [], "one failure is no outage")
        #expect(desk.wait(.seconds(10)) == ["10.0 OPTIONS"])
        #expect(desk.wait(.seconds(32)).last == "32.0 carrier down: it did not answer in time")
        #expect(desk.agent.trunkStatus.first?.isUp == false)
        #expect(desk.wait(.seconds(10)) == ["10.0 OPTIONS"])
        #expect(try desk.reply(200) == [], "one answer is no recovery")
        #expect(desk.wait(.seconds(10)) == ["10.0 OPTIONS"])
        #expect(try desk.reply(200) == ["carrier up"])
        #expect(desk.agent.trunkStatus.first?.isUp == true)
    }

    @Test("A trunk that speaks to us is not asked meanwhile")
    func spokenTo() throws {
        var desk = try Self.desk { $0.keepalive = .init(interval: .seconds(60)) }
        _ = resolve(&desk)
        _ = try desk.reply(200)
        #expect(desk.wait(.seconds(50)) == [])
        _ = desk.receive(AgentBench.request("OPTIONS"))
        #expect(desk.wait(.seconds(59)) == [])
        #expect(desk.wait(.seconds(1)) == ["1.0 OPTIONS"])
    }

    @Test("A place that does not answer makes room for the next one, once, whatever failed there")
    func nextPlace() throws {
        var desk = try Self.desk {
            $0.registering = .init()
            $0.keepalive = .init()
        }
        #expect(resolve(&desk, [AgentBench.carrier, AgentBench.carrierToo]) == ["REGISTER", "OPTIONS"])
        let lines = desk.wait(.seconds(32))
        #expect(lines.contains("32.0 carrier not registered: no answer"))
        #expect(desk.agent.trunkStatus.first?.place == AgentBench.carrierToo.remote)
        #expect(resolve(&desk, [AgentBench.carrier, AgentBench.carrierToo]) == [])
        #expect(desk.agent.trunkStatus.first?.place == AgentBench.carrierToo.remote, "the name leads where it did")
        _ = resolve(&desk, [AgentBench.carrier])
        #expect(desk.agent.trunkStatus.first?.place == AgentBench.carrier.remote)
    }

    @Test("Calls go to trunks that are up first")
    func selection() throws {
        var desk = try AgentBench {
            $0.trunks[0].keepalive = .init(failuresToDown: 1)
        }
        _ = desk.step { $0.resolved("office", [AgentBench.office], now: $1, into: &$2) }
        _ = resolve(&desk)
        #expect(desk.agent.selection().begin() == .call(trunk: "carrier"))
        _ = try desk.reply(503)
        #expect(desk.agent.selection().begin() == .call(trunk: "office"))
        #expect(desk.agent.selection(among: ["carrier"]).begin() == .call(trunk: "carrier"), "better than no call")
        #expect(desk.agent.selection(among: []).begin() == .finished(.unreachable))
    }

    @Test("Without room for requests a trunk is neither registered nor believed to be there")
    func noRoom() throws {
        var desk = try AgentBench {
            $0.trunks[0].registering = .init()
            $0.trunks[0].keepalive = .init(failuresToDown: 1)
            $0.limits = TransactionLimits(clientTransactions: 0)
        }
        #expect(
            resolve(&desk) == [
                "carrier not registered: the trunk could not be reached", "carrier down: it could not be reached",
            ])
        #expect(desk.leftovers == [])
    }
}
