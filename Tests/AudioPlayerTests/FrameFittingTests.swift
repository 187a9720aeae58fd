import Testing

@testable import AudioPlayer

@Suite("Frames made shorter or longer")
struct FrameFittingTests {
    /// A sine of 400 Hz.
    static let sine = (0..<160).map { index -> Int16 in
        let table = [0, 3090, 5878, 8090, 9511, 10000, 9511, 8090, 5878, 3090]
        return Int16((index / 10).isMultiple(of: 2) ? table[index % 10] : -table[index % 10])
    }

    func fit(_ frame: [Int16], to count: Int) -> [Int16] {
        var output = [Int16](repeating: 99, count: 164)
        FrameFitting.fit(frame, to: count, into: &output)
        #expect(output.dropFirst(count).allSatisfy { $0 == 99 })
        return Array(output.prefix(count))
    }

    @Test("A frame of its own length stays as it is")
    func same() { #expect(fit(Self.sine, to: 160) == Self.sine) }

    @Test("A small change keeps both ends and makes no step", arguments: [152, 155, 159, 161, 162, 164])
    func small(count: Int) {
        let fitted = fit(Self.sine, to: count)
        #expect(fitted.first == Self.sine.first)
        #expect(fitted.last == Self.sine.last)
        // The steepest step of the sine is 3090; stretching over the whole frame adds a few percent at most.
        for (one, next) in zip(fitted, fitted.dropFirst()) { #expect(abs(Int(one) - Int(next)) <= 3300) }
    }

    @Test("A large cut takes away the end", arguments: [0, 1, 80, 151])
    func large(count: Int) { #expect(fit(Self.sine, to: count) == Array(Self.sine.prefix(count))) }

    @Test("The loudest samples do not overflow", arguments: [153, 164])
    func extremes(count: Int) {
        let frame = (0..<160).map { $0.isMultiple(of: 2) ? Int16.max : Int16.min }
        #expect(fit(frame, to: count).count == count)
    }

    @Test("More than the output holds is cut to what it holds")
    func tooMuch() {
        var output = [Int16](repeating: 0, count: 10)
        FrameFitting.fit(Self.sine, to: 4_000, into: &output)
        #expect(output == Array(Self.sine.prefix(10)))
    }
}
