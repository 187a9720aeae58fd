import CallFlow
import CallTests
import Desk
import Ledger
import Media
import RTP
import SIP
import Telephones

/// Names what went wrong in a call over SIP: from the record of the telephone, from what was recognised in the sound, and from the
/// ledger of the desk where it is at hand.
///
/// What explains the rest comes first: a prompt that never came because keys were lost is told after the keys.
struct LineJudge {
    /// All that is known of a call.
    struct Evidence: Sendable {
        let call: StoryCall
        /// The number from which it was placed.
        let caller: PhoneNumber?
        let record: PhoneRecord
        let findings: CallerPhone.Findings
        /// What the desk should have said.
        let expected: [Twin.TimedPrompt]
        /// What the desk's ledger holds of it; nothing without a ledger.
        let details: CallDetails?
        /// Whether there is a ledger in which the call would have to be.
        let hasLedger: Bool
        /// The numbers of calls in that ledger that belong to no story.
        let strangers: [PhoneNumber?]
        /// Whether telephone-events were offered.
        let offeredEvents: Bool
    }

    private let evidence: Evidence
    private let desk: StoryDesk
    private let terms: DeskTerms
    private let limits: LineTerms
    private(set) var failures: [StoryFailure] = []

    init(_ evidence: Evidence, desk: StoryDesk, terms: DeskTerms, limits: LineTerms) {
        self.evidence = evidence
        self.desk = desk
        self.terms = terms
        self.limits = limits
        if judgeSetUp() {
            judgeArrival()
            judgeSound()
            judgeKeys()
        }
        if let failure = evidence.findings.failure, !isExplained { failures.append(failure) }
        judgeTimes()
    }

    private mutating func fail(_ kind: StoryFailure.Kind, _ expected: String, _ seen: String) {
        failures.append(StoryFailure(kind, at: evidence.call.place, expected: expected, seen: seen))
    }

    /// Whether the call never came as far as the caller's first action.
    private var isExplained: Bool {
        evidence.record.moments.answered == nil || evidence.findings.wasSilent
    }

    // MARK: How the call was set up

    /// Whether the call was answered.
    private mutating func judgeSetUp() -> Bool {
        let record = evidence.record
        let number = evidence.call.number.rawValue
        switch record.end {
        case .noCommonSound:
            fail(
                .codec, "a codec in common, offered \(codecs(record.offer))", "an answer with \(codecs(record.answer))")
        case .refused(let status, let cause):
            let isSound = [488, 415, 606].contains(status.rawValue)
            let reason = cause.map { ", cause \($0)" } ?? ""
            fail(
                isSound ? .codec : .refusedByNetwork, "\(number) answers",
                "\(status.rawValue) \(status.reason)\(reason), offered \(codecs(record.offer))")
        case .notAnswered where record.moments.earlyMedia != nil:
            fail(.earlyMediaOnly, "\(number) answers with 200", "sound before an answer that never came")
        case .notAnswered: fail(.noAnswer, "\(number) answers", "\(statuses(record)), and no answer")
        case .noResponse: fail(.noAnswer, "\(number) answers", "no response at all")
        case .unreachable(let why), .notPlaced(let why): fail(.noAnswer, "\(number) answers", why)
        case .shutDown where record.moments.answered == nil: fail(.broken, "a call", "the test was ended")
        default: break
        }
        return record.moments.answered != nil
    }

    private func codecs(_ sound: SoundDescription?) -> String {
        sound.map { $0.codecs.joined(separator: ", ") } ?? "none"
    }

    private func statuses(_ record: PhoneRecord) -> String {
        record.statuses.isEmpty ? "nothing" : record.statuses.map { String($0.rawValue) }.joined(separator: ", ")
    }

    // MARK: Where it arrived, and as whose

    private mutating func judgeArrival() {
        let call = evidence.call
        let heard = evidence.findings.prompts.map(\.prompt)
        let ours = terms.flow(call.number)?.prompts ?? []
        let strange = heard.first { prompt in
            !ours.contains(prompt)
                && NumberRole.allCases.contains { terms.flow($0)?.prompts.contains(prompt) ?? false }
        }
        if let header = evidence.details?.call.header, header.number != call.number {
            fail(.wrongNumber, call.number.rawValue, "the desk was called at \(header.number.rawValue)")
        } else if let strange {
            fail(.wrongNumber, call.number.rawValue, "heard \(strange), which \(call.number.rawValue) never says")
        }
        if evidence.hasLedger, evidence.details == nil {
            if let caller = evidence.caller, let stranger = evidence.strangers.first {
                // It did arrive, as somebody else's.
                return fail(.callerNumberLost, "\(caller)", words(stranger))
            }
            fail(.neverArrived, "a call from \(words(evidence.caller))", "nothing of it in the desk's ledger")
        }
        judgeCaller(heard)
    }

    private mutating func judgeCaller(_ heard: [String]) {
        guard let caller = evidence.caller else {
            if let from = evidence.details?.call.header.from { fail(.callerNumberLost, "no number", "\(from)") }
            return
        }
        if let details = evidence.details {
            let from = details.call.header.from
            if from != caller { fail(.callerNumberLost, "\(caller)", words(from)) }
            return
        }
        guard let context = desk.contexts[evidence.call.number] else { return }
        let asking = AskingSteps(context.program).forContact
        let isExpected = evidence.expected.contains { asking.contains($0.utterance.prompt) }
        if !isExpected, let asked = heard.first(where: asking.contains) {
            fail(.callerNumberLost, "\(caller) is recognised", "heard \(asked): the desk does not know who calls")
        }
    }

    private func words(_ phone: PhoneNumber?) -> String { phone.map(\.description) ?? "no number" }

    // MARK: Sound

    private mutating func judgeSound() {
        let (record, findings) = (evidence.record, evidence.findings)
        if record.packetsReceived == 0, !evidence.expected.isEmpty {
            fail(.oneWayAudio, "sound from the desk", "no packet came")
        } else if !findings.heardSound, !evidence.expected.isEmpty {
            fail(.silence, "sound from the desk", "\(record.packetsReceived) packets of silence")
        }
        if record.deliveredNothing {
            fail(.oneWayAudio, "sound to the desk", "the other side reports that nothing came")
        }
        for prompt in findings.prompts where prompt.isClipped {
            fail(.clippedPrompt, "\(prompt.prompt) whole", "\(Int((prompt.share * 100).rounded())) % of it")
        }
        guard let inbound = record.report?.quality.inbound, inbound.packets >= UInt64(limits.fewestPackets) else {
            return
        }
        let expected = inbound.packets &+ inbound.lost
        if inbound.lost > 0, inbound.lost * 100 > expected * UInt64(limits.lossPercent) {
            fail(.soundQuality, "at most \(limits.lossPercent) % lost", "\(inbound.lost) of \(expected) packets lost")
        } else if inbound.opinionScore < limits.opinionScore {
            fail(.soundQuality, "a score of \(limits.opinionScore)", "\(inbound.opinionScore)")
        }
    }

    // MARK: Keys

    private mutating func judgeKeys() {
        let (record, findings) = (evidence.record, evidence.findings)
        if evidence.offeredEvents, let answer = record.answer, answer.eventPayloadTypes.isEmpty {
            fail(
                .telephoneEventsRemoved, "telephone-events in the answer to an offer with them",
                "an answer with \(codecs(answer)) alone")
        }
        guard !findings.pressed.isEmpty else { return }
        if findings.notPressed > 0 {
            fail(.digitsLost, "\(findings.pressed)", "\(findings.notPressed) keys could not be sent that way")
        }
        if let details = evidence.details {
            let arrived = details.events.filter { $0.kind == "keyed" }.count
            let sent = record.keysSent.count
            if arrived < sent { fail(.digitsLost, "\(sent) keys", "\(arrived) of them arrived") }
            if arrived > sent { fail(.digitsDoubled, "\(sent) keys", "\(arrived) arrived") }
            return
        }
        guard let context = desk.contexts[evidence.call.number] else { return }
        let again = AskingSteps(context.program).again
        let isExpected = evidence.expected.contains { again.contains($0.utterance.prompt) }
        if !isExpected, let asked = findings.prompts.map(\.prompt).first(where: again.contains) {
            fail(.digitsLost, findings.pressed, "asked again: heard \(asked)")
        }
    }

    // MARK: Times

    private mutating func judgeTimes() {
        if let delay = evidence.record.postDialDelay, delay > limits.postDialDelay {
            fail(.postDialDelay, "at most \(Self.words(limits.postDialDelay))", Self.words(delay))
        }
        if let delay = evidence.findings.timeToFirstPrompt, delay > limits.timeToFirstPrompt {
            fail(.timeToFirstPrompt, "at most \(Self.words(limits.timeToFirstPrompt))", Self.words(delay))
        }
    }

    private static func words(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
