/// What a request asks for; methods are compared with case (RFC 3261 §7.1).
public enum Method: Hashable, Sendable, CustomStringConvertible {
    /// Begins or changes a session (RFC 3261 §13).
    case invite
    /// Confirms a final response to INVITE (RFC 3261 §13, §17.1.1.3).
    case ack
    /// Ends a session (RFC 3261 §15).
    case bye
    /// Takes a pending request back (RFC 3261 §9).
    case cancel
    /// Asks what a peer can do (RFC 3261 §11).
    case options
    /// Binds an address to a contact (RFC 3261 §10).
    case register
    /// Carries data inside a session (RFC 6086).
    case info
    /// Confirms a provisional response (RFC 3262).
    case prack
    /// Changes a session before it is answered (RFC 3311).
    case update
    /// Asks a peer to send a request to another (RFC 3515).
    case refer
    /// Reports an event (RFC 6665).
    case notify
    /// Asks for reports of events (RFC 6665).
    case subscribe
    /// Carries an instant message (RFC 3428).
    case message
    /// Publishes event state (RFC 3903).
    case publish
    /// Any other token.
    case other(String)

    /// Names a method.
    public init(_ text: String) {
        self = Self.registered.first { $0.text == text } ?? .other(text)
    }

    /// The method as it is written.
    public var text: String {
        switch self {
        case .invite: "INVITE"
        case .ack: "ACK"
        case .bye: "BYE"
        case .cancel: "CANCEL"
        case .options: "OPTIONS"
        case .register: "REGISTER"
        case .info: "INFO"
        case .prack: "PRACK"
        case .update: "UPDATE"
        case .refer: "REFER"
        case .notify: "NOTIFY"
        case .subscribe: "SUBSCRIBE"
        case .message: "MESSAGE"
        case .publish: "PUBLISH"
        case .other(let text): text
        }
    }

    /// The method as it is written.
    public var description: String { text }

    /// The methods that have a name here.
    public static let registered: [Method] = [
        .invite, .ack, .bye, .cancel, .options, .register, .info, .prack, .update, .refer, .notify,
        .subscribe, .message, .publish,
    ]

    /// Reads a token of at most eight letters packed into a word, as nearly all methods are.
    @inline(__always)
    private init?(word: UInt64) {
        switch word {
        case 0x494E56495445: self = .invite
        case 0x41434B: self = .ack
        case 0x425945: self = .bye
        case 0x43414E43454C: self = .cancel
        case 0x4F5054494F4E53: self = .options
        case 0x5245474953544552: self = .register
        case 0x494E464F: self = .info
        case 0x505241434B: self = .prack
        case 0x555044415445: self = .update
        case 0x5245464552: self = .refer
        case 0x4E4F54494659: self = .notify
        case 0x4D455353414745: self = .message
        case 0x5055424C495348: self = .publish
        default: return nil
        }
    }

    /// Reads the method that a token is.
    init(_ bytes: Span<UInt8>, _ token: Range<Int>) {
        if token.count <= 8 {
            var word: UInt64 = 0
            for index in token { word = word << 8 | UInt64(bytes[index]) }
            if let method = Method(word: word) {
                self = method
                return
            }
        }
        var text = ""
        for index in token { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
        self = Method(text)
    }
}
