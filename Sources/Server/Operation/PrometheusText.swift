/// Metrics in Prometheus' text format (version 0.0.4).
enum PrometheusText {
    /// The media type.
    static let type = "text/plain; version=0.0.4; charset=utf-8"

    /// Writes metrics; those of one name stand together.
    static func write(_ metrics: [Metric]) -> String {
        var text = ""
        var names: [String] = []
        for metric in metrics where !names.contains(metric.name) { names.append(metric.name) }
        for name in names {
            let group = metrics.filter { $0.name == name }
            guard let first = group.first else { continue }
            text += "# HELP \(name) \(escaped(first.help))\n# TYPE \(name) \(first.kind.rawValue)\n"
            for metric in group { text += "\(name)\(labels(metric.labels)) \(number(metric.value))\n" }
        }
        return text
    }

    private static func labels(_ labels: [String]) -> String {
        guard labels.count >= 2 else { return "" }
        let pairs = stride(from: 0, to: labels.count - 1, by: 2).map { index in
            "\(labels[index])=\"\(escaped(labels[index + 1]).replacing("\"", with: "\\\""))\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }
}
