import CallFlow
import Desk

/// Writes a value as a reader of the language expects it.
struct ValueWriter {
    let language: Language
    let zone: ZoneRules
    let now: Instant

    /// The text of a value; nothing if it says nothing.
    func text(_ value: SpokenValue, as name: SpokenValueName) -> String? {
        switch value {
        case .text(let text), .digits(let text): Self.line(text)
        case .phone(let phone): write(phone)
        case .time(let time): write(time)
        case .duration(let duration): write(LengthOfTime(duration))
        case .money(let money): write(Amount(money))
        case .instant(let instant): Moment(instant, as: name, in: zone, now: now).map(write)
        }
    }

    /// One line of printable text, cut to the limit: names and titles come from outside.
    static func line(_ text: String) -> String? {
        let limit = PromptRenderer.valueLimit
        let isCut = text.unicodeScalars.dropFirst(limit).first != nil
        var printable = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: printable.append(" ")
            // Among these are the marks that turn the direction of the text around them.
            case .format, .privateUse, .surrogate, .unassigned: continue
            default: printable.append(scalar)
            }
        }
        let words = String(printable).split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ") + (isCut ? "…" : "")
    }

    /// An amount with its currency, marked as excluding tax; cents only where there are some.
    private func write(_ amount: Amount) -> String {
        let sign = amount.isNegative ? "-" : ""
        let fraction = amount.cents < 10 ? "0\(amount.cents)" : "\(amount.cents)"
        switch language {
        case .french:
            let number = grouped(amount.units, separator: " ") + (amount.cents == 0 ? "" : "," + fraction)
            return "\(sign)\(number) \(amount.currency.sign) HT"
        case .english:
            let number = grouped(amount.units, separator: ",") + (amount.cents == 0 ? "" : "." + fraction)
            let space = if case .other = amount.currency { " " } else { "" }
            return "\(sign)\(amount.currency.sign)\(space)\(number) excl. tax"
        }
    }

    private func grouped(_ number: UInt, separator: String) -> String {
        String(number).groups(of: 3).joined(separator: separator)
    }
}
