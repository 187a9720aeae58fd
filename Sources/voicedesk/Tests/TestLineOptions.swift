import Acceptance
import ArgumentParser
import CallTests
import Desk
import DeskFolder
import Foundation
import Ledger
import SIP
import SIPTransport
import Telephones

extension KeyMethod: ExpressibleByArgument {}

/// How stories are run as real calls.
struct TestLineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Place the calls over SIP: the switchboard, as sip:HOST[:PORT][;transport=tcp].", valueName: "uri"))
    var via: String?
    @Option(
        help: ArgumentHelp(
            "Host the desk here, with the facts and at the time of each story; calls have to be routed to this end.",
            valueName: "address:port"))
    var hostDesk: String?
    @Option(
        help: ArgumentHelp(
            "Answer as the technicians here. A hosted desk without trunks rings them straight.",
            valueName: "address:port"))
    var technicians: String?
    @Option(
        help: ArgumentHelp(
            "Call from here; the address on the way to the switchboard if left out.", valueName: "address:port"))
    var callers: String?
    @Option(
        help: ArgumentHelp(
            "What is dialled for a number, such as emergency=0290920555; may be repeated.", valueName: "number=user"))
    var dial: [String] = []
    @Option(help: ArgumentHelp("How many stories go on at once.", valueName: "n"))
    var atOnce: Int = 20
    @Option(help: ArgumentHelp("Leave out stories that take longer, such as 8m.", valueName: "duration"))
    var longest: String = "8m"
    @Option(help: "How keys are sent.")
    var keys: KeyMethod = .auto
    @Option(help: ArgumentHelp("The codecs that are offered, in this order.", valueName: "list"))
    var codecs: String = "pcma,pcmu"
    @Flag(help: "Assert the caller's number (P-Asserted-Identity), as a trunk does.")
    var assertIdentity = false
    @Option(
        help: ArgumentHelp(
            "For a switchboard that challenges: a user name, and the environment variable that holds the password.",
            valueName: "user:env:name"))
    var account: String?
    @Option(help: ArgumentHelp("How long a call may ring, such as 40s.", valueName: "duration"))
    var answerLimit: String = "40s"
    @Option(help: ArgumentHelp("The longest time from the call to the first ringing.", valueName: "duration"))
    var maxPostDialDelay: String = "5s"
    @Option(help: ArgumentHelp("The longest time from the answer to the first prompt.", valueName: "duration"))
    var maxFirstPrompt: String = "3s"
    @Option(help: ArgumentHelp("The most packets that may be lost, in percent.", valueName: "n"))
    var maxLoss: Int = 3
    @Option(
        help: ArgumentHelp("Where what was heard in failing calls is kept as WAV.", valueName: "folder"),
        completion: .directory)
    var recordings: String = "test-recordings"
    @Flag(help: "Keep what was heard of all calls.")
    var keepRecordings = false
    @Option(
        help: ArgumentHelp("The ledger of a desk that runs elsewhere, to see what it decided.", valueName: "file"),
        completion: .file())
    var ledger: String?

    func validate() throws {
        guard (1...SwitchboardPlan.mostAtOnce).contains(atOnce) else {
            throw ValidationError("--at-once: '\(atOnce)' is not from 1 to \(SwitchboardPlan.mostAtOnce)")
        }
        guard (0...100).contains(maxLoss) else { throw ValidationError("--max-loss: '\(maxLoss)' is no percentage") }
        if via == nil {
            for (name, value) in [("host-desk", hostDesk), ("callers", callers), ("account", account)]
            where value != nil { throw ValidationError("--\(name) belongs to --via: name the switchboard") }
        }
        if hostDesk != nil, ledger != nil {
            throw ValidationError("--ledger is for a desk that runs elsewhere, not for one that is hosted")
        }
    }

    /// The plan, if calls are to be placed over SIP.
    func plan(_ desk: DeskFolder, folder: String) throws -> SwitchboardPlan? {
        guard let via else { return nil }
        let proxy = try Self.proxy(via)
        var plan = SwitchboardPlan(via: proxy, callers: try callerEnd(proxy))
        plan.host = try hostDesk.map { try Self.end($0, "--host-desk") }
        plan.technicians = try technicians.map { try Self.end($0, "--technicians") }
        if plan.host != nil {
            plan.trunks = try desk.telephony.trunks(environment: ProcessInfo.processInfo.environment, folder: folder)
        }
        plan.dial = try dialled()
        (plan.atOnce, plan.keys, plan.assertsIdentity) = (atOnce, keys, assertIdentity)
        plan.codecs = try chosenCodecs()
        plan.account = try account.map(Self.readAccount)
        plan.longest = try Self.duration(longest, "--longest")
        plan.answerLimit = try Self.duration(answerLimit, "--answer-limit")
        plan.terms.postDialDelay = try Self.duration(maxPostDialDelay, "--max-post-dial-delay")
        plan.terms.timeToFirstPrompt = try Self.duration(maxFirstPrompt, "--max-first-prompt")
        plan.terms.lossPercent = maxLoss
        (plan.recordings, plan.keepsAll) = (recordings, keepRecordings)
        plan.ledger = try ledger.map { try Ledger(path: $0) }
        return plan
    }

    // MARK: Reading

    static func proxy(_ text: String) throws -> Trunk.Proxy {
        let mend = "write it like sip:192.0.2.7:5060 or sip:pbx.example;transport=tcp"
        guard let uri = try? URI(parsing: text), uri.scheme == .sip || uri.scheme == .sips, !uri.host.isEmpty else {
            throw Unusable("--via: '\(text)' is no SIP address", mend: mend)
        }
        let named = uri.parameters["transport"].flatMap { name in
            TransportProtocol.allCases.first { $0.rawValue.lowercased() == name.lowercased() }
        }
        if uri.parameters["transport"] != nil, named == nil {
            throw Unusable("--via: '\(text)' names an unknown transport", mend: "use udp, tcp or tls")
        }
        return Trunk.Proxy(host: uri.host, port: uri.port, transport: uri.scheme == .sips ? .tls : named ?? .udp)
    }

    private func callerEnd(_ proxy: Trunk.Proxy) throws -> Endpoint {
        if let callers { return try Self.end(callers, "--callers") }
        let host = proxy.host == "localhost" ? "127.0.0.1" : proxy.host
        guard let peer = Endpoint("\(host):\(proxy.port ?? 5060)"), let own = SourceAddress.towards(peer) else {
            throw Unusable(
                "there is no way to tell from where to call '\(proxy.host)'", mend: "name an address with --callers")
        }
        return Endpoint(address: own, port: 0)
    }

    /// An end at which something can be listened on.
    static func end(_ text: String, _ option: String) throws -> Endpoint {
        if let end = Endpoint(text.replacing("localhost:", with: "127.0.0.1:")) { return end }
        throw Unusable("\(option): '\(text)' is no end", mend: "write an address and a port, such as 127.0.0.1:5090")
    }

    private func dialled() throws -> [NumberRole: String] {
        var dialled: [NumberRole: String] = [:]
        for item in dial {
            let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let role = NumberRole(rawValue: parts[0]) else {
                let roles = NumberRole.allCases.map(\.rawValue).joined(separator: ", ")
                throw Unusable("--dial: '\(item)' says nothing", mend: "write number=user with one of \(roles)")
            }
            dialled[role] = parts[1]
        }
        return dialled
    }

    private func chosenCodecs() throws -> [AudioCodec] {
        try codecs.split(separator: ",").map { name in
            guard let codec = AudioCodec(rawValue: name.uppercased()) else {
                throw Unusable("--codecs: there is no '\(name)'", mend: "use pcma, pcmu")
            }
            return codec
        }
    }

    private static func readAccount(_ text: String) throws -> CallPlan.Account {
        let parts = text.split(separator: ":", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[1] == "env" else {
            throw Unusable(
                "--account: '\(parts.first ?? "")' names no password", mend: "write it like alice:env:PBX_PASSWORD")
        }
        guard let password = ProcessInfo.processInfo.environment[parts[2]], !password.isEmpty else {
            throw Unusable("--account: the environment variable \(parts[2]) is empty", mend: "put the password into it")
        }
        return CallPlan.Account(user: parts[0], password: password)
    }

    private static func duration(_ text: String, _ option: String) throws -> Duration {
        if let duration = DurationText.parse(text), duration > .zero { return duration }
        throw Unusable("\(option): '\(text)' is no duration", mend: "write it like 40s")
    }
}
