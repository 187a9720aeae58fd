/// What every chart of the page has: a title and a description for those who do not see it, and texts.
struct ChartText {
    /// The chart's name: letters only, unique on the page.
    let name: String
    let title: String
    let description: String
    let width: Int
    let height: Int

    /// The chart with its content.
    func svg(fills: [ChartFill], _ content: String) -> String {
        let definitions = fills.map { $0.definition(in: name) }.joined()
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)" aria-labelledby="\(name)-title \(name)-desc" \
            font-family="DejaVu Sans, Verdana, Arial, sans-serif" font-size="12">\
            <title id="\(name)-title">\(title.markupEscaped)</title>\
            <desc id="\(name)-desc">\(description.markupEscaped)</desc><defs>\(definitions)</defs>\
            \(content)</svg>\n
            """
    }

    /// A text at a point.
    static func label(_ text: String, x: Int, y: Int, anchor: String = "start", _ more: String = "") -> String {
        #"<text x="\#(x)" y="\#(y)" text-anchor="\#(anchor)"\#(more.isEmpty ? "" : " " + more)>\#(text.markupEscaped)</text>"#
    }

    /// The smallest of 1, 2, 5, 10, 20, 50 … that is no less than a value; at least 1.
    static func roundScale(_ value: Int) -> Int {
        var unit = 1
        while unit < Int.max / 100 {
            for step in [1, 2, 5] where step * unit >= value { return step * unit }
            unit *= 10
        }
        return value
    }
}

extension String {
    /// The text as it may stand in HTML and SVG, in an element or a quoted attribute; what XML cannot hold is replaced.
    var markupEscaped: String {
        let isPlain = utf8.allSatisfy { byte in
            byte >= 0x20 && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22 && byte != 0x27 && byte < 0xEF
        }
        if isPlain { return self }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\t", "\n": text.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
