import SIP

/// What settings say together.
///
/// A default gives way to what somebody has set; two settings that were both made and do not fit are a problem.
enum SettingChecks {
    /// Makes defaults fit, and tells what does not.
    ///
    /// - Parameter origin: where the setting of that name was made.
    static func settle(
        _ settings: inout ServerSettings, origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        listeners(settings, origin) + addresses(settings, origin) + certificates(settings, origin)
            + calls(&settings, origin) + sizes(&settings, origin)
    }

    private static func listeners(
        _ settings: ServerSettings, _ origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        var seen: Set<SIPListener> = []
        for listener in settings.sip {
            let text = SettingText.text(listener)
            if !seen.insert(listener).inserted {
                problems.append(
                    SettingProblem(origin("sip"), "'\(text)' is given twice", mend: "keep one of the two"))
            }
            if listener.transport == .udp, settings.rtp.ports.contains(listener.endpoint.port) {
                problems.append(
                    SettingProblem(
                        origin(origin("rtp.ports") == .standard ? "sip" : "rtp.ports"),
                        "the port of '\(text)' is one of those of sound, \(ports(settings))",
                        mend: "choose a SIP port outside of them, or other ports with rtp.ports"))
            }
        }
        return problems
    }

    private static func addresses(
        _ settings: ServerSettings, _ origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        let addresses = settings.publicAddresses
        if let address = addresses.first(where: \.isUnspecified) {
            return [
                SettingProblem(
                    origin("public-address"), "'\(address)' is no address that anybody can send to",
                    mend: "give the address that peers see, or leave it out")
            ]
        }
        guard Set(addresses.map(\.isIPv6)).count < addresses.count else { return [] }
        return [
            SettingProblem(
                origin("public-address"), "there are two addresses of one family",
                mend: "give one IPv4 address, one IPv6 address, or both")
        ]
    }

    private static func certificates(
        _ settings: ServerSettings, _ origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        let tls = settings.tls
        switch (tls.certificate, tls.key) {
        case (.some, nil):
            return [SettingProblem(origin("tls.certificate"), "there is no key for it", mend: "set tls.key too")]
        case (nil, .some):
            return [
                SettingProblem(origin("tls.key"), "there is no certificate for it", mend: "set tls.certificate too")
            ]
        case (nil, nil):
            guard let listener = settings.sip.first(where: { $0.transport == .tls }) else { return [] }
            return [
                SettingProblem(
                    origin("sip"), "'\(SettingText.text(listener))' needs a certificate",
                    mend: "set tls.certificate and tls.key")
            ]
        case (.some, .some): return []
        }
    }

    /// A call may need two legs of sound, the caller's and a technician's.
    private static func calls(
        _ settings: inout ServerSettings, _ origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        let pairs = settings.rtp.pairs
        guard pairs >= 2 else {
            return [
                SettingProblem(
                    origin("rtp.ports"), "\(ports(settings)) has \(pairs) pairs of ports",
                    mend: "give at least two pairs, for a caller and a technician: four ports from an even one")
            ]
        }
        let most = pairs / 2
        guard settings.limits.calls > most else { return [] }
        guard origin("limit.calls") != .standard else {
            settings.limits.calls = most
            return []
        }
        return [
            SettingProblem(
                origin("limit.calls"),
                "\(settings.limits.calls) calls need two pairs of ports each, and there are \(pairs)",
                mend: "give at most \(most), or more ports with rtp.ports")
        ]
    }

    /// Parts of a message are not larger than the whole.
    private static func sizes(
        _ settings: inout ServerSettings, _ origin: (String) -> SettingOrigin
    ) -> [SettingProblem] {
        var problems: [SettingProblem] = []
        let whole = settings.limits.messageBytes
        for (name, field) in [("limit.header-line", \ServerLimits.headerLineBytes), ("limit.body", \.bodyBytes)]
        where settings.limits[keyPath: field] > whole {
            if origin(name) == .standard {
                settings.limits[keyPath: field] = whole
            } else {
                problems.append(
                    SettingProblem(
                        origin(name), "\(settings.limits[keyPath: field]) bytes are more than limit.message, \(whole)",
                        mend: "give at most \(whole), or a larger limit.message"))
            }
        }
        return problems
    }

    private static func ports(_ settings: ServerSettings) -> String {
        "\(settings.rtp.ports.lowerBound)-\(settings.rtp.ports.upperBound)"
    }
}
