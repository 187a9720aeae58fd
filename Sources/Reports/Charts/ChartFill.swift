/// How a part of a chart is filled: a tone and a hatching, so that print without colours tells them apart.
enum ChartFill: String, CaseIterable {
    case solid, lines, grey, crossed, dots, blank

    /// The pattern's definition.
    ///
    /// - Parameter chart: the chart's name, which makes the pattern's id unique on a page.
    func definition(in chart: String) -> String {
        let (ground, drawing) =
            switch self {
            case .solid: ("rgb(29,78,104)", "")
            case .lines:
                (
                    "rgb(227,237,242)",
                    #"<path d="M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6" stroke="rgb(29,78,104)" stroke-width="2"/>"#
                )
            case .grey: ("rgb(169,180,186)", "")
            case .crossed: ("rgb(163,39,31)", #"<path d="M0,0 L8,8 M8,0 L0,8" stroke="white" stroke-width="1.3"/>"#)
            case .dots:
                (
                    "rgb(244,244,242)",
                    #"<circle cx="2" cy="2" r="1.2" fill="dimgray"/><circle cx="6" cy="6" r="1.2" fill="dimgray"/>"#
                )
            case .blank: ("white", "")
            }
        return #"<pattern id="\#(id(in: chart))" width="8" height="8" patternUnits="userSpaceOnUse">"#
            + #"<rect width="8" height="8" fill="\#(ground)"/>\#(drawing)</pattern>"#
    }

    /// The attributes of a shape with this filling.
    func attributes(in chart: String) -> String {
        #"fill="url(#\#(id(in: chart)))" stroke="black" stroke-width="0.6""#
    }

    private func id(in chart: String) -> String { "\(chart)-\(rawValue)" }
}
