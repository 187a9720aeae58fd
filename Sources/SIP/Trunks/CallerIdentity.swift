/// Who calls, as far as the network says: a hint to find the client by, never a proof (RFC 3261 §20.20, RFC 3325, RFC
/// 3323).
///
/// The network's own `P-Asserted-Identity` counts when the peer is trusted for it; else From, which anyone can write.
/// Whoever asks for privacy stays anonymous, even where the network would tell us. Display names are never looked at.
public enum CallerIdentity: Hashable, Sendable {
    /// A number in E.164, with its `+`.
    case number(String)
    /// Withheld, or nothing that could be a number.
    case anonymous

    /// Values of `P-Asserted-Identity` looked at; RFC 3325 §9.1 allows two.
    static let assertedLimit = 4

    /// Reads the caller of an INVITE.
    /// - Parameters:
    ///   - invite: the first request of the call.
    ///   - isTrusted: whether the peer's `P-Asserted-Identity` counts (`InboundTrust.Standing.assertsIdentity`).
    ///   - plan: how the peer's network writes numbers.
    public init(of invite: Request, isTrusted: Bool, plan: NumberPlan) {
        let from = invite.from.uri
        guard !Self.withholds(invite.fields), !Self.isAnonymous(from) else {
            self = .anonymous
            return
        }
        let asserted = isTrusted ? invite.fields.values(.pAssertedIdentity).prefix(Self.assertedLimit) : []
        let uris = asserted.compactMap { value in try? NameAddress(parsing: value).uri } + [from]
        self = uris.lazy.compactMap { $0.e164(in: plan) }.first.map { .number($0) } ?? .anonymous
    }

    /// Whether Privacy asks for the caller to be hidden; `session` and `critical` alone do not (RFC 3323 §4.2, RFC 3325
    /// §9.3).
    private static func withholds(_ fields: Fields) -> Bool {
        fields.values(.privacy).contains { value in
            value.split { $0 == ";" || $0 == "," || $0 == " " }
                .contains { ["id", "user", "header"].contains(Ascii.lowercased(String($0))) }
        }
    }

    /// `anonymous@anonymous.invalid` (RFC 3323 §4.1.1.3), and the same user at a real host, as many networks write it.
    private static func isAnonymous(_ uri: URI) -> Bool {
        let host = Ascii.lowercased(uri.host)
        return host == "anonymous.invalid" || Ascii.equalIgnoringCase(uri.user ?? "", "anonymous")
    }
}

extension URI {
    /// The number that the URI is in E.164, with its `+`; nothing when it is no number.
    public func e164(in plan: NumberPlan) -> String? {
        guard let user else { return nil }
        switch scheme {
        case .tel:
            let context = parameters["phone-context"].map { ";phone-context=\(Escaping.unescape($0))" } ?? ""
            return plan.e164(user + context, userIsPhone: true)
        case .sip, .sips:
            let isPhone = parameters["user"].map { Ascii.equalIgnoringCase($0, "phone") } ?? false
            return plan.e164(user, userIsPhone: isPhone)
        case .other: return nil
        }
    }
}
