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
        case .text(let text), .digits(let text): line(text)
        case .phone(let phone): write(phone)
        case .time(let time): write(time)
        case .money(let money): write(money)
        case .instant(let instant):
            switch name {
            // Whoever calls back at the time that they were told must not be a few seconds early.
            case .deadline, .lockedUntil: write(instant, roundingUp: true)
            default: write(instant, roundingUp: false)
            }
        }
    }

    /// One line of printable text, cut to the limit: names and titles come from outside.
    private func line(_ text: String) -> String? {
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
    private func write(_ money: Money) -> String {
        let magnitude = money.cents.magnitude
        let sign = money.cents < 0 ? "-" : ""
        let symbol = ["EUR": "€", "GBP": "£", "USD": "$"][money.currency]
        let cents = magnitude % 100
        let fraction = cents < 10 ? "0\(cents)" : "\(cents)"
        switch language {
        case .french:
            let amount = grouped(magnitude / 100, separator: " ") + (cents == 0 ? "" : "," + fraction)
            return "\(sign)\(amount) \(symbol ?? money.currency) HT"
        case .english:
            let amount = grouped(magnitude / 100, separator: ",") + (cents == 0 ? "" : "." + fraction)
            return "\(sign)\(symbol ?? money.currency + " ")\(amount) excl. tax"
        }
    }

    private func grouped(_ number: UInt, separator: String) -> String {
        String(number).groups(of: 3).joined(separator: separator)
    }
}
