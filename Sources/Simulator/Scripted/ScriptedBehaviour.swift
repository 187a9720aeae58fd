import CallFlow
import Desk

/// What the people and stores around a scripted call do.
public struct ScriptedBehaviour: Sendable {
    /// What the caller does at each request for input, in order: digits, `silence`, `speak`, `hangup`; silent afterwards.
    public var keys: [String]
    /// The same by the name of the step that asks; what is asked in another step is taken from ``keys``.
    public var keysByStep: [String: [String]] = [:]
    /// How long everybody takes.
    public var pace = ScriptPace()
    /// How long technicians take for whom that is known.
    public var paces: [String: ScriptPace] = [:]
    /// How technicians behave; who is not named accepts.
    public var technicians: [String: TechnicianBehaviour]
    /// How everybody else behaves.
    public var otherTechnicians: TechnicianBehaviour
    /// The topics whose checks stay without an answer.
    public var silentTopics: Set<Topic>
    /// Whether the rota cannot be read.
    public var rotaIsUnavailable: Bool
    /// Whether nothing can be recorded.
    public var recordingFails: Bool
    /// Whether a transfer is refused.
    public var transferIsRefused: Bool
    /// Whether the ledger commits nothing.
    public var ledgerFails: Bool
    /// From when on something does not answer, counted from the start: topics, `rota`, `recording`, `transfer`, `ledger`.
    public var failsAfter: [String: Duration] = [:]
    /// When the caller hangs up, whatever happens, counted from the start.
    public var hangsUpAfter: Duration?

    /// Everybody behaves well and the caller keys nothing.
    public init() {
        keys = []
        technicians = [:]
        otherTechnicians = .accept
        silentTopics = []
        rotaIsUnavailable = false
        recordingFails = false
        transferIsRefused = false
        ledgerFails = false
    }

    /// How one technician behaves.
    public func behaviour(of id: String) -> TechnicianBehaviour { technicians[id] ?? otherTechnicians }

    /// How long one technician takes.
    public func pace(of id: String) -> ScriptPace { paces[id] ?? pace }

    /// Whether a topic's check stays without an answer.
    func isSilent(_ topic: Topic, after passed: Duration) -> Bool {
        silentTopics.contains(topic) || fails(topic.name, after: passed)
    }

    /// Whether something has stopped to answer by now.
    func fails(_ name: String, after passed: Duration) -> Bool { failsAfter[name].map { passed >= $0 } ?? false }

    /// Reads `alice=no_answer,*=accept`.
    public mutating func readTechnicians(_ text: String) throws(ScriptError) {
        for item in text.split(separator: ",") {
            let parts = item.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces }
            guard parts.count == 2, let behaviour = TechnicianBehaviour(rawValue: parts[1]) else {
                let all = TechnicianBehaviour.allCases.map(\.rawValue).joined(separator: ", ")
                throw ScriptError(
                    message: "--technicians: '\(item)' is no behaviour", mend: "write name=behaviour with one of \(all)"
                )
            }
            if parts[0] == "*" { otherTechnicians = behaviour } else { technicians[parts[0]] = behaviour }
        }
    }

    /// Reads `12345 1 silence hangup`.
    public mutating func readKeys(_ text: String) throws(ScriptError) {
        keys = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        for token in keys where !Self.words.contains(token) && !token.allSatisfy({ Key($0) != nil }) {
            throw ScriptError(
                message: "--keys: '\(token)' cannot be keyed",
                mend: "use the digits, * and #, or one of \(Self.words.sorted().joined(separator: ", "))")
        }
    }

    /// Reads what does not answer: topics, `rota`, `recording`, `transfer`, `ledger`.
    public mutating func readUnavailable(_ names: [String]) throws(ScriptError) {
        for name in names {
            switch name {
            case "rota": rotaIsUnavailable = true
            case "recording": recordingFails = true
            case "transfer": transferIsRefused = true
            case "ledger": ledgerFails = true
            default:
                guard let topic = Topic(name: name), topic.isLookedUp else {
                    let all =
                        Topic.allCases.filter(\.isLookedUp).map(\.name) + ["rota", "recording", "transfer", "ledger"]
                    throw ScriptError(
                        message: "--unavailable: there is no '\(name)'",
                        mend: "use one of \(all.joined(separator: ", "))")
                }
                silentTopics.insert(topic)
            }
        }
    }

    private static let words: Set<String> = ["silence", "speak", "hangup"]
}

/// A script that cannot be read.
public struct ScriptError: Error, Hashable, Sendable {
    /// What is wrong, with the value.
    public let message: String
    /// How to mend it.
    public let mend: String
}

extension Substring {
    var trimmingSpaces: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
