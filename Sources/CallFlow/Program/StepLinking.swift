import Desk

extension Linker {
    /// Resolves the names in a step; sub-flow calls and returns are linked by the linker itself.
    mutating func link(_ step: StepDefinition, in frame: Frame) -> (Verb, [String])? {
        switch step.verb {
        case .answer(let earlyMedia): return (.answer(earlyMedia: earlyMedia), ["done"])
        case .play(let prompts, let bargein):
            return (.play(.init(prompts: check(prompts), bargein: bargein)), ["done"])
        case .collect(let collect, let prompts, let into): return link(collect, prompts, into, step)
        case .menu(let menu, let prompts, let declares): return link(menu, prompts, declares, step)
        case .check(let topic, let arguments, let timeout): return link(topic, arguments, timeout, step)
        case .switchOn(let name):
            guard let index = variable(name), let values = finiteValues(index, name) else { return nil }
            return (.switchOn(variable: index), values)
        case .set(let name, let expression):
            guard let index = variable(name), let values = finiteValues(index, name),
                let value = parse(expression, values: values)
            else { return nil }
            return (.set(variable: index, value), ["next"])
        case .hunt(var hunt, let whisper, let hold):
            hunt.whisper = check(whisper)
            hunt.holdPrompts = check(hold)
            return (.hunt(hunt), HuntOutcome.mapped.map { String(describing: $0) })
        case .record(var record, let prompts):
            record.prompts = check(prompts)
            return (.record(record), RecordOutcome.allCases.map(\.name))
        case .log(let category, let fields):
            return (.log(category, fields: link(fields)), [String(describing: LogOutcome.next)])
        case .transfer(let destination):
            return (.transfer(destination: destination), TransferOutcome.allCases.map { String(describing: $0) })
        case .hangup(let cause): return (.hangup(cause), [])
        case .call, .returns: return nil
        }
    }

    private mutating func link(
        _ collect: Verb.Collect, _ prompts: UnlinkedVerb.Prompts, _ into: FlowDefinition.Name, _ step: StepDefinition
    ) -> (Verb, [String])? {
        var collect = collect
        collect.prompts = check(prompts.first)
        collect.retryPrompts = check(prompts.retry)
        guard let index = variable(into) else { return nil }
        guard case .digits(let limit) = names.variables[index].kind else {
            report(into.place, "'\(into.text)' does not hold digits", "collect into a variable of type 'digits'")
            return nil
        }
        guard collect.maxDigits <= limit else {
            report(
                into.place, "'\(into.text)' holds \(limit) digits, \(collect.maxDigits) may be keyed",
                "lower max_digits or widen the variable")
            return nil
        }
        collect.into = index
        return (.collect(collect), CollectOutcome.allCases.map { String(describing: $0) })
    }

    private mutating func link(
        _ menu: Verb.Menu, _ prompts: UnlinkedVerb.Prompts, _ declares: FlowDefinition.Name?, _ step: StepDefinition
    ) -> (Verb, [String])? {
        var menu = menu
        menu.prompts = check(prompts.first)
        menu.retryPrompts = check(prompts.retry)
        var outcomes: [String] = []
        for choice in menu.choices where !outcomes.contains(choice.outcome) { outcomes.append(choice.outcome) }
        if let declares {
            guard let declaration = declaration(declares) else { return nil }
            guard Set(outcomes) == Set(declaration.outcomes) else {
                report(
                    declares.place,
                    "a menu that declares '\(declares.text)' has the choices \(declaration.outcomes.joined(separator: ", ")), not \(outcomes.joined(separator: ", "))",
                    "name its choices so")
                return nil
            }
            menu.declares = declaration
        }
        return (.menu(menu), outcomes + ["noinput", "nomatch"])
    }

    private mutating func declaration(_ name: FlowDefinition.Name) -> Declaration? {
        for declaration in [Declaration.insistence, .consent] where declaration.name == name.text { return declaration }
        if let topic = Topic(name: name.text), !topic.isLookedUp { return .topic(topic) }
        let all = Declaration.names
        report(name.place, "a caller cannot declare '\(name.text)'", Wording.choose(name.text, from: all))
        return nil
    }

    private mutating func link(
        _ name: FlowDefinition.Name, _ arguments: [UnlinkedVerb.Argument], _ timeout: Duration, _ step: StepDefinition
    ) -> (Verb, [String])? {
        guard let topic = Topic(name: name.text), topic.isLookedUp else {
            report(
                name.place, "there is no check '\(name.text)'",
                Wording.choose(name.text, from: Topic.allCases.filter(\.isLookedUp).map(\.name)))
            return nil
        }
        var taken: Int?
        for argument in arguments {
            guard argument.name.text == topic.argument else {
                let mend = topic.argument.map { "its only argument is '\($0)'" } ?? "it takes none"
                report(argument.name.place, "check '\(topic.name)' has no argument '\(argument.name.text)'", mend)
                return nil
            }
            guard let index = variable(argument.variable) else { return nil }
            guard case .digits = names.variables[index].kind else {
                report(
                    argument.variable.place, "'\(argument.variable.text)' does not hold digits",
                    "name a variable of type 'digits'")
                return nil
            }
            taken = index
        }
        if let needed = topic.argument, taken == nil {
            report(
                step.place, "check '\(topic.name)' needs the argument '\(needed)'",
                "add 'args: { \(needed): <variable> }'")
            return nil
        }
        return (.check(.init(topic: topic, argument: taken, timeout: timeout)), topic.outcomes.map(\.rawValue))
    }

    mutating func variable(_ name: FlowDefinition.Name) -> Int? {
        if let index = names.index(name.text) { return index }
        report(
            name.place, "variable '\(name.text)' is not declared",
            "\(Wording.choose(name.text, from: names.variables.map(\.name))), or declare it under 'variables:'")
        return nil
    }

    private mutating func finiteValues(_ index: Int, _ name: FlowDefinition.Name) -> [String]? {
        let values = names.variables[index].kind.values
        if !values.isEmpty { return values }
        report(name.place, "'\(name.text)' holds digits", "name a Boolean or enum variable")
        return nil
    }

    private mutating func check(_ prompts: [FlowDefinition.Name]) -> [String] {
        for prompt in prompts where catalogue.prompts[prompt.text] == nil {
            report(
                prompt.place, "there is no prompt '\(prompt.text)'",
                "\(Wording.choose(prompt.text, from: Array(catalogue.prompts.keys))), or add it to the catalogue")
        }
        return prompts.map(\.text)
    }

    mutating func link(_ fields: [FlowDefinition.Name]) -> [LogField] {
        var linked: [LogField] = []
        for field in fields {
            if let index = variable(field) { linked.append(LogField(name: field.text, variable: index)) }
        }
        return linked
    }

    /// Resolves a guarantee's names.
    mutating func link(_ guarantee: GuaranteeDefinition, in frame: Frame) -> Guarantee? {
        let before = problems.count
        let moment = moment(guarantee.before)
        var require: [[Guarantee.Fact]] = []
        for line in guarantee.require { require.append(line.compactMap { fact($0) }) }
        let unless = guarantee.unless.compactMap { fact($0) }
        guard problems.count == before, let moment else { return nil }
        return Guarantee(name: guarantee.name, before: moment, require: require, unless: unless, place: guarantee.place)
    }

    private mutating func moment(_ moment: GuaranteeDefinition.Moment) -> Guarantee.Moment? {
        let which = moment.which.text == "any" ? nil : moment.which.text
        func known<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Value??
        where Value.RawValue == String {
            guard let which else { return .some(nil) }
            return Value(rawValue: which).map { .some($0) }
        }
        switch moment.kind.text {
        case "hunt": if let chain = known(ChainName.self) { return .hunt(chain) }
        case "log": if let category = known(LogCategory.self) { return .log(category) }
        case "hangup": if let cause = known(HangupCause.self) { return .hangup(cause) }
        case "play": if let which, catalogue.prompts[which] != nil { return .play(which) }
        case "step": if let which, isStep(which) { return .step(which) }
        default:
            report(
                moment.kind.place, "'\(moment.kind.text)' is no moment of a call",
                Wording.choose(moment.kind.text, from: ["hunt", "log", "play", "step", "hangup"]))
            return nil
        }
        report(moment.which.place, "there is no \(moment.kind.text) '\(moment.which.text)'", "name one that exists")
        return nil
    }

    /// A guarantee about a step that does not exist would hold for ever.
    private func isStep(_ name: String) -> Bool {
        let last = name.split(separator: "/").last.map(String.init) ?? name
        return names.flows.contains { library[$0]?.steps.contains { $0.name == last } ?? false }
    }

    private mutating func fact(_ name: FlowDefinition.Name) -> Guarantee.Fact? {
        switch name.text {
        case "price_heard": return .priceHeard
        case "insisted": return .insisted
        case "agreed": return .agreed
        case "marked": return .marked
        case "unrecorded": return .unrecorded
        case "unavailable": return .unavailable
        case "charged": return .charged
        default: break
        }
        let parts = name.text.split(separator: ".", maxSplits: 1).map(String.init)
        if parts.count == 2, let topic = Topic(name: parts[0]), let outcome = TopicOutcome(rawValue: parts[1]),
            topic.outcomes.contains(outcome)
        {
            return .topic(topic, outcome)
        }
        if parts.count == 2, let index = names.index(parts[0]),
            let value = names.variables[index].kind.values.firstIndex(of: parts[1])
        {
            return .variable(index, value: value)
        }
        report(
            name.place, "'\(name.text)' is no fact of a call",
            "use topic.outcome (ticket.unanswered), variable.value, price_heard, insisted, agreed, marked, charged, unavailable or unrecorded"
        )
        return nil
    }
}

extension Topic {
    /// The name of the digits that the check takes, if it takes any.
    public var argument: String? {
        switch self {
        case .client: "number"
        case .contact: "code"
        case .passcode: "keys"
        default: nil
        }
    }
}
