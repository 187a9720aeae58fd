/// The headers of a message that negotiate a session timer (RFC 4028 §4, §5).
public struct SessionTimerHeaders: Hashable, Sendable {
    /// `Session-Expires`.
    public var sessionExpires: SessionExpires?
    /// `Min-SE` in seconds: in a request what it says; in our 2xx it is not written.
    public var minSE: UInt32?
    /// Whether `Require: timer` is written.
    public var requiresTimer: Bool

    /// Makes headers.
    public init(sessionExpires: SessionExpires? = nil, minSE: UInt32? = nil, requiresTimer: Bool = false) {
        self.sessionExpires = sessionExpires
        self.minSE = minSE
        self.requiresTimer = requiresTimer
    }
}

extension SessionTimerHeaders {
    /// Reads the headers of a message; values that are no numbers are as if they were not there.
    public init(_ fields: Fields) {
        self.init(
            sessionExpires: fields.first(.sessionExpires).flatMap { SessionExpires($0) },
            minSE: fields.first(.minSE).flatMap { DeltaSeconds.parse($0) },
            requiresTimer: fields.hasTimerTag(.require))
    }

    /// Writes the headers of a request of ours, `Supported: timer` included.
    public func write(toRequest fields: inout Fields) {
        writeSessionExpires(to: &fields)
        if let minSE { fields.replace(.minSE, String(minSE)) } else { fields.removeAll(.minSE) }
        if !fields.hasTimerTag(.supported) { fields.append(.supported, SessionTimer.optionTag) }
    }

    /// Writes the headers of a 2xx of ours.
    public func write(toResponse fields: inout Fields) {
        writeSessionExpires(to: &fields)
        if requiresTimer, !fields.hasTimerTag(.require) { fields.append(.require, SessionTimer.optionTag) }
    }

    private func writeSessionExpires(to fields: inout Fields) {
        guard let sessionExpires else { return fields.removeAll(.sessionExpires) }
        fields.replace(.sessionExpires, sessionExpires.text)
    }

    /// Whether the sender of a message knows session timers: it says so in `Supported`, or even in `Require`.
    public static func isSupported(by fields: Fields) -> Bool {
        fields.hasTimerTag(.supported) || fields.hasTimerTag(.require)
    }
}

extension Fields {
    fileprivate func hasTimerTag(_ name: HeaderName) -> Bool {
        values(name).contains { Ascii.equalIgnoringCase($0, SessionTimer.optionTag) }
    }
}
