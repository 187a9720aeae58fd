import Testing

@testable import Server

@Suite("Metrics as text")
struct PrometheusTextTests {
    @Test("Help and type once for each name, those of one name together")
    func groups() {
        let text = PrometheusText.write([
            Metric("calls", "Calls.", .gauge, 2),
            Metric("refused_total", "Refused.", .counter, 1, labels: ["why", "a"]),
            Metric("calls", "Calls.", .gauge, 3, labels: ["line", "x", "way", "in"]),
        ])
        #expect(
            text == """
                # HELP calls Calls.
                # TYPE calls gauge
                calls 2
                calls{line="x",way="in"} 3
                # HELP refused_total Refused.
                # TYPE refused_total counter
                refused_total{why="a"} 1

                """)
    }

    @Test("Nothing is nothing")
    func empty() { #expect(PrometheusText.write([]) == "") }

    @Test(
        "Numbers are whole where they can be",
        arguments: [
            (0, "0"), (-3, "-3"), (0.25, "0.25"), (1e14, "100000000000000"), (1e15, "1000000000000000.0"),
            (1e300, "1e+300"),
        ])
    func numbers(_ value: Double, _ text: String) {
        #expect(PrometheusText.write([Metric("n", "N.", .gauge, value)]).hasSuffix("\nn \(text)\n"))
    }

    @Test(
        "Numbers that are none have their words in the format",
        arguments: [
            (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        ])
    func noNumbers(_ value: Double, _ text: String) {
        #expect(PrometheusText.write([Metric("n", "N.", .gauge, value)]).hasSuffix("\nn \(text)\n"))
    }

    @Test("Labels and help cannot break out of their line")
    func escaping() {
        let text = PrometheusText.write([Metric("n", "a\nb\\c", .gauge, 1, labels: ["l", "\"x\"\n\\"])])
        #expect(text == "# HELP n a\\nb\\\\c\n# TYPE n gauge\nn{l=\"\\\"x\\\"\\n\\\\\"} 1\n")
    }

    @Test("A label without a value is left out")
    func oddLabels() {
        #expect(
            PrometheusText.write([Metric("n", "N.", .gauge, 1, labels: ["a", "b", "c"])]).hasSuffix("n{a=\"b\"} 1\n"))
        #expect(PrometheusText.write([Metric("n", "N.", .gauge, 1, labels: ["a"])]).hasSuffix("\nn 1\n"))
    }
}
