import CallFlow
import Desk

/// Writes the effects of a call as lines; an activity's number stands behind the word: `play(1) [hello] bargein`.
struct EffectText {
    let context: FlowContext

    /// The line of one effect.
    func line(_ effect: FlowEffect) -> String {
        switch effect {
        case .entered(let step): "enter \(name(step))"
        case .answer(let earlyMedia): earlyMedia ? "answer early" : "answer"
        case .play(let id, let prompts, let interruptible):
            "play(\(id)) \(spoken(prompts))\(interruptible ? " bargein" : "")"
        case .stopPlaying(let id): "stop(\(id))"
        case .listen(let maxKeys): "listen \(maxKeys)"
        case .collected(let step, let keys): "collected \(name(step)) \(keys)"
        case .check(let id, let topic, let keys): "check(\(id)) \(topic.name)\(keys.map { " \($0)" } ?? "")"
        case .findChain(let id, let chain): "find(\(id)) \(chain.rawValue)"
        case .ring(let id, let person, let callerID): "ring(\(id)) \(person.id) as \(callerID.rawValue)"
        case .release(let id): "release(\(id))"
        case .whisper(let id, let prompts): "whisper(\(id)) \(spoken(prompts))"
        case .bridge(let id): "bridge(\(id))"
        case .attempted(let person, let result): "attempted \(person.id) \(result.rawValue)"
        case .startRecording(let id, let silence): "record(\(id)) silence \(VirtualTime.text(silence))"
        case .stopRecording(let id, let keep): keep ? "keep(\(id))" : "drop(\(id))"
        case .transfer(let id, let destination): "transfer(\(id)) \(destination)"
        case .log(let entry): log(entry)
        case .hangup(let cause): "hangup \(cause.rawValue)"
        case .ended: "ended"
        }
    }

    private func name(_ step: Int) -> String { context.program.steps[step].name }

    private func spoken(_ prompts: [Utterance]) -> String {
        let texts = prompts.map { prompt in
            let language = prompt.language == context.policy.defaultLanguage ? "" : "/\(prompt.language.rawValue)"
            let values = prompt.values.pairs.map { "\($0.name.rawValue)=\(text($0.value))" }.sorted().joined(
                separator: " ")
            return prompt.prompt + language + (values.isEmpty ? "" : "(\(values))")
        }
        return "[\(texts.joined(separator: ", "))]"
    }

    private func text(_ value: SpokenValue) -> String {
        switch value {
        case .text(let text), .digits(let text): text
        case .phone(let phone): phone.description
        case .money(let money): money.description
        case .instant(let instant): Timestamp.format(instant, in: context.policy.zone)
        case .time(let time): "\(time)"
        case .duration(let duration): "\(duration)"
        }
    }

    private func log(_ entry: FlowLogEntry) -> String {
        let fields = entry.fields.map { " \($0.name)=\($0.value)" }.joined()
        let reasons = entry.verdict.reasons.map { " \($0.rawValue)" }.joined()
        let line = "log \(entry.category.rawValue)\(fields) (\(entry.verdict.kind.rawValue)\(reasons))"
        switch entry.billing {
        case nil: return line
        case .refuse(let obstacle): return "\(line) not billed \(obstacle.rawValue)"
        case .propose(let tariff, let reasons):
            return "\(line) billed \(tariff.amount) \(reasons.map(\.rawValue).joined(separator: " "))"
        }
    }
}
