/// What the agent answers by itself, without any leg: refusals, and what it can do (RFC 3261 §8.2, §11.2).
extension UserAgent {
    mutating func respond(
        _ response: Response, _ id: ServerTransactionID, now: Duration, into actions: inout [UserAgentAction]
    ) {
        var news: [TransactionAction] = []
        transactions.respond(response, to: id, now: now, into: &news)
        follow(news, now: now, into: &actions)
    }

    /// Turns a request away in its transaction.
    mutating func turnAway(
        _ request: Request, _ why: TurnedAway, _ id: ServerTransactionID, _ path: TransportPath, now: Duration,
        into actions: inout [UserAgentAction]
    ) {
        actions.append(.turnedAway(why, from: path.remote))
        respond(refusal(of: request, why), id, now: now, into: &actions)
    }

    /// Turns a request away without a transaction.
    func turnAway(
        _ request: Request, _ why: TurnedAway, _ path: TransportPath, into actions: inout [UserAgentAction]
    ) {
        actions.append(.turnedAway(why, from: path.remote))
        actions.append(.transmit(refusal(of: request, why).serialized(), path))
    }

    /// Turns bytes away that are no message.
    func turnAway(_ failure: ParseFailure, _ path: TransportPath, into actions: inout [UserAgentAction]) {
        guard failure.problem != .keepAlive else { return }
        actions.append(.turnedAway(.malformed, from: path.remote))
        if let (response, way) = transactions.stateless.response(to: failure, on: path) {
            actions.append(.transmit(response.serialized(), way))
        }
    }

    private func refusal(of request: Request, _ why: TurnedAway) -> Response {
        var refusal = transactions.stateless.response(to: request, why.status)
        switch why {
        case .methodNotAllowed: refusal.fields.append(.allow, LegSettings.allowed)
        case .overloaded: refusal.fields.append(.retryAfter, String(settings.retryAfter))
        case .badExtension:
            refusal.fields.append(.unsupported, unknownExtensions(of: request).joined(separator: ", "))
        default: break
        }
        return refusal
    }

    /// What we can do (RFC 3261 §11.2); the same for every number.
    func options(
        _ request: Request, _ path: TransportPath, into actions: inout [UserAgentAction]
    ) -> Response {
        if let obstacle = obstacle(to: request) {
            actions.append(.turnedAway(obstacle, from: path.remote))
            return refusal(of: request, obstacle)
        }
        var response = transactions.stateless.response(to: request, .ok)
        response.fields.append(.allow, LegSettings.allowed)
        response.fields.append(.accept, LegSettings.accepted)
        response.fields.append(.supported, LegSettings.supported)
        response.fields.append(.server, settings.leg.product)
        return response
    }

    /// Why a request outside of dialogs cannot be taken, whatever number it is for (RFC 3261 §8.2.2, §21.4.7).
    func obstacle(to request: Request) -> TurnedAway? {
        guard [.sip, .sips, .tel].contains(request.uri.scheme) else { return .unsupportedScheme }
        guard unknownExtensions(of: request).isEmpty else { return .badExtension }
        return request.method == .invite && !takesSessions(request) ? .nothingAccepted : nil
    }

    /// Whether the answer to an INVITE may be a session description; an INVITE without Accept takes one.
    private func takesSessions(_ invite: Request) -> Bool {
        let accepted = invite.fields.values(.accept)
        return accepted.isEmpty
            || accepted.contains { value in
                let range = value.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
                return ["application/sdp", "application/*", "*/*"].contains {
                    Ascii.equalIgnoringCase($0, String(range))
                }
            }
    }

    private func unknownExtensions(of request: Request) -> [String] {
        request.fields.values(.require).filter { required in
            !LegSettings.extensions.contains { Ascii.equalIgnoringCase($0, required) }
        }
    }
}

extension TurnedAway: Error {
    /// What the sender is answered.
    fileprivate var status: StatusCode {
        switch self {
        case .malformed: .badRequest
        case .stranger, .unauthenticated: .forbidden
        case .overloaded: .serviceUnavailable
        case .merged: .loopDetected
        case .unknownDialog, .foreignSource: .callDoesNotExist
        case .methodNotAllowed: .methodNotAllowed
        case .badExtension: .badExtension
        case .unsupportedScheme: .unsupportedURIScheme
        case .notAcceptable: .notAcceptableHere
        case .nothingAccepted: .notAcceptable
        }
    }
}
