import DeskFolder
import SIP

/// The telephony of a desk as lines of what is printed; of passwords only where they are.
enum TelephonyRows {
    /// What stands in place of a password.
    static let mask = "********"

    static func rows(_ telephony: Telephony) -> [LoadedSettings.Row] {
        let hosts = telephony.directHosts
        var rows = [
            row("telephony.country", "+\(telephony.numberPlan.countryCode)"),
            row("telephony.accept_from", telephony.acceptedPeers.rawValue),
            row("telephony.direct", list(hosts.names.sorted() + hosts.prefixes.map(\.description))),
            row("telephony.voicemail.folder", telephony.voicemail.folder),
            row("telephony.voicemail.keep", DurationText.format(telephony.voicemail.keep)),
        ]
        for trunk in telephony.trunks { rows += self.rows(trunk) }
        return rows
    }

    private static func rows(_ settings: TrunkSettings) -> [LoadedSettings.Row] {
        let trunk = settings.trunk
        let prefix = "telephony.trunks.\(trunk.name)"
        let port = trunk.proxy.port.map { ":\($0)" } ?? ""
        var rows = [
            row(
                "\(prefix).proxy", "\(trunk.proxy.transport.rawValue.lowercased()):\(trunk.proxy.host)\(port)"),
            row("\(prefix).domain", trunk.domain),
            row("\(prefix).user", trunk.user),
            row(
                "\(prefix).register",
                trunk.registering.map { "expires \(DurationText.format(.seconds(Int64($0.expires))))" } ?? "false"),
            row("\(prefix).keepalive", trunk.keepalive.map { DurationText.format($0.interval) } ?? "off"),
            row("\(prefix).priority", String(trunk.priority)),
            row("\(prefix).numbers", trunk.numberForm.rawValue),
            row("\(prefix).present", trunk.presentedNumber),
            row("\(prefix).reliable_provisional", String(trunk.requires100rel)),
            row(
                "\(prefix).session_timer",
                trunk.sessionTimer.map { "\($0.interval) s, at least \($0.minimum) s" } ?? "off"),
            row("\(prefix).media", MediaWords.word(for: trunk.mediaSecurity)),
            row("\(prefix).inbound.from", list(trunk.inbound.sources.map(\.description))),
            row("\(prefix).inbound.transport", trunk.inbound.transport?.rawValue.lowercased()),
            row("\(prefix).inbound.digest", String(trunk.inbound.requiresDigest)),
            row("\(prefix).inbound.trust_identity", String(trunk.inbound.assertsIdentity)),
        ]
        for credential in settings.credentials {
            let realm = credential.realm.isEmpty ? "any realm" : credential.realm
            rows.append(row("\(prefix).credentials", "\(credential.username), \(realm)"))
            rows.append(
                row("\(prefix).credentials.password", mask, origin: credential.password.description))
        }
        return rows
    }

    private static func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: ",") }

    private static func row(
        _ name: String, _ value: String?, origin: String = "desk.yaml"
    ) -> LoadedSettings.Row {
        LoadedSettings.Row(name: name, value: value, unit: "", source: "desk", origin: origin)
    }
}
