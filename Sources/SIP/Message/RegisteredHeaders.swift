extension HeaderName {
    /// Accept (RFC 3261 §20.1).
    public static let accept = HeaderName(code: 1, text: "Accept", isList: true)
    /// Accept-Contact (RFC 3841).
    public static let acceptContact = HeaderName(code: 2, text: "Accept-Contact", compact: "a", isList: true)
    /// Accept-Encoding (RFC 3261 §20.2).
    public static let acceptEncoding = HeaderName(code: 3, text: "Accept-Encoding", isList: true)
    /// Accept-Language (RFC 3261 §20.3).
    public static let acceptLanguage = HeaderName(code: 4, text: "Accept-Language", isList: true)
    /// Alert-Info (RFC 3261 §20.4).
    public static let alertInfo = HeaderName(code: 5, text: "Alert-Info", isList: true)
    /// Allow (RFC 3261 §20.5).
    public static let allow = HeaderName(code: 6, text: "Allow", isList: true)
    /// Allow-Events (RFC 6665).
    public static let allowEvents = HeaderName(code: 7, text: "Allow-Events", compact: "u", isList: true)
    /// Authentication-Info (RFC 3261 §20.6).
    public static let authenticationInfo = HeaderName(code: 8, text: "Authentication-Info")
    /// Authorization (RFC 3261 §20.7).
    public static let authorization = HeaderName(code: 9, text: "Authorization")
    /// Call-ID (RFC 3261 §20.8).
    public static let callID = HeaderName(code: 10, text: "Call-ID", compact: "i")
    /// Call-Info (RFC 3261 §20.9).
    public static let callInfo = HeaderName(code: 11, text: "Call-Info", isList: true)
    /// Contact (RFC 3261 §20.10).
    public static let contact = HeaderName(code: 12, text: "Contact", compact: "m", isList: true)
    /// Content-Disposition (RFC 3261 §20.11).
    public static let contentDisposition = HeaderName(code: 13, text: "Content-Disposition")
    /// Content-Encoding (RFC 3261 §20.12).
    public static let contentEncoding = HeaderName(code: 14, text: "Content-Encoding", compact: "e", isList: true)
    /// Content-Language (RFC 3261 §20.13).
    public static let contentLanguage = HeaderName(code: 15, text: "Content-Language", isList: true)
    /// Content-Length (RFC 3261 §20.14).
    public static let contentLength = HeaderName(code: 16, text: "Content-Length", compact: "l")
    /// Content-Type (RFC 3261 §20.15).
    public static let contentType = HeaderName(code: 17, text: "Content-Type", compact: "c")
    /// CSeq (RFC 3261 §20.16).
    public static let cSeq = HeaderName(code: 18, text: "CSeq")
    /// Date (RFC 3261 §20.17).
    public static let date = HeaderName(code: 19, text: "Date")
    /// Diversion (RFC 5806).
    public static let diversion = HeaderName(code: 20, text: "Diversion", isList: true)
    /// Error-Info (RFC 3261 §20.18).
    public static let errorInfo = HeaderName(code: 21, text: "Error-Info", isList: true)
    /// Event (RFC 6665).
    public static let event = HeaderName(code: 22, text: "Event", compact: "o")
    /// Expires (RFC 3261 §20.19).
    public static let expires = HeaderName(code: 23, text: "Expires")
    /// From (RFC 3261 §20.20).
    public static let from = HeaderName(code: 24, text: "From", compact: "f")
    /// Geolocation (RFC 6442).
    public static let geolocation = HeaderName(code: 25, text: "Geolocation", isList: true)
    /// History-Info (RFC 7044).
    public static let historyInfo = HeaderName(code: 26, text: "History-Info", isList: true)
    /// Identity (RFC 8224).
    public static let identity = HeaderName(code: 27, text: "Identity", compact: "y", isList: true)
    /// In-Reply-To (RFC 3261 §20.21).
    public static let inReplyTo = HeaderName(code: 28, text: "In-Reply-To", isList: true)
    /// Info-Package (RFC 6086).
    public static let infoPackage = HeaderName(code: 29, text: "Info-Package")
    /// Join (RFC 3911).
    public static let join = HeaderName(code: 30, text: "Join")
    /// Max-Breadth (RFC 5393).
    public static let maxBreadth = HeaderName(code: 31, text: "Max-Breadth")
    /// Max-Forwards (RFC 3261 §20.22).
    public static let maxForwards = HeaderName(code: 32, text: "Max-Forwards")
    /// MIME-Version (RFC 3261 §20.24).
    public static let mimeVersion = HeaderName(code: 33, text: "MIME-Version")
    /// Min-Expires (RFC 3261 §20.23).
    public static let minExpires = HeaderName(code: 34, text: "Min-Expires")
    /// Min-SE (RFC 4028).
    public static let minSE = HeaderName(code: 35, text: "Min-SE")
    /// Organization (RFC 3261 §20.25).
    public static let organization = HeaderName(code: 36, text: "Organization")
    /// P-Access-Network-Info (RFC 7315).
    public static let pAccessNetworkInfo = HeaderName(code: 37, text: "P-Access-Network-Info", isList: true)
    /// P-Asserted-Identity (RFC 3325).
    public static let pAssertedIdentity = HeaderName(code: 38, text: "P-Asserted-Identity", isList: true)
    /// P-Called-Party-ID (RFC 7315).
    public static let pCalledPartyID = HeaderName(code: 39, text: "P-Called-Party-ID")
    /// P-Charging-Vector (RFC 7315).
    public static let pChargingVector = HeaderName(code: 40, text: "P-Charging-Vector")
    /// P-Early-Media (RFC 5009).
    public static let pEarlyMedia = HeaderName(code: 41, text: "P-Early-Media", isList: true)
    /// P-Preferred-Identity (RFC 3325).
    public static let pPreferredIdentity = HeaderName(code: 42, text: "P-Preferred-Identity", isList: true)
    /// Path (RFC 3327).
    public static let path = HeaderName(code: 43, text: "Path", isList: true)
    /// Priority (RFC 3261 §20.26).
    public static let priority = HeaderName(code: 44, text: "Priority")
    /// Privacy (RFC 3323).
    public static let privacy = HeaderName(code: 45, text: "Privacy")
    /// Proxy-Authenticate (RFC 3261 §20.27).
    public static let proxyAuthenticate = HeaderName(code: 46, text: "Proxy-Authenticate")
    /// Proxy-Authorization (RFC 3261 §20.28).
    public static let proxyAuthorization = HeaderName(code: 47, text: "Proxy-Authorization")
    /// Proxy-Require (RFC 3261 §20.29).
    public static let proxyRequire = HeaderName(code: 48, text: "Proxy-Require", isList: true)
    /// RAck (RFC 3262).
    public static let rAck = HeaderName(code: 49, text: "RAck")
    /// Reason (RFC 3326).
    public static let reason = HeaderName(code: 50, text: "Reason", isList: true)
    /// Record-Route (RFC 3261 §20.30).
    public static let recordRoute = HeaderName(code: 51, text: "Record-Route", isList: true)
    /// Recv-Info (RFC 6086).
    public static let recvInfo = HeaderName(code: 52, text: "Recv-Info", isList: true)
    /// Refer-To (RFC 3515).
    public static let referTo = HeaderName(code: 53, text: "Refer-To", compact: "r")
    /// Referred-By (RFC 3892).
    public static let referredBy = HeaderName(code: 54, text: "Referred-By", compact: "b")
    /// Reject-Contact (RFC 3841).
    public static let rejectContact = HeaderName(code: 55, text: "Reject-Contact", compact: "j", isList: true)
    /// Remote-Party-ID (draft-ietf-sip-privacy).
    public static let remotePartyID = HeaderName(code: 56, text: "Remote-Party-ID", isList: true)
    /// Replaces (RFC 3891).
    public static let replaces = HeaderName(code: 57, text: "Replaces")
    /// Reply-To (RFC 3261 §20.31).
    public static let replyTo = HeaderName(code: 58, text: "Reply-To")
    /// Request-Disposition (RFC 3841).
    public static let requestDisposition = HeaderName(code: 59, text: "Request-Disposition", compact: "d", isList: true)
    /// Require (RFC 3261 §20.32).
    public static let require = HeaderName(code: 60, text: "Require", isList: true)
    /// Resource-Priority (RFC 4412).
    public static let resourcePriority = HeaderName(code: 61, text: "Resource-Priority", isList: true)
    /// Retry-After (RFC 3261 §20.33).
    public static let retryAfter = HeaderName(code: 62, text: "Retry-After")
    /// Route (RFC 3261 §20.34).
    public static let route = HeaderName(code: 63, text: "Route", isList: true)
    /// RSeq (RFC 3262).
    public static let rSeq = HeaderName(code: 64, text: "RSeq")
    /// Server (RFC 3261 §20.35).
    public static let server = HeaderName(code: 65, text: "Server")
    /// Service-Route (RFC 3608).
    public static let serviceRoute = HeaderName(code: 66, text: "Service-Route", isList: true)
    /// Session-Expires (RFC 4028).
    public static let sessionExpires = HeaderName(code: 67, text: "Session-Expires", compact: "x")
    /// SIP-ETag (RFC 3903).
    public static let sipETag = HeaderName(code: 68, text: "SIP-ETag")
    /// SIP-If-Match (RFC 3903).
    public static let sipIfMatch = HeaderName(code: 69, text: "SIP-If-Match")
    /// Subject (RFC 3261 §20.36).
    public static let subject = HeaderName(code: 70, text: "Subject", compact: "s")
    /// Subscription-State (RFC 6665).
    public static let subscriptionState = HeaderName(code: 71, text: "Subscription-State")
    /// Supported (RFC 3261 §20.37).
    public static let supported = HeaderName(code: 72, text: "Supported", compact: "k", isList: true)
    /// Target-Dialog (RFC 4538).
    public static let targetDialog = HeaderName(code: 73, text: "Target-Dialog")
    /// Timestamp (RFC 3261 §20.38).
    public static let timestamp = HeaderName(code: 74, text: "Timestamp")
    /// To (RFC 3261 §20.39).
    public static let to = HeaderName(code: 75, text: "To", compact: "t")
    /// Unsupported (RFC 3261 §20.40).
    public static let unsupported = HeaderName(code: 76, text: "Unsupported", isList: true)
    /// User-Agent (RFC 3261 §20.41).
    public static let userAgent = HeaderName(code: 77, text: "User-Agent")
    /// Via (RFC 3261 §20.42).
    public static let via = HeaderName(code: 78, text: "Via", compact: "v", isList: true)
    /// Warning (RFC 3261 §20.43).
    public static let warning = HeaderName(code: 79, text: "Warning", isList: true)
    /// WWW-Authenticate (RFC 3261 §20.44).
    public static let wwwAuthenticate = HeaderName(code: 80, text: "WWW-Authenticate")

    /// All headers above, each at the index one less than its code.
    static let registered: [HeaderName] = [
        .accept, .acceptContact, .acceptEncoding, .acceptLanguage, .alertInfo, .allow, .allowEvents,
        .authenticationInfo, .authorization, .callID, .callInfo, .contact, .contentDisposition,
        .contentEncoding, .contentLanguage, .contentLength, .contentType, .cSeq, .date, .diversion,
        .errorInfo, .event, .expires, .from, .geolocation, .historyInfo, .identity, .inReplyTo, .infoPackage,
        .join, .maxBreadth, .maxForwards, .mimeVersion, .minExpires, .minSE, .organization,
        .pAccessNetworkInfo, .pAssertedIdentity, .pCalledPartyID, .pChargingVector, .pEarlyMedia,
        .pPreferredIdentity, .path, .priority, .privacy, .proxyAuthenticate, .proxyAuthorization,
        .proxyRequire, .rAck, .reason, .recordRoute, .recvInfo, .referTo, .referredBy, .rejectContact,
        .remotePartyID, .replaces, .replyTo, .requestDisposition, .require, .resourcePriority, .retryAfter,
        .route, .rSeq, .server, .serviceRoute, .sessionExpires, .sipETag, .sipIfMatch, .subject,
        .subscriptionState, .supported, .targetDialog, .timestamp, .to, .unsupported, .userAgent, .via,
        .warning, .wwwAuthenticate,
    ]
}

/// The codes that the parser looks at, as plain numbers that a switch can be made of.
enum HeaderCode {
    static let via: UInt8 = 78
    static let from: UInt8 = 24
    static let to: UInt8 = 75
    static let callID: UInt8 = 10
    static let cSeq: UInt8 = 18
    static let maxForwards: UInt8 = 32
    static let contentLength: UInt8 = 16
    static let contentType: UInt8 = 17
}
