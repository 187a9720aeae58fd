import Desk
import Testing

@testable import CallFlow

@Suite("Expressions of the flow language") struct ExpressionTests {
    private static let variables = """
        a: { boolean: true }, b: { boolean: false }, c: { boolean: unset },
          mood: { enum: [good, bad], initial: bad }, other: { enum: [good, bad] }, size: { enum: [small, large] },
          digits: { digits: 5 }
        """

    private func link(_ expression: String, to variable: String) throws -> (FlowProgram?, [String]) {
        let linked = try TestFlow.link(
            TestFlow.flow(
                variables: Self.variables,
                steps: "start: { set: { variable: \(variable), value: \"\(expression)\" }, outcomes: { next: end } }"))
        return (linked.program, linked.problems)
    }

    private func parse(_ text: String, for variable: String = "c") throws -> (expression: Expression, value: Int) {
        let (program, problems) = try link(text, to: variable)
        let linked = try #require(program, "\(problems)")
        let verb = linked.steps[linked.start].verb
        let found: Expression? = if case .set(_, let expression) = verb { expression } else { nil }
        let expression = try #require(found)
        return (expression, expression.evaluate(linked.initialVariables))
    }

    @Test(
        "'not' binds tightest, then 'is', 'and', 'or'",
        arguments: [
            ("a or b and c", .or(.variable(0), .and(.variable(1), .variable(2)))),
            ("a and b or c", .or(.and(.variable(0), .variable(1)), .variable(2))),
            ("(a or b) and c", .and(.or(.variable(0), .variable(1)), .variable(2))),
            ("not a and b", .and(.not(.variable(0)), .variable(1))),
            ("not (a and b)", .not(.and(.variable(0), .variable(1)))),
            ("not mood is good", .not(.equals(variable: 3, value: 0))),
            ("mood is good or other is bad", .or(.equals(variable: 3, value: 0), .equals(variable: 4, value: 1))),
            ("a or b or c", .or(.or(.variable(0), .variable(1)), .variable(2))),
            ("not not a", .not(.not(.variable(0)))),
            ("a is false", .equals(variable: 0, value: 0)),
            ("true and a", .and(.value(1), .variable(0))),
            ("((a))", .variable(0)),
            (" ( a)and( b ) ", .and(.variable(0), .variable(1))),
        ] as [(String, Expression)])
    func precedence(_ text: String, _ expected: Expression) throws { #expect(try parse(text).expression == expected) }

    @Test(
        "have a value in every state; what is unset is false and equals nothing",
        arguments: [
            ("a", 1), ("b", 0), ("c", 0), ("not c", 1), ("a and not b", 1), ("a and c", 0), ("b or c", 0),
            ("mood is bad", 1), ("mood is good", 0), ("other is good", 0), ("other is bad", 0), ("c is false", 0),
            ("not c is false", 1), ("true", 1), ("false", 0),
        ])
    func values(_ text: String, _ expected: Int) throws { #expect(try parse(text).value == expected) }

    @Test("a value of the variable, or another variable of the same type, is taken as it is")
    func enums() throws {
        #expect(try parse("bad", for: "mood").expression == .value(1))
        #expect(try parse("other", for: "mood").expression == .variable(4))
    }

    @Test(
        "what cannot be read is refused",
        arguments: [
            "a and", "and a", "a b", "(a", "a)", "not", "mood", "mood is", "mood is ugly", "a is maybe", "digits",
            "digits is 1", "x", "a xor b", "a && b", "mood is not good", "()", "good", "(mood) is good",
        ])
    func refusals(_ text: String) throws {
        let (program, problems) = try link(text, to: "c")
        #expect(program == nil)
        let expected =
            "'\(text)' is no expression: write a value (false, true), a variable, or 'not', 'and', 'or', 'is' over them"
        #expect(problems.count == 1)
        #expect(problems.first?.hasSuffix(expected) == true, "\(problems)")
    }

    @Test("a truth value fits no enum", arguments: ["a", "mood is good", "not a"])
    func types(_ text: String) throws {
        #expect(
            try link(text, to: "mood").1.first?.hasSuffix("'\(text)' is true or false: its values must be good, bad")
                == true)
    }

    @Test("another enum's value or variable fits no enum", arguments: ["small", "size", "digits"])
    func otherTypes(_ text: String) throws { #expect(try link(text, to: "mood").0 == nil) }

    @Test("digits are not set")
    func digits() throws {
        let problems = try link("a", to: "digits").1
        #expect(problems.map { $0.drop { $0 != " " } } == [" 'digits' holds digits: name a Boolean or enum variable"])
        #expect(try link("a", to: "nothing").1.first?.contains("variable 'nothing' is not declared") == true)
    }

    @Test("are nested at most fifteen deep")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "(", count: levels) + "a" + String(repeating: ")", count: levels)
        }
        #expect(try link(nested(14), to: "c").0 != nil)
        #expect(try link(nested(15), to: "c").0 == nil)
        #expect(try link(String(repeating: "not ", count: 14) + "a", to: "c").0 != nil)
        #expect(try link(String(repeating: "not ", count: 15) + "a", to: "c").0 == nil)
    }

    @Test("that are too long are refused, never cut off")
    func length() throws {
        let ors = Array(repeating: "b", count: 32).joined(separator: " or ")
        #expect(try link("not \(ors)", to: "c").0 != nil)
        let (program, problems) = try link("not \(ors) or a", to: "c")
        let isRefused = program == nil && problems.count == 1
        #expect(isRefused, "the words after the sixty-fourth are left out")
    }
}
