import CallFlow
import CallLedger
import Ledger

/// The digits that a record hides, because they were pressed before anything asked for them.
///
/// Such a digit may belong to a passcode, so it is hidden where it was pressed; if it then answers something that is not
/// sensitive, the record shows it there. So each is taken for 0 at first; where the record then shows that the input it
/// ended up in was keyed otherwise, the digits of that input are learnt and the replay begins anew. Digits of a passcode
/// are never learnt: one is as good as another, as the comparison's outcome is on record.
struct HiddenKeys {
    /// What is known of digits, by the number of their event.
    private var known: [Int: Key] = [:]
    /// The events of the keys that wait; none for a key that the record shows.
    private var waiting: [Int?] = []
    /// The keys of the input at hand.
    private var held: [Int?] = []
    /// The events of the keys of each input that the moment completed, in order.
    private var used: [[Int?]] = []
    private var learnt: [Int: Key] = [:]

    /// The key of an event, and where it goes: into the input at hand, or into those that wait.
    mutating func key(_ key: Key?, at seq: Int, whileCollecting: Bool) -> Key {
        let place: Int? = key == nil ? seq : nil
        if whileCollecting { held.append(place) } else { waiting.append(place) }
        return key ?? known[seq] ?? .zero
    }

    /// The machine took an event: some of the keys that waited are used, or dropped.
    mutating func took(_ effects: [FlowEffect], waiting count: Int, held heldCount: Int) {
        let gone = max(0, waiting.count - count)
        var stream = held + waiting.prefix(gone)
        waiting.removeFirst(gone)
        used = []
        for case .collected(_, let keys) in effects {
            let length = min(keys == "***" ? 0 : keys.count, stream.count)
            used.append(Array(stream.prefix(length)))
            stream.removeFirst(length)
        }
        held = Array(stream.prefix(heldCount))
    }

    /// An input that the last event completed was keyed otherwise.
    ///
    /// - Parameters:
    ///   - index: which of them.
    ///   - payload: what the record says of it.
    mutating func mistook(_ index: Int, payload: String) {
        guard used.indices.contains(index), let json = try? CanonicalJSON(reading: payload),
            let recorded = json["keys"]?.string, recorded.count == used[index].count
        else { return }
        for (place, character) in zip(used[index], recorded) {
            if let place, let key = Key(character) { learnt[place] = key }
        }
    }

    /// Takes over what an attempt learnt.
    ///
    /// - Returns: whether that is anything new.
    mutating func learn(from other: HiddenKeys) -> Bool {
        let before = known
        known.merge(other.learnt) { $1 }
        return known != before
    }
}
