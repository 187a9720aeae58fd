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
        let ringing = phones.filter { $0.state == .ringing }
        if let phone = ringing.first {
            let keys = "a accept  d decline  b busy  l let ring"
            return ringing.count == 1 ? keys : "\(phone.person.id): \(keys)  n next phone"
        }
        if phones.contains(where: { $0.state == .talking }) {
            return abuseKey == nil ? "h technician hangs up" : "h technician hangs up  m marks the call"
        }
        return phones.isEmpty ? "0-9 * #  Ctrl-C hangs up" : "…"
    }
}
