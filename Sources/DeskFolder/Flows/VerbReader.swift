import CallFlow
import Desk

extension FlowReader {
    /// Reads a verb's fields; what the fields say together is checked here, each by itself was before.
    mutating func verb(_ name: String, _ node: YAMLNode, at place: SourcePlace) -> UnlinkedVerb? {
        switch name {
        case "answer": return .answer(earlyMedia: node.boolean("early_media") ?? false)
        case "play": return .play(prompts: node.names("prompts"), bargein: node.boolean("bargein") ?? false)
        case "collect": return collect(node)
        case "menu": return menu(node)
        case "check":
            let arguments = (node["args"]?.entries ?? []).compactMap { entry in
                entry.value.asName.map { UnlinkedVerb.Argument(name: .init(entry.key, at: entry.place), variable: $0) }
            }
            return node.name("name").map {
                .check(topic: $0, arguments: arguments, timeout: node.duration("timeout") ?? .seconds(2))
            }
        case "switch": return node.name("on").map { .switchOn($0) }
        case "set":
            guard let variable = node.name("variable"), let value = node.name("value") else { return nil }
            return .set(variable, to: value)
        case "hunt": return hunt(node)
        case "record": return record(node)
        case "log": return Self.log(node).map { .log($0.0, fields: $0.1) }
        case "call": return node.name("flow").map { .call($0) }
        case "return": return node.asName.map { .returns($0) }
        case "transfer": return node["destination"]?.text.map { .transfer(destination: $0) }
        case "hangup": return .hangup(node.choice("cause", HangupCause.self) ?? .normal)
        default: return nil
        }
    }

    private func prompts(_ node: YAMLNode) -> UnlinkedVerb.Prompts {
        UnlinkedVerb.Prompts(first: node.names("prompts"), retry: node.names("retry_prompts"))
    }

    private mutating func collect(_ node: YAMLNode) -> UnlinkedVerb? {
        guard let minDigits = node.integer("min_digits"), let maxDigits = node.integer("max_digits"),
            let timeout = node.duration("timeout"), let between = node.duration("inter_digit_timeout"),
            let attempts = node.integer("max_attempts"), let into = node.name("into")
        else { return nil }
        if minDigits > maxDigits, let place = node["min_digits"]?.place {
            report(
                place, "'min_digits' is \(minDigits), more than 'max_digits', which is \(maxDigits)",
                "lower one or raise the other")
        }
        let collect = Verb.Collect(
            prompts: [], retryPrompts: [], minDigits: minDigits, maxDigits: maxDigits, timeout: timeout,
            interDigitTimeout: between, finishOnKey: node.key("finish_on_key"), maxAttempts: attempts, into: 0,
            sensitive: node.boolean("sensitive") ?? false,
            bargein: node.boolean("bargein") ?? true)
        if let finish = collect.finishOnKey, finish.isDigit, let place = node["finish_on_key"]?.place {
            report(place, "'finish_on_key' is '\(finish)', a digit that may be part of the input", "use \"#\" or \"*\"")
        }
        return .collect(collect, prompts: prompts(node), into: into)
    }

    private mutating func menu(_ node: YAMLNode) -> UnlinkedVerb? {
        guard let timeout = node.duration("timeout"), let attempts = node.integer("max_attempts") else { return nil }
        let choices = (node["choices"]?.entries ?? []).compactMap { entry -> Verb.Menu.Choice? in
            guard let key = entry.key.first.flatMap({ Key($0) }), let outcome = entry.value.text else { return nil }
            return Verb.Menu.Choice(key: key, outcome: outcome)
        }
        for entry in node["choices"]?.entries ?? [] {
            if let outcome = entry.value.text, outcome == "noinput" || outcome == "nomatch" {
                report(
                    entry.value.place, "a choice cannot be called '\(outcome)'",
                    "give it another name: every menu has that outcome")
            }
        }
        let menu = Verb.Menu(
            prompts: [], retryPrompts: [], choices: choices, timeout: timeout, maxAttempts: attempts, declares: nil,
            bargein: node.boolean("bargein") ?? true)
        return .menu(menu, prompts: prompts(node), declares: node.name("declares"))
    }

    private mutating func hunt(_ node: YAMLNode) -> UnlinkedVerb? {
        guard let chain = node.choice("chain", ChainName.self), let ring = node.duration("ring_timeout"),
            let accept = node.key("accept_key") ?? Key("1"), let decline = node.key("decline_key") ?? Key("2"),
            let acceptTimeout = node.duration("accept_timeout"), let longest = node.duration("max_duration")
        else { return nil }
        if accept == decline, let place = (node["decline_key"] ?? node["accept_key"])?.place {
            report(
                place, "the key '\(accept)' would both take and decline the call",
                "give 'accept_key' and 'decline_key' different keys")
        }
        let hunt = Verb.Hunt(
            chain: chain, ringTimeout: ring, acceptKey: accept, declineKey: decline, acceptTimeout: acceptTimeout,
            abuseKey: node["abuse_key"]?.text.flatMap { AbuseKey($0) }, whisper: [], holdPrompts: [],
            callerID: node.choice("caller_id", Verb.CallerID.self) ?? .desk,
            maxDuration: longest)
        return .hunt(hunt, whisper: node.names("whisper"), holdPrompts: node.names("hold_prompt"))
    }

    private mutating func record(_ node: YAMLNode) -> UnlinkedVerb? {
        guard let longest = node.duration("max_length") else { return nil }
        let record = Verb.Record(
            prompts: [], maxLength: longest, finalSilence: node.duration("final_silence") ?? .seconds(3),
            finishOnKey: node.key("finish_on_key"), minLength: node.duration("min_length") ?? .seconds(1))
        if record.minLength >= longest, let place = (node["min_length"] ?? node["max_length"])?.place {
            let written = "\(DurationText.format(record.minLength)) and \(DurationText.format(longest))"
            report(place, "'min_length' and 'max_length' are \(written)", "let the longest be longer than the shortest")
        }
        return .record(record, prompts: node.names("prompts"))
    }
}
