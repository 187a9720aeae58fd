import CallTests
import Media
import RTP
import SIP
import Telephones

extension LineFigures {
    /// What a telephone's record says of the line.
    init(_ record: PhoneRecord, _ findings: CallerPhone.Findings, keys: KeyMethod) {
        self.init()
        postDialDelay = record.postDialDelay
        answerDelay = record.moments.answered
        timeToFirstPrompt = findings.timeToFirstPrompt
        if let inbound = record.report?.quality.inbound {
            packetsReceived = Int(clamping: inbound.packets)
            packetsLost = Int(clamping: inbound.lost)
            jitterMicroseconds = Int(exactly: (inbound.meanJitter * 1000).rounded())
            opinionScore = inbound.opinionScore
        }
        codec = record.agreements.last?.codec.rawValue
        keyMethod = record.keysSent.first.map { "\($0.way)" } ?? keys.rawValue
        prompts = findings.prompts
    }
}

extension CallerPhone.Findings {
    /// The prompts that were heard to their end, each once where it came again at once.
    var heardToTheirEnd: [String] {
        var heard: [String] = []
        for prompt in prompts where prompt.reachedItsEnd && heard.last != prompt.prompt { heard.append(prompt.prompt) }
        return heard
    }
}

extension PhoneRecord {
    /// From the answer to the end.
    var duration: Duration? {
        guard let ended = moments.ended, let answered = moments.answered else { return nil }
        return ended - answered
    }
}
