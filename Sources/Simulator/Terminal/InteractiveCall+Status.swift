import CallFlow
import Desk

/// The line at the bottom of the screen.
extension InteractiveCall {
    func showStatus() {
        let zone = machine.context.policy.zone
        let time = Timestamp.format(zone.local(now).time, withSeconds: true)
        let left = machine.nextDeadline.map { max(0, now.duration(to: $0).milliseconds / 1000) }
        var parts = [time, machine.step.name]
        let keys = machine.keysSoFar
        if !keys.isEmpty { parts.append("keys \(keys)") }
        if let left, left < 120 { parts.append("\(left) s left") }
        parts.append(hint)
        let text = " " + parts.joined(separator: "  │  ") + " "
        terminal.show(status: String(text.prefix(terminal.width - 1)))
    }

    var hint: String {
        switch phone?.state {
        case .ringing: "a accept  d decline  b busy  l let ring"
        case .whispering: "…"
        case .talking: "h technician hangs up"
        case nil: "0-9 * #  Ctrl-C hangs up"
        }
    }
}
