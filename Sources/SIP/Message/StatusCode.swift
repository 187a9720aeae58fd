/// The outcome of a request: a number from 100 to 699 (RFC 3261 §7.2, §21).
public struct StatusCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int

    /// Takes a number from 100 to 699; nothing for any other.
    public init?(rawValue: Int) {
        guard (100...699).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Takes a number that is known to be one.
    init(known rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Whether more responses follow (1xx).
    public var isProvisional: Bool { rawValue < 200 }
    /// Whether the request was granted (2xx).
    public var isSuccess: Bool { rawValue / 100 == 2 }
    /// Whether the request is to be tried elsewhere (3xx).
    public var isRedirection: Bool { rawValue / 100 == 3 }
    /// Whether the request was refused (4xx to 6xx).
    public var isFailure: Bool { rawValue >= 400 }
    /// Whether no more responses follow.
    public var isFinal: Bool { !isProvisional }

    /// The registered reason phrase; for an unregistered number that of its class, which is what it counts as (§8.1.3.2).
    public var reason: String {
        Self.reasons[rawValue] ?? Self.reasons[rawValue / 100 * 100 + (rawValue < 200 ? 83 : 0)] ?? "Unknown"
    }

    /// The number.
    public var description: String { String(rawValue) }

    private static let reasons: [Int: String] = [
        100: "Trying",
        180: "Ringing",
        181: "Call Is Being Forwarded",
        182: "Queued",
        183: "Session Progress",
        199: "Early Dialog Terminated",
        200: "OK",
        202: "Accepted",
        204: "No Notification",
        300: "Multiple Choices",
        301: "Moved Permanently",
        302: "Moved Temporarily",
        305: "Use Proxy",
        380: "Alternative Service",
        400: "Bad Request",
        401: "Unauthorized",
        402: "Payment Required",
        403: "Forbidden",
        404: "Not Found",
        405: "Method Not Allowed",
        406: "Not Acceptable",
        407: "Proxy Authentication Required",
        408: "Request Timeout",
        410: "Gone",
        412: "Conditional Request Failed",
        413: "Request Entity Too Large",
        414: "Request-URI Too Long",
        415: "Unsupported Media Type",
        416: "Unsupported URI Scheme",
        417: "Unknown Resource-Priority",
        420: "Bad Extension",
        421: "Extension Required",
        422: "Session Interval Too Small",
        423: "Interval Too Brief",
        424: "Bad Location Information",
        425: "Bad Alert Message",
        428: "Use Identity Header",
        429: "Provide Referrer Identity",
        430: "Flow Failed",
        433: "Anonymity Disallowed",
        436: "Bad Identity-Info",
        437: "Unsupported Certificate",
        438: "Invalid Identity Header",
        439: "First Hop Lacks Outbound Support",
        440: "Max-Breadth Exceeded",
        469: "Bad Info Package",
        470: "Consent Needed",
        480: "Temporarily Unavailable",
        481: "Call/Transaction Does Not Exist",
        482: "Loop Detected",
        483: "Too Many Hops",
        484: "Address Incomplete",
        485: "Ambiguous",
        486: "Busy Here",
        487: "Request Terminated",
        488: "Not Acceptable Here",
        489: "Bad Event",
        491: "Request Pending",
        493: "Undecipherable",
        494: "Security Agreement Required",
        500: "Server Internal Error",
        501: "Not Implemented",
        502: "Bad Gateway",
        503: "Service Unavailable",
        504: "Server Time-out",
        505: "Version Not Supported",
        513: "Message Too Large",
        555: "Push Notification Service Not Supported",
        580: "Precondition Failure",
        600: "Busy Everywhere",
        603: "Decline",
        604: "Does Not Exist Anywhere",
        606: "Not Acceptable",
        607: "Unwanted",
        608: "Rejected",
    ]
}

extension StatusCode {
    /// 100 Trying.
    public static let trying = StatusCode(known: 100)
    /// 180 Ringing.
    public static let ringing = StatusCode(known: 180)
    /// 181 Call Is Being Forwarded.
    public static let callIsBeingForwarded = StatusCode(known: 181)
    /// 182 Queued.
    public static let queued = StatusCode(known: 182)
    /// 183 Session Progress.
    public static let sessionProgress = StatusCode(known: 183)
    /// 199 Early Dialog Terminated.
    public static let earlyDialogTerminated = StatusCode(known: 199)
    /// 200 OK.
    public static let ok = StatusCode(known: 200)
    /// 202 Accepted.
    public static let accepted = StatusCode(known: 202)
    /// 204 No Notification.
    public static let noNotification = StatusCode(known: 204)
    /// 300 Multiple Choices.
    public static let multipleChoices = StatusCode(known: 300)
    /// 301 Moved Permanently.
    public static let movedPermanently = StatusCode(known: 301)
    /// 302 Moved Temporarily.
    public static let movedTemporarily = StatusCode(known: 302)
    /// 305 Use Proxy.
    public static let useProxy = StatusCode(known: 305)
    /// 380 Alternative Service.
    public static let alternativeService = StatusCode(known: 380)
    /// 400 Bad Request.
    public static let badRequest = StatusCode(known: 400)
    /// 401 Unauthorized.
    public static let unauthorized = StatusCode(known: 401)
    /// 402 Payment Required.
    public static let paymentRequired = StatusCode(known: 402)
    /// 403 Forbidden.
    public static let forbidden = StatusCode(known: 403)
    /// 404 Not Found.
    public static let notFound = StatusCode(known: 404)
    /// 405 Method Not Allowed.
    public static let methodNotAllowed = StatusCode(known: 405)
    /// 406 Not Acceptable.
    public static let notAcceptable = StatusCode(known: 406)
    /// 407 Proxy Authentication Required.
    public static let proxyAuthenticationRequired = StatusCode(known: 407)
    /// 408 Request Timeout.
    public static let requestTimeout = StatusCode(known: 408)
    /// 410 Gone.
    public static let gone = StatusCode(known: 410)
    /// 412 Conditional Request Failed.
    public static let conditionalRequestFailed = StatusCode(known: 412)
    /// 413 Request Entity Too Large.
    public static let requestEntityTooLarge = StatusCode(known: 413)
    /// 414 Request-URI Too Long.
    public static let requestURITooLong = StatusCode(known: 414)
    /// 415 Unsupported Media Type.
    public static let unsupportedMediaType = StatusCode(known: 415)
    /// 416 Unsupported URI Scheme.
    public static let unsupportedURIScheme = StatusCode(known: 416)
    /// 417 Unknown Resource-Priority.
    public static let unknownResourcePriority = StatusCode(known: 417)
    /// 420 Bad Extension.
    public static let badExtension = StatusCode(known: 420)
    /// 421 Extension Required.
    public static let extensionRequired = StatusCode(known: 421)
    /// 422 Session Interval Too Small.
    public static let sessionIntervalTooSmall = StatusCode(known: 422)
    /// 423 Interval Too Brief.
    public static let intervalTooBrief = StatusCode(known: 423)
    /// 424 Bad Location Information.
    public static let badLocationInformation = StatusCode(known: 424)
    /// 425 Bad Alert Message.
    public static let badAlertMessage = StatusCode(known: 425)
    /// 428 Use Identity Header.
    public static let useIdentityHeader = StatusCode(known: 428)
    /// 429 Provide Referrer Identity.
    public static let provideReferrerIdentity = StatusCode(known: 429)
    /// 430 Flow Failed.
    public static let flowFailed = StatusCode(known: 430)
    /// 433 Anonymity Disallowed.
    public static let anonymityDisallowed = StatusCode(known: 433)
    /// 436 Bad Identity-Info.
    public static let badIdentityInfo = StatusCode(known: 436)
    /// 437 Unsupported Certificate.
    public static let unsupportedCertificate = StatusCode(known: 437)
    /// 438 Invalid Identity Header.
    public static let invalidIdentityHeader = StatusCode(known: 438)
    /// 439 First Hop Lacks Outbound Support.
    public static let firstHopLacksOutboundSupport = StatusCode(known: 439)
    /// 440 Max-Breadth Exceeded.
    public static let maxBreadthExceeded = StatusCode(known: 440)
    /// 469 Bad Info Package.
    public static let badInfoPackage = StatusCode(known: 469)
    /// 470 Consent Needed.
    public static let consentNeeded = StatusCode(known: 470)
    /// 480 Temporarily Unavailable.
    public static let temporarilyUnavailable = StatusCode(known: 480)
    /// 481 Call/Transaction Does Not Exist.
    public static let callDoesNotExist = StatusCode(known: 481)
    /// 482 Loop Detected.
    public static let loopDetected = StatusCode(known: 482)
    /// 483 Too Many Hops.
    public static let tooManyHops = StatusCode(known: 483)
    /// 484 Address Incomplete.
    public static let addressIncomplete = StatusCode(known: 484)
    /// 485 Ambiguous.
    public static let ambiguous = StatusCode(known: 485)
    /// 486 Busy Here.
    public static let busyHere = StatusCode(known: 486)
    /// 487 Request Terminated.
    public static let requestTerminated = StatusCode(known: 487)
    /// 488 Not Acceptable Here.
    public static let notAcceptableHere = StatusCode(known: 488)
    /// 489 Bad Event.
    public static let badEvent = StatusCode(known: 489)
    /// 491 Request Pending.
    public static let requestPending = StatusCode(known: 491)
    /// 493 Undecipherable.
    public static let undecipherable = StatusCode(known: 493)
    /// 494 Security Agreement Required.
    public static let securityAgreementRequired = StatusCode(known: 494)
    /// 500 Server Internal Error.
    public static let serverInternalError = StatusCode(known: 500)
    /// 501 Not Implemented.
    public static let notImplemented = StatusCode(known: 501)
    /// 502 Bad Gateway.
    public static let badGateway = StatusCode(known: 502)
    /// 503 Service Unavailable.
    public static let serviceUnavailable = StatusCode(known: 503)
    /// 504 Server Time-out.
    public static let serverTimeout = StatusCode(known: 504)
    /// 505 Version Not Supported.
    public static let versionNotSupported = StatusCode(known: 505)
    /// 513 Message Too Large.
    public static let messageTooLarge = StatusCode(known: 513)
    /// 555 Push Notification Service Not Supported.
    public static let pushNotificationServiceNotSupported = StatusCode(known: 555)
    /// 580 Precondition Failure.
    public static let preconditionFailure = StatusCode(known: 580)
    /// 600 Busy Everywhere.
    public static let busyEverywhere = StatusCode(known: 600)
    /// 603 Decline.
    public static let decline = StatusCode(known: 603)
    /// 604 Does Not Exist Anywhere.
    public static let doesNotExistAnywhere = StatusCode(known: 604)
    /// 606 Not Acceptable.
    public static let notAcceptableAnywhere = StatusCode(known: 606)
    /// 607 Unwanted.
    public static let unwanted = StatusCode(known: 607)
    /// 608 Rejected.
    public static let rejected = StatusCode(known: 608)
}
