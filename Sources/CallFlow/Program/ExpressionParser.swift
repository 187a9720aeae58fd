import Desk

/// Reads `not reached and reason is no-ticket` into a total expression.
///
///     expression := conjunction { "or" conjunction }
///     conjunction := operand { "and" operand }
///     operand := "not" operand | "(" expression ")" | name [ "is" value ]
extension Linker {
    /// Parses the expression of a `set` for a variable with these values.
    mutating func parse(_ source: FlowDefinition.Name, values: [String]) -> Expression? {
        if let literal = values.firstIndex(of: source.text) { return .value(literal) }
        if let index = names.index(source.text), names.variables[index].kind.values == values {
            return .variable(index)
        }
        let words = Self.tokens(source.text)
        guard words.count <= FlowLimits.expressionWords else {
            report(
                source.place, "the expression has \(words.count) words",
                "at most \(FlowLimits.expressionWords) are allowed; use several 'set' steps")
            return nil
        }
        var reader = Reader(tokens: words, place: source.place)
        guard let expression = disjunction(&reader), reader.isAtEnd else {
            report(
                source.place, "'\(source.text)' is no expression",
                "write a value (\(values.joined(separator: ", "))), a variable, or 'not', 'and', 'or', 'is' over them")
            return nil
        }
        guard values == VariableDefinition.Kind.boolean.values else {
            report(
                source.place, "'\(source.text)' is true or false",
                "its values must be \(values.joined(separator: ", "))")
            return nil
        }
        return expression
    }

    private struct Reader {
        var tokens: [String]
        let place: SourcePlace
        var depth = 0
        var isAtEnd: Bool { tokens.isEmpty }

        mutating func take(_ word: String) -> Bool {
            guard tokens.first == word else { return false }
            tokens.removeFirst()
            return true
        }
    }

    private static func tokens(_ text: String) -> [String] {
        text.replacing("(", with: " ( ").replacing(")", with: " ) ").split(separator: " ").map(String.init)
    }

    private mutating func disjunction(_ reader: inout Reader) -> Expression? {
        guard var left = conjunction(&reader) else { return nil }
        while reader.take("or") {
            guard let right = conjunction(&reader) else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func conjunction(_ reader: inout Reader) -> Expression? {
        guard var left = operand(&reader) else { return nil }
        while reader.take("and") {
            guard let right = operand(&reader) else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func operand(_ reader: inout Reader) -> Expression? {
        reader.depth += 1
        defer { reader.depth -= 1 }
        guard reader.depth < 16 else { return nil }
        if reader.take("not") { return operand(&reader).map { .not($0) } }
        if reader.take("(") {
            guard let inner = disjunction(&reader), reader.take(")") else { return nil }
            return inner
        }
        guard let name = reader.tokens.first else { return nil }
        reader.tokens.removeFirst()
        if let value = VariableDefinition.Kind.boolean.values.firstIndex(of: name) { return .value(value) }
        guard let index = names.index(name) else { return nil }
        let values = names.variables[index].kind.values
        if reader.take("is") {
            guard let literal = reader.tokens.first, let value = values.firstIndex(of: literal) else { return nil }
            reader.tokens.removeFirst()
            return .equals(variable: index, value: value)
        }
        return values == VariableDefinition.Kind.boolean.values ? .variable(index) : nil
    }
}
