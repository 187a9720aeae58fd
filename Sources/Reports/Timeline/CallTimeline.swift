import Desk
import Ledger

/// One call as a picture that stands alone: what the caller heard and pressed, what was checked, who was rung, what was
/// decided, over the seconds of the call.
///
/// SVG without script or anything from elsewhere, for an evidence bundle. Keys are shown as they were recorded: masked
/// where they are sensitive. At most ``TimelinePicture/events`` events are drawn, and the picture says if there are more.
public struct CallTimeline {
    private static let width = 1240
    private static let left = 170
    private static let right = 1220
    private static let rowHeight = 20
    /// Lines of the list below the picture at most.
    private static let listed = 120

    private let details: CallDetails
    private let words: TimelineWords
    private let picture: TimelinePicture

    /// Draws a call.
    ///
    /// - Parameters:
    ///   - zone: the desk's time zone, for the time at which the call came in.
    ///   - language: the language of the picture.
    public static func svg(_ details: CallDetails, zone: ZoneRules, language: Language = .french) -> String {
        let words = TimelineWords(say: ReportWords(language: language, zone: zone))
        return CallTimeline(
            details: details, words: words, picture: TimelinePicture(details, words: words)
        ).drawing()
    }

    private func drawing() -> String {
        let say = words.say
        var content = head()
        var y = 92
        var shades = ""
        let axisTop = y
        for lane in TimelineLane.allCases {
            let items = picture.items.filter { $0.lane == lane }
            let layout = TimelineLayout(items, right: Self.right, place: place)
            let height = layout.rowCount * Self.rowHeight + 8
            if lane.rawValue % 2 == 0 {
                shades += #"<rect x="0" y="\#(y)" width="\#(Self.width)" height="\#(height)" fill="rgb(243,245,246)"/>"#
            }
            content += ChartText.label(words.lane(lane), x: 12, y: y + 18, #"font-weight="bold""#)
            for placed in layout.placed { content += draw(placed, top: y + 4) }
            y += height
        }
        let axis = axis(from: axisTop, to: y)
        let (list, end) = list(from: y + 56)
        let title = "\(say("Déroulement de l’appel", "Course of the call")) \(details.call.header.id)"
        let summary = picture.items.prefix(Self.listed).map { "\(time($0.from)) \($0.label)" }.joined(separator: "; ")
        return ChartText(name: "timeline", title: title, description: summary, width: Self.width, height: end)
            .svg(
                fills: ChartFill.allCases,
                #"<rect width="\#(Self.width)" height="\#(end)" fill="white"/>"# + shades + axis + content + list)
    }

    private func head() -> String {
        let (say, header) = (words.say, details.call.header)
        let title = "\(say("Appel", "Call")) \(header.id)"
        var facts = [
            say.instant(header.startedAt), say.name(header.number),
            "\(say("durée", "length")) \(say.length(milliseconds: picture.length))",
        ]
        if header.isDrill { facts.append(say("exercice, jamais facturé", "drill, never billed")) }
        if let client = details.call.decision?.client { facts.append("client \(client)") }
        if let ticket = details.call.decision?.ticket { facts.append("ticket \(ticket)") }
        var verdict = words.verdict(details.call.decision?.verdict.kind, details.call.decision?.verdict.reasons ?? [])
        if let charge = details.charge {
            verdict +=
                " – \(say("facturation", "charge")) \(say.money(charge.proposal.amount)), \(say.name(charge.status))"
        }
        return ChartText.label(title, x: 12, y: 26, #"font-size="18" font-weight="bold""#)
            + ChartText.label(facts.joined(separator: " · "), x: 12, y: 48)
            + ChartText.label(verdict, x: 12, y: 68, #"font-weight="bold""#)
    }

    /// The place of a moment: the whole call fills the width, however short or long.
    private func place(_ milliseconds: Int64) -> Int {
        let length = max(1, picture.length)
        let (product, overflow) = min(max(0, milliseconds), length).multipliedReportingOverflow(by: Int64(Self.plot))
        return Self.left + (overflow ? Self.plot : Int(product / length))
    }

    private static let plot = right - left - 10

    private func draw(_ placed: TimelineLayout.Placed, top: Int) -> String {
        let y = top + placed.row * Self.rowHeight
        let shape =
            #"<rect x="\#(placed.x)" y="\#(y)" width="\#(placed.width)" height="\#(Self.rowHeight - 5)" rx="2" "#
            + placed.item.fill.attributes(in: "timeline") + "/>"
        guard placed.isLabelled else { return shape }
        let label = shortened(placed.item.label)
        let fits = label.count * 7 + 8 <= placed.width
        let isDark = placed.item.fill == .solid
        if fits, placed.item.fill == .solid || placed.item.fill == .grey {
            return shape
                + ChartText.label(
                    label, x: placed.x + 5, y: y + 12, isDark ? #"fill="white" font-size="11""# : #"font-size="11""#)
        }
        // Behind a shape that ends at the right edge a label would be cut off.
        let behind = placed.x + placed.width + 4
        let room = Self.width - behind
        if room < label.count * 7 {
            return shape + ChartText.label(label, x: placed.x - 4, y: y + 12, anchor: "end", #"font-size="11""#)
        }
        return shape + ChartText.label(label, x: behind, y: y + 12, #"font-size="11""#)
    }

    private func shortened(_ label: String) -> String {
        label.count <= TimelineLayout.labelLength ? label : label.prefix(TimelineLayout.labelLength - 1) + "…"
    }

    private func axis(from top: Int, to bottom: Int) -> String {
        let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600]
        let step = steps.first { picture.length / ($0 * 1000) <= 14 } ?? max(21_600, picture.length / 14_000)
        var text = ""
        var at: Int64 = 0
        while at <= picture.length {
            let x = place(at)
            text +=
                #"<line x1="\#(x)" y1="\#(top)" x2="\#(x)" y2="\#(bottom + 6)" stroke="silver" stroke-width="0.6"/>"#
            text += ChartText.label(time(at), x: x, y: bottom + 20, anchor: "middle", #"font-size="11""#)
            at += step * 1000
        }
        return text
    }

    /// Time since the beginning: `15 s`, `2:05`, `1:02:05`.
    private func time(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if picture.length < 120_000 { return "\(seconds)\u{00A0}s" }
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60))" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// Everything but the steps once more as lines, for what was too narrow to be read.
    private func list(from top: Int) -> (String, Int) {
        let say = words.say
        let items = picture.items.filter { $0.lane != .steps }.sorted { $0.from < $1.from }
        var text = ChartText.label(
            say("Événements, en secondes depuis le début", "Events, in seconds from the beginning"), x: 12, y: top,
            #"font-weight="bold""#)
        let shown = Array(items.prefix(Self.listed))
        let rows = (shown.count + 1) / 2
        for (index, item) in shown.enumerated() {
            let x = index < rows ? 12 : Self.width / 2
            let y = top + 20 + (index < rows ? index : index - rows) * 17
            text += ChartText.label(seconds(item), x: x + 92, y: y, anchor: "end", #"font-size="11""#)
            text += ChartText.label(
                "\(words.lane(item.lane))\(say(" : ", ": "))\(shortened(item.label))", x: x + 104, y: y,
                #"font-size="11""#)
        }
        var end = top + 20 + rows * 17
        let more = items.count - shown.count + picture.omitted
        if more > 0 {
            let rest = say("… et \(say.number(more)) autres", "… and \(say.number(more)) more")
            text += ChartText.label(rest, x: 104, y: end, #"font-size="11""#)
            end += 17
        }
        return (text, end + 12)
    }

    private func seconds(_ item: TimelineItem) -> String {
        func text(_ milliseconds: Int64) -> String {
            "\(milliseconds / 1000)\(words.say(",", "."))\(milliseconds % 1000 / 100)"
        }
        let (from, until) = (text(item.from), text(item.until))
        return from == until ? from : "\(from) – \(until)"
    }
}
