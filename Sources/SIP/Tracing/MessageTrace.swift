/// Who watches messages, and of which calls: a value that is told of every message while somebody watches.
///
/// A call has several Call-IDs: the caller's, and one for each person who is rung. Those of a watched call are told to it
/// with ``follow(_:because:)`` before their first message.
public struct MessageTrace: Sendable {
    /// Which calls somebody wants to see.
    public enum Subject: Hashable, Sendable {
        /// Every message, those of no call too.
        case everything
        /// Calls from or to a number, in whatever form it or the messages have: `+33612345678`, `0612345678`.
        case number(String)
        /// Calls with this Call-ID, and those that it brings about.
        case calls(Set<String>)
    }

    /// One who watches.
    public struct Watcher: Hashable, Sendable { let number: UInt64 }

    private struct Watch {
        let subject: Subject
        var callIDs: Set<String>
    }

    /// Nobody is told of more calls than this.
    public static let mostCalls = 1_000
    /// No more may watch at once.
    public static let mostWatchers = 8

    private var watches: [Watcher: Watch] = [:]
    private var last: UInt64 = 0

    /// Nobody watches.
    public init() {}

    /// Whether there is anybody to tell.
    public var isOn: Bool { !watches.isEmpty }

    /// Somebody watches; nothing if there are too many already.
    public mutating func watch(_ subject: Subject) -> Watcher? {
        guard watches.count < Self.mostWatchers else { return nil }
        last += 1
        let watcher = Watcher(number: last)
        var callIDs: Set<String> = []
        if case .calls(let known) = subject { callIDs = known }
        watches[watcher] = Watch(subject: subject, callIDs: callIDs)
        return watcher
    }

    /// Somebody has seen enough.
    public mutating func end(_ watcher: Watcher) { watches[watcher] = nil }

    /// A call is made because of another: who watches that one watches this one too.
    public mutating func follow(_ callID: String, because other: String) {
        for (watcher, watch) in watches where watch.callIDs.contains(other) { add(callID, to: watcher) }
    }

    /// The watchers to whom a message is to be shown, the first who came first.
    public mutating func watchers(of bytes: [UInt8]) -> [Watcher] {
        guard isOn else { return [] }
        // What cannot be read belongs to no call that is known.
        let message = try? MessageParser.parse(bytes)
        if let message, case .request(let request) = message, request.method == .invite, request.toTag == nil {
            for (watcher, watch) in watches where watch.subject.names(request) { add(request.callID, to: watcher) }
        }
        return watches.filter { _, watch in
            watch.subject == .everything || message.map { watch.callIDs.contains($0.callID) } == true
        }.keys.sorted { $0.number < $1.number }
    }

    private mutating func add(_ callID: String, to watcher: Watcher) {
        guard let watch = watches[watcher], watch.callIDs.count < Self.mostCalls else { return }
        watches[watcher]?.callIDs.insert(callID)
    }
}

extension MessageTrace.Subject {
    /// Whether an INVITE is from or to the number that is watched.
    fileprivate func names(_ request: Request) -> Bool {
        guard case .number(let number) = self else { return false }
        let wanted = Self.digits(number[...])
        let asserted = (try? request.fields.addresses(.pAssertedIdentity)) ?? []
        return (asserted.map(\.uri) + [request.from.uri, request.to.uri, request.uri]).contains { uri in
            let found = Self.digits(uri.text.drop { $0 != ":" }.prefix { $0 != "@" && $0 != ";" })
            return min(wanted.utf8.count, found.utf8.count) >= Self.fewestDigits
                && (found.hasSuffix(wanted) || wanted.hasSuffix(found))
        }
    }

    /// Fewer digits in common say nothing.
    private static let fewestDigits = 4

    /// The digits without the zeros at the front, which stand for the way to the number and are no part of it.
    private static func digits(_ text: Substring) -> String {
        String(text.filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" })
    }
}
