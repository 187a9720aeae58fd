import Media
import RTP
import SIP

/// How a record grows; each of its lists has its limit.
extension PhoneRecord {
    /// A message went over the wire.
    mutating func take(_ note: WireNote, at now: Duration) {
        let message = note.seen(at: now)
        if let party = note.party { self.party = party }
        if offer == nil || answer == nil { takeSession(message) }
        if case .response(let status, to: .invite) = message.kind, !message.isOurs { takeStatus(status, at: now) }
        // A message that comes again comes soon.
        if let index = messages.suffix(8).lastIndex(where: { $0.isCopy(of: message) }) {
            messages[index].copies += 1
        } else if messages.count < Self.mostMessages {
            messages.append(message)
        }
    }

    private mutating func takeSession(_ message: SeenMessage) {
        guard let sound = message.sound else { return }
        if offer == nil {
            offer = sound
        } else if answer == nil, messages.contains(where: { $0.isOurs != message.isOurs && $0.sound == offer }) {
            answer = sound
        }
    }

    private mutating func takeStatus(_ status: StatusCode, at now: Duration) {
        switch status.rawValue {
        case 100: moments.trying = moments.trying ?? now
        case 180: moments.ringing = moments.ringing ?? now
        case 181...183: moments.progress = moments.progress ?? now
        default: break
        }
    }

    /// A key came.
    mutating func received(_ key: TelephoneKey, by way: KeyCombiner.Way, at now: Duration) {
        guard keysReceived.count < Self.mostKeys else { return }
        keysReceived.append(PressedKey(key: key, way: way, at: now))
    }

    /// A key went out.
    mutating func sent(_ key: TelephoneKey, by way: KeyCombiner.Way, at now: Duration) {
        guard keysSent.count < Self.mostKeys else { return }
        keysSent.append(PressedKey(key: key, way: way, at: now))
    }

    /// The peer said something.
    mutating func heard(_ piece: MediaSound, keeping limit: Duration) {
        let room = Int(limit / .microseconds(125)) - sound.bytes.count
        if sound.bytes.isEmpty { sound.law = piece.law }
        guard piece.bytes.count <= room, piece.law == sound.law else {
            sound.isCut = true
            return
        }
        sound.bytes += piece.bytes
        sound.missing += piece.missing
    }
}
