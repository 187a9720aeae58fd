import CallFlow
import Desk
import DeskFolder

extension CallScript {
    /// The script as a `simulate` command for a shell, its world on the standard input.
    ///
    /// - Parameters:
    ///   - desk: the desk's folder.
    ///   - unchecked: whether the flow fails its check, so that it only runs on request.
    public func command(zone: ZoneRules, desk: String, unchecked: Bool = false) -> String {
        var words = ["voicedesk simulate"]
        if desk != "." { words.append("--desk \(Self.quoted(desk))") }
        if unchecked { words.append("--unchecked") }
        words.append("--number \(number.rawValue)")
        words.append("--at \(Timestamp.format(at, in: zone))")
        if let from { words.append("--from \(from)") }
        if !keys.isEmpty { words.append("--keys \(Self.quoted(keys.joined(separator: " ")))") }
        if !technicians.isEmpty {
            let list = technicians.map { "\($0.id)=\($0.behaviour.rawValue)" }.joined(separator: ",")
            words.append("--technicians \(Self.quoted(list))")
        }
        if !unavailable.isEmpty { words.append("--unavailable \(unavailable.joined(separator: ","))") }
        words.append("--world - <<'WORLD'")
        return words.joined(separator: " ") + "\n"
            + WorldFile.write(world, zone: zone, passcodes: passcodes) + "WORLD"
    }

    /// The script as the behaviour of a scripted call.
    public func behaviour() throws(ScriptError) -> ScriptedBehaviour {
        var behaviour = ScriptedBehaviour()
        behaviour.keys = keys
        for technician in technicians {
            if technician.id == "*" {
                behaviour.otherTechnicians = technician.behaviour
            } else {
                behaviour.technicians[technician.id] = technician.behaviour
            }
        }
        try behaviour.readUnavailable(unavailable)
        return behaviour
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (0x2D...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
