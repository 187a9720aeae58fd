import SIP

/// What `telephony:` in `desk.yaml` may hold.
enum TelephonyShapes {
    static let telephony = RecordShape(
        "'telephony'",
        [
            .optional(
                "country", country, "Where the desk is, for the way in which numbers are written; fr if left out."),
            .optional(
                "accept_from", .text(.choice(AcceptedPeers.allCases.map(\.rawValue))),
                "Whose calls are answered beside those of trunks; private-networks if left out."),
            .optional(
                "direct", .list(text(.hostOrPrefix), count: 0...100),
                "The hosts that may be rung by SIP address; nobody if left out."),
            .optional("voicemail", .record(voicemail), "Where callers' messages are kept."),
            .optional(
                "trunks", .list(.record(trunk), count: 0...50), "The providers that numbers and calls come from."),
        ])

    /// The name of a country, or its plan.
    private static let country = Shape.either(.choice(Country.allCases.map(\.rawValue)), .record(plan))

    private static let plan = RecordShape(
        "a country",
        [
            .required("calling_code", text(.digits(1...3)), "What stands after the plus."),
            .required("shortest", .text(.integer(2...14)), "The fewest digits after the calling code."),
            .required("longest", .text(.integer(2...14)), "The most digits after the calling code."),
            .optional(
                "national_prefix", text(.digits(1...4)),
                "What is dialled before a number within the country; nothing if left out."),
            .optional(
                "international_prefix", text(.digits(1...5)),
                "What is dialled before the calling code of another country; 00 if left out."),
        ])

    private static let voicemail = RecordShape(
        "'voicemail'",
        [
            .optional("folder", text(.word), "The folder, within the desk's if it is relative; voicemail if left out."),
            .optional(
                "keep", .text(.duration(.seconds(3_600)...decade)), "How long a message is kept; 90d if left out."),
        ])

    private static let trunk = RecordShape(
        "a trunk",
        [
            .required("name", .text(.name), "The name in logs and reports."),
            .required("proxy", text(.hostAndPort), "Where calls go; without a port, as DNS says (RFC 3263)."),
            .optional("transport", .text(transports), "How it is reached; udp if left out."),
            .optional("domain", text(.host), "The host in SIP addresses; that of the proxy if left out."),
            .required("user", text(.user), "The user part of our SIP address there."),
            .optional(
                "credentials", .list(.record(credential), count: 0...4), "The answers to its challenges (digest)."),
            .optional("register", .either(.boolean, .record(register)), "Whether we register; false if left out."),
            .optional(
                "keepalive", text(.durationOrOff(.seconds(1)...(.seconds(86_400)))),
                "How long it may be silent before it is asked by OPTIONS; 30s if left out."),
            .optional("priority", .text(.integer(0...1000)), "The lowest is tried first; 0 if left out."),
            .optional("inbound", .record(inbound), "Which calls come from it."),
            .optional(
                "numbers", .text(.choice(NumberForm.allCases.map(\.rawValue))),
                "How it wants numbers written; e164 if left out."),
            .optional("country", country, "Where it is, if not where the desk is."),
            .optional(
                "present", .text(.phone), "The number that the called see; that of the line called if left out."),
            .optional(
                "reliable_provisional", .text(.boolean), "Whether 100rel is required (RFC 3262); false if left out."),
            .optional(
                "session_timer", .either(.choice(["off"]), .record(sessionTimer)),
                "How a dead far end is found out (RFC 4028)."),
            .optional(
                "media", .text(.choice(MediaWords.all.map(\.word))), "Whether sound is encrypted; clear if left out."),
        ])

    private static let credential = RecordShape(
        "a credential",
        [
            .required("username", text(.word), "The user name of the digest."),
            .optional("realm", text(.word), "The realm; any realm of this trunk if left out."),
            .required("password", text(.secret), "Where the password is: env:NAME or file:PATH."),
        ])

    private static let register = RecordShape(
        "'register'",
        [.required("expires", .text(.duration(.seconds(60)...(.seconds(86_400)))), "The lifetime that we ask for.")])

    private static let inbound = RecordShape(
        "'inbound'",
        [
            .required("from", .list(text(.prefix), count: 1...200), "The addresses that its calls come from."),
            .optional("transport", .text(transports), "The only transport that they come over; any if left out."),
            .optional("digest", .text(.boolean), "Whether they are challenged besides; false if left out."),
            .optional(
                "trust_identity", .text(.boolean),
                "Whether its P-Asserted-Identity counts (RFC 3325); false if left out."),
        ])

    private static let sessionTimer = RecordShape(
        "'session_timer'",
        [
            .optional("interval", .text(timer), "The interval that we ask for; 30m if left out."),
            .optional("minimum", .text(timer), "The shortest that we take; 90s if left out."),
        ])

    private static let transports = TextKind.choice(["udp", "tcp", "tls"])
    private static let timer = TextKind.duration(.seconds(90)...(.seconds(86_400)))
    private static let decade = Duration.seconds(3_660 * 86_400)

    private static func text(_ kind: TelephonyText) -> Shape { .text(.telephony(kind)) }
}

/// The words for the encryption of sound.
package enum MediaWords {
    static let all: [(word: String, security: MediaSecurity)] = [
        ("clear", .none), ("srtp-optional", .optional), ("srtp-required", .required),
    ]

    /// How the file says it.
    package static func word(for security: MediaSecurity) -> String {
        all.first { $0.security == security }?.word ?? "\(security)"
    }
}
