import Desk
import SIP

/// Turns the part `telephony:` of `desk.yaml`, whose shape was checked before, into settings.
struct TelephonyReader {
    private var telephony = Telephony()
    private var problems: [Problem] = []

    /// What the part says; the defaults if there is none.
    static func read(_ node: YAMLNode?) -> (telephony: Telephony, problems: [Problem]) {
        guard let node else { return (Telephony(), []) }
        var reader = TelephonyReader()
        reader.read(node)
        return (reader.telephony, reader.problems)
    }

    private mutating func report(_ node: YAMLNode?, _ fallback: YAMLNode, _ message: String, _ mend: String) {
        problems.append(Problem((node ?? fallback).place, message, mend: mend))
    }

    private mutating func read(_ node: YAMLNode) {
        telephony.numberPlan = plan(node["country"]) ?? telephony.numberPlan
        telephony.acceptedPeers = node.choice("accept_from", AcceptedPeers.self) ?? telephony.acceptedPeers
        telephony.directHosts = DirectHosts(node["direct"]?.items.compactMap(\.text) ?? [])
        telephony.voicemail.folder = node["voicemail"]?["folder"]?.text ?? telephony.voicemail.folder
        telephony.voicemail.keep = node["voicemail"]?.duration("keep") ?? telephony.voicemail.keep
        for item in node["direct"]?.items ?? [] { refuseEverybody(item, "name the hosts that may be rung") }
        var names: Set<String> = []
        for item in node["trunks"]?.items ?? [] {
            guard let settings = trunk(item) else { continue }
            if !names.insert(settings.trunk.name).inserted {
                report(
                    item["name"], item, "there are two trunks '\(settings.trunk.name)'", "give each a name of its own")
            }
            telephony.trunks.append(settings)
        }
    }

    private mutating func trunk(_ node: YAMLNode) -> TrunkSettings? {
        guard let name = node["name"]?.text, let user = node["user"]?.text,
            let proxy = node["proxy"]?.text.flatMap(TelephonyText.split)
        else { return nil }
        let way = Trunk.Proxy(host: proxy.host, port: proxy.port, transport: node.transport("transport") ?? .udp)
        var trunk = Trunk(name: name, proxy: way, domain: node["domain"]?.text ?? proxy.host, user: user)
        trunk.registering = registering(node["register"])
        trunk.keepalive = keepalive(node["keepalive"]?.text, else: trunk.keepalive)
        trunk.priority = node.integer("priority") ?? trunk.priority
        trunk.numberForm = node.choice("numbers", NumberForm.self) ?? trunk.numberForm
        trunk.numberPlan = plan(node["country"]) ?? telephony.numberPlan
        trunk.presentedNumber = node.phone("present")?.description
        trunk.requires100rel = node.boolean("reliable_provisional") ?? trunk.requires100rel
        trunk.sessionTimer = sessionTimer(node["session_timer"], else: trunk.sessionTimer)
        trunk.mediaSecurity = MediaWords.all.first { $0.word == node["media"]?.text }?.security ?? trunk.mediaSecurity
        trunk.inbound = inbound(node["inbound"])
        let credentials = (node["credentials"]?.items ?? []).compactMap(Self.credential)
        check(trunk, credentials, node)
        return TrunkSettings(trunk: trunk, credentials: credentials)
    }

    /// What the fields of a trunk say together.
    private mutating func check(_ trunk: Trunk, _ credentials: [TrunkSettings.Credential], _ node: YAMLNode) {
        if trunk.inbound.requiresDigest, credentials.isEmpty {
            report(
                node["inbound"]?["digest"], node,
                "calls of '\(trunk.name)' are to be challenged, and there is no password to check the answer with",
                "add 'credentials:', or leave 'digest' out")
        }
        // The keys of SRTP stand in the SDP (RFC 4568 §7.1): who can read the signalling can hear the call.
        if trunk.mediaSecurity == .required, trunk.proxy.transport != .tls {
            report(
                node["media"], node,
                "'srtp-required' over \(trunk.proxy.transport.rawValue.lowercased()) sends the keys in clear",
                "write 'transport: tls', or 'media: srtp-optional'")
        }
    }

    private static func credential(_ node: YAMLNode) -> TrunkSettings.Credential? {
        guard let username = node["username"]?.text, let source = node["password"], let text = source.text,
            let password = SecretSource(text, at: source.place)
        else { return nil }
        return TrunkSettings.Credential(username: username, realm: node["realm"]?.text ?? "", password: password)
    }

    private func registering(_ node: YAMLNode?) -> Trunk.Registering? {
        guard let node else { return nil }
        if let seconds = node.seconds("expires") { return Trunk.Registering(expires: seconds) }
        return node.text == "true" ? Trunk.Registering() : nil
    }

    private func keepalive(_ text: String?, else standard: TrunkHealth.Policy?) -> TrunkHealth.Policy? {
        guard let text else { return standard }
        return DurationText.parse(text).map { TrunkHealth.Policy(interval: $0) }
    }

    private mutating func sessionTimer(
        _ node: YAMLNode?, else standard: SessionTimer.Policy?
    ) -> SessionTimer.Policy? {
        guard let node else { return standard }
        guard node.text == nil else { return nil }
        let defaults = SessionTimer.Policy()
        let interval = node.seconds("interval") ?? defaults.interval
        let minimum = node.seconds("minimum") ?? defaults.minimum
        if interval < minimum {
            report(
                node["interval"], node, "the interval of \(interval) s is under the minimum of \(minimum) s",
                "let 'minimum' be at most 'interval'")
        }
        return SessionTimer.Policy(interval: interval, minimum: minimum)
    }

    private mutating func inbound(_ node: YAMLNode?) -> Trunk.Inbound {
        guard let node else { return Trunk.Inbound() }
        let sources = node["from"]?.items ?? []
        for source in sources {
            refuseEverybody(source, "name the trunk's addresses; 'accept_from: anyone' lets strangers call")
        }
        return Trunk.Inbound(
            sources: sources.compactMap { $0.text.flatMap { AddressPrefix($0) } },
            transport: node.transport("transport"), requiresDigest: node.boolean("digest") ?? false,
            assertsIdentity: node.boolean("trust_identity") ?? false)
    }

    private mutating func refuseEverybody(_ node: YAMLNode, _ mend: String) {
        guard let text = node.text, AddressPrefix(text)?.length == 0 else { return }
        report(node, node, "'\(text)' is everybody", mend)
    }

    private mutating func plan(_ node: YAMLNode?) -> NumberPlan? {
        guard let node else { return nil }
        if let text = node.text { return Country(rawValue: text)?.numberPlan }
        guard let code = node["calling_code"]?.text, let shortest = node.integer("shortest"),
            let longest = node.integer("longest")
        else { return nil }
        guard shortest <= longest, code.utf8.count + longest <= NumberPlan.longest else {
            report(
                node["longest"], node,
                "numbers of \(shortest) to \(longest) digits after '\(code)' cannot be",
                "let 'shortest' be at most 'longest', and all digits at most \(NumberPlan.longest)")
            return nil
        }
        return NumberPlan(
            countryCode: code, nationalLength: shortest...longest,
            nationalPrefix: node["national_prefix"]?.text ?? "",
            internationalPrefix: node["international_prefix"]?.text ?? "00")
    }
}

extension YAMLNode {
    /// The transport in a field.
    fileprivate func transport(_ key: String) -> TransportProtocol? {
        self[key]?.text.flatMap { TransportProtocol(rawValue: $0.uppercased()) }
    }

    /// The whole seconds of the duration in a field.
    fileprivate func seconds(_ key: String) -> UInt32? {
        duration(key).flatMap { UInt32(exactly: $0.components.seconds) }
    }
}
