import CallFlow
import Testing

@Suite("Guarantees of a flow") struct GuaranteeLinkingTests {
    private func problems(before: String, require: String = "[[client.known]]") throws -> [String] {
        let guarantee = "guarantees: [{ name: g, before: { \(before) }, require: \(require) }]"
        return try TestFlow.link(
            TestFlow.flow(
                variables: "flag: { boolean: true }", fields: guarantee,
                steps: "start: { play: { prompts: [hello] }, outcomes: { done: end } }")
        ).problems.map { $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? $0 }
    }

    @Test(
        "name moments and facts that exist",
        arguments: [
            ("play: hello", "[[client.known, flag.true], [price_heard]]"), ("hangup: any", "[[insisted]]"),
            ("log: any", "[[unavailable]]"), ("hunt: any", "[[charged]]"), ("step: start", "[[flag.false]]"),
            ("log: any", "[[agreed], [marked, unrecorded]]"),
        ])
    func known(_ before: String, _ require: String) throws {
        #expect(try problems(before: before, require: require).isEmpty)
    }

    @Test(
        "are refused where they name what does not exist",
        arguments: [
            ("play: helo", "[[insisted]]", "there is no play 'helo': name one that exists"),
            ("play: any", "[[insisted]]", "there is no play 'any': name one that exists"),
            ("step: nowhere", "[[insisted]]", "there is no step 'nowhere': name one that exists"),
            (
                "hangup: any", "[[client.knwon]]",
                "'client.knwon' is no fact of a call: use topic.outcome (ticket.unanswered), variable.value, price_heard, insisted, agreed, marked, charged, unavailable or unrecorded"
            ),
            (
                "hangup: any", "[[client.running]]",
                "'client.running' is no fact of a call: use topic.outcome (ticket.unanswered), variable.value, price_heard, insisted, agreed, marked, charged, unavailable or unrecorded"
            ),
            (
                "hangup: any", "[[flag.maybe]]",
                "'flag.maybe' is no fact of a call: use topic.outcome (ticket.unanswered), variable.value, price_heard, insisted, agreed, marked, charged, unavailable or unrecorded"
            ),
        ])
    func unknown(_ before: String, _ require: String, _ expected: String) throws {
        #expect(try problems(before: before, require: require) == [expected])
    }
}
