import Testing

@Suite("Malformed flows") struct MalformedFlowTests {
    @Test("A flow that answers a number", arguments: mainChanges)
    func main(_ change: Malformed) throws {
        let problems = try SmallDesk.problems("callflows/main.yaml", change.old, change.new)
        #expect(problems == change.expected)
    }

    @Test("A sub-flow", arguments: partChanges)
    func part(_ change: Malformed) throws {
        let problems = try SmallDesk.problems("callflows/part.yaml", change.old, change.new)
        #expect(problems == change.expected)
    }

    static let mainChanges: [Malformed] = [
        Malformed(
            "flow: main", "flow: mian",
            "callflows/main.yaml:1:7: the flow is called 'mian' in a file called 'main.yaml': give both one name"),
        Malformed(
            "start: pick-up", "start: pickup",
            "callflows/main.yaml:8:8: there is no step 'pickup' in flow 'main': did you mean 'pick-up'?"),
        Malformed(
            "start: pick-up\n", "",
            "callflows/main.yaml:1:1: a flow has no 'start': add 'start:' with a name of letters, digits, '-' and '_'"),
        Malformed(
            "max_call_duration: 30m", "max_call_duration: 5h",
            "callflows/main.yaml:3:20: 'max_call_duration' is '5h': write a duration from 1s to 4h, such as 8s, 2m or 1h30m"
        ),
        Malformed(
            "max_call_duration: 30m", "max_call_duration: 0s",
            "callflows/main.yaml:3:20: 'max_call_duration' is '0s': write a duration from 1s to 4h, such as 8s, 2m or 1h30m"
        ),
        Malformed(
            "digits: 5", "digits: 33",
            "callflows/main.yaml:5:21: 'digits' is '33': write a whole number from 1 to 32"),
        Malformed(
            "digits: 5", "digit: 5",
            "callflows/main.yaml:5:13: a variable has no field 'digit': did you mean 'digits'?"),
        Malformed(
            "digits: 5", "digits: 5, boolean: true",
            "callflows/main.yaml:5:24: a variable has both 'digits' and 'boolean': keep one of them"),
        Malformed(
            "initial: good", "initial: ugly",
            "callflows/main.yaml:6:39: 'initial' is 'ugly': use one of 'good', 'bad'"),
        Malformed(
            "boolean: false", "boolean: no",
            "callflows/main.yaml:7:20: 'boolean' is 'no': write one of 'true', 'false', 'unset'"),
        Malformed(
            "boolean: false", "boolean: false, initial: \"true\"",
            "callflows/main.yaml:7:36: 'initial' is only for an enum: remove it; a Boolean names its value itself"),
        Malformed(
            "[good, bad]", "[good, good]",
            "callflows/main.yaml:6:24: value 'good' is written twice: remove one of them"),
        Malformed(
            "[good, bad]", "[a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16]",
            "callflows/main.yaml:6:17: 'enum' has 16 entries: give 1 to 15"),
        Malformed(
            "early_media: false", "early_media: 0",
            "callflows/main.yaml:11:28: 'early_media' is '0': write true or false"),
        Malformed(
            "    answer: {", "    anwser: {",
            "callflows/main.yaml:11:5: a step has no field 'anwser': did you mean 'answer'?"),
        Malformed(
            "    answer: { early_media: false }\n", "",
            "callflows/main.yaml:10:3: a step says nothing of what it is: add one of 'answer', 'play', 'collect', 'menu', 'check', 'switch', 'set', 'hunt', 'record', 'log', 'call', 'return', 'transfer', 'hangup'"
        ),
        Malformed(
            "prompts: [hello]\n      min", "prompts: { hello: 1 }\n      min",
            "callflows/main.yaml:15:16: 'prompts' is a mapping: write a name of letters, digits, '-' and '_', or a list, each a name of letters, digits, '-' and '_'"
        ),
        Malformed(
            "answer: { early_media: false }", "answer: { early_media: false }\n    hangup: { cause: normal }",
            "callflows/main.yaml:12:5: a step has both 'answer' and 'hangup': keep one of them"),
        Malformed(
            "prompts: [hello]\n      min", "prompt: [hello]\n      min",
            "callflows/main.yaml:14:5: 'collect' has no 'prompts': add 'prompts:' with a name of letters, digits, '-' and '_', or a list, each a name of letters, digits, '-' and '_'",
            "callflows/main.yaml:15:7: 'collect' has no field 'prompt': did you mean 'prompts'?"),
        Malformed(
            "prompts: [hello]\n      min", "prompts: [helo]\n      min",
            "callflows/main.yaml:15:17: there is no prompt 'helo': did you mean 'hello'?, or add it to the catalogue"),
        Malformed(
            "min_digits: 5", "min_digits: 6",
            "callflows/main.yaml:16:19: 'min_digits' is 6, more than 'max_digits', which is 5: lower one or raise the other"
        ),
        Malformed(
            "max_digits: 5", "max_digits: 40",
            "callflows/main.yaml:17:19: 'max_digits' is '40': write a whole number from 1 to 32"),
        Malformed(
            "max_digits: 5", "max_digits: 5.0",
            "callflows/main.yaml:17:19: 'max_digits' is '5.0': write a whole number from 1 to 32"),
        Malformed(
            "timeout: 8s", "timeout: 8",
            "callflows/main.yaml:18:16: 'timeout' is '8': write a duration from 1ms to 10m, such as 8s, 2m or 1h30m"),
        Malformed(
            "timeout: 8s", "timeout: 0s",
            "callflows/main.yaml:18:16: 'timeout' is '0s': write a duration from 1ms to 10m, such as 8s, 2m or 1h30m"),
        Malformed(
            "timeout: 8s", "timeout: 11m",
            "callflows/main.yaml:18:16: 'timeout' is '11m': write a duration from 1ms to 10m, such as 8s, 2m or 1h30m"),
        Malformed(
            "max_attempts: 3", "max_attempts: 11",
            "callflows/main.yaml:20:21: 'max_attempts' is '11': write a whole number from 1 to 10"),
        Malformed(
            "max_attempts: 3", "finish_on_key: 1\n      max_attempts: 3",
            "callflows/main.yaml:20:22: 'finish_on_key' is '1', a digit that may be part of the input: use \"#\" or \"*\""
        ),
        Malformed(
            "max_attempts: 3", "finish_on_key: \"A\"\n      max_attempts: 3",
            "callflows/main.yaml:20:22: 'finish_on_key' is 'A': write one key in quotes: a digit, \"*\" or \"#\""),
        Malformed(
            "into: number", "into: mood",
            "callflows/main.yaml:21:13: 'mood' does not hold digits: collect into a variable of type 'digits'"),
        Malformed(
            "into: number", "into: numbr",
            "callflows/main.yaml:21:13: variable 'numbr' is not declared: did you mean 'number'?, or declare it under 'variables:'"
        ),
        Malformed(
            "filled: find, ", "",
            "callflows/main.yaml:13:3: step 'ask' does not say what follows 'filled': add 'filled: <step>' to its outcomes"
        ),
        Malformed(
            "filled: find", "filled: find, flled: find",
            "callflows/main.yaml:22:31: 'collect' has no outcome 'flled': did you mean 'filled'?"),
        Malformed(
            "noinput: find", "noinput: fnid",
            "callflows/main.yaml:22:40: there is no step 'fnid' in flow 'main': did you mean 'end'?"),
        Malformed(
            "noinput: find", "noinput: [find]",
            "callflows/main.yaml:22:40: 'noinput' is a list: write a name of letters, digits, '-' and '_', or a mapping with 'to', 'at_most', 'then'"
        ),
        Malformed(
            "name: client", "name: clients",
            "callflows/main.yaml:24:20: 'name' is 'clients': did you mean 'client'?"),
        Malformed(
            "args: { number: number }", "args: { code: number }",
            "callflows/main.yaml:24:36: check 'client' has no argument 'code': its only argument is 'number'"),
        Malformed(
            ", args: { number: number }", "",
            "callflows/main.yaml:23:3: check 'client' needs the argument 'number': add 'args: { number: <variable> }'"),
        Malformed(
            "at_most: 2", "at_most: 16",
            "callflows/main.yaml:27:36: 'at_most' is '16': write a whole number from 1 to 15"),
        Malformed(
            ", at_most: 2, then: end", "",
            "callflows/main.yaml:27:7: a bounded outcome has no 'at_most': add 'at_most:' with a whole number from 1 to 15",
            "callflows/main.yaml:27:7: a bounded outcome has no 'then': add 'then:' with a name of letters, digits, '-' and '_'"
        ),
        Malformed(
            "\"2\": \"no\" }", "\"22\": \"no\" }",
            "callflows/main.yaml:33:30: '22' cannot be a key of 'choices': use one key in quotes: a digit, \"*\" or \"#\""
        ),
        Malformed(
            "\"2\": \"no\" }", "\"2\": noinput }",
            "callflows/main.yaml:33:35: a choice cannot be called 'noinput': give it another name: every menu has that outcome"
        ),
        Malformed(
            "choices: { \"1\": \"yes\", \"2\": \"no\" }", "choices: {}",
            "callflows/main.yaml:33:7: 'choices' has no entries: give 1 to 12"),
        Malformed(
            "max_attempts: 2", "max_attempts: 2\n      declares: nature",
            "callflows/main.yaml:36:17: a menu that declares 'nature' has the choices network, dedicated, other, not yes, no: name its choices so"
        ),
        Malformed(
            "max_attempts: 2", "max_attempts: 2\n      declares: honesty",
            "callflows/main.yaml:36:17: 'declares' is 'honesty': write one of 'urgency', 'seriousness', 'nature', 'sites', 'insistence', 'consent'"
        ),
        Malformed(
            "call: { flow: part }", "call: { flow: main }",
            "callflows/main.yaml:38:19: flow 'main' calls itself (main → main): sub-flows do not recurse; use a bounded edge"
        ),
        Malformed(
            "call: { flow: part }", "call: { flow: prt }",
            "callflows/main.yaml:38:19: there is no flow 'prt': did you mean 'part'?"),
        Malformed(
            "value: mood is good", "value: mood is ugly",
            "callflows/main.yaml:41:35: 'mood is ugly' is no expression: write a value (false, true), a variable, or 'not', 'and', 'or', 'is' over them"
        ),
        Malformed(
            "switch: { on: done }", "switch: { on: number }",
            "callflows/main.yaml:44:19: 'number' holds digits: name a Boolean or enum variable"),
        Malformed(
            "\"true\": ring, ", "",
            "callflows/main.yaml:43:3: step 'which' does not say what follows 'true': add 'true: <step>' to its outcomes"
        ),
        Malformed(
            "chain: on-call", "chain: oncall",
            "callflows/main.yaml:48:14: 'chain' is 'oncall': did you mean 'on-call'?"),
        Malformed(
            "accept_key: \"1\"", "accept_key: \"2\"",
            "callflows/main.yaml:50:19: the key '2' would both take and decline the call: give 'accept_key' and 'decline_key' different keys"
        ),
        Malformed(
            "accept_key: \"1\"", "abuse_key: \"*98\"",
            "callflows/main.yaml:50:18: 'abuse_key' is '*98': write one or two keys in quotes, such as \"*9\""),
        Malformed(
            "min_length: 2s", "min_length: 3m",
            "callflows/main.yaml:57:81: 'min_length' and 'max_length' are 3m and 2m: let the longest be longer than the shortest"
        ),
        Malformed(
            "sip:support@example.net", "support",
            "callflows/main.yaml:60:30: 'destination' is 'support': write a sip:, sips: or tel: address"),
        Malformed(
            "cause: normal", "cause: bored",
            "callflows/main.yaml:63:22: 'cause' is 'bored': write one of 'normal', 'refused', 'no_input', 'unreached', 'too_long'"
        ),
        Malformed(
            "cause: normal }", "cause: normal }\n    outcomes: { done: ask }",
            "callflows/main.yaml:64:17: 'hangup' has no outcome 'done': remove it: the step ends the call"),
        Malformed(
            "category: ended", "category: end",
            "callflows/main.yaml:65:22: 'category' is 'end': did you mean 'ended'?"),
        Malformed(
            "fields: [number]", "fields: [numbers]",
            "callflows/main.yaml:65:38: variable 'numbers' is not declared: did you mean 'number'?, or declare it under 'variables:'"
        ),
        Malformed(
            "hunt: any", "hunt: all",
            "callflows/main.yaml:68:21: 'hunt' is 'all': write one of 'support', 'on-call', 'managers', 'standby', 'any'"
        ),
        Malformed(
            "hunt: any", "ring: any",
            "callflows/main.yaml:68:15: a moment has no field 'ring': use one of 'hunt', 'log', 'play', 'step', 'hangup'"
        ),
        Malformed(
            "client.known,", "client.knwon,",
            "callflows/main.yaml:69:16: 'client.knwon' is no fact of a call: use topic.outcome (ticket.unanswered), variable.value, price_heard, insisted, agreed, marked, charged, unavailable or unrecorded"
        ),
        Malformed(
            "on_hangup:", "on_unrecorded: nowhere\non_hangup:",
            "callflows/main.yaml:64:16: there is no step 'nowhere' in flow 'main': use one of 'ask', 'end', 'enter', 'feel', 'find', 'message', 'move', 'offer', 'pick-up', 'ring', 'which'"
        ),
        Malformed(
            "on_hangup:", "on_hang_up:",
            "callflows/main.yaml:64:1: a flow has no field 'on_hang_up': did you mean 'on_hangup'?"),
        Malformed(
            "steps:\n", "steps:\n  ask:\n    answer: {}\n    outcomes: { done: ask }\n",
            "callflows/main.yaml:16:3: the key 'ask' is written twice: keep one of the two"),
    ]

    static let partChanges: [Malformed] = [
        Malformed(
            "outcomes: [finished]\n", "",
            "callflows/main.yaml:38:19: flow 'part' declares no outcomes: only a flow with 'outcomes:' can be called"),
        Malformed(
            "outcomes: [finished]", "outcomes: [finished, finished]",
            "callflows/part.yaml:2:22: outcome 'finished' is declared twice: remove one of them"),
        Malformed(
            "outcomes: [finished]",
            "outcomes: [finished]\nmax_call_duration: 5m\non_hangup: [{ log: { category: ended } }]\non_unrecorded: say",
            "callflows/part.yaml:3:1: a sub-flow has no 'max_call_duration': move it to the flow that answers the number",
            "callflows/part.yaml:4:1: a sub-flow has no 'on_hangup': move it to the flow that answers the number",
            "callflows/part.yaml:5:1: a sub-flow has no 'on_unrecorded': move it to the flow that answers the number"),
        Malformed(
            "return: finished", "return: done",
            "callflows/part.yaml:12:13: outcome 'done' is not declared: use one of 'finished', or add it to 'outcomes:'"
        ),
        Malformed(
            "return: finished", "return: [finished]",
            "callflows/part.yaml:12:13: 'return' is a list: write a name of letters, digits, '-' and '_'"),
        Malformed(
            "category: note", "category: nothing",
            "callflows/part.yaml:6:22: 'category' is 'nothing': write one of 'admitted', 'refused', 'failed_open', 'abusive_call', 'abandoned', 'unreached', 'voicemail', 'ended', 'note'"
        ),
        Malformed(
            "  say:\n", "  say:\n  ",
            "callflows/part.yaml:10:5: this is no YAML (did not find expected key): look at the indentation, colons, brackets and quotes here and just before"
        ),
    ]
}
