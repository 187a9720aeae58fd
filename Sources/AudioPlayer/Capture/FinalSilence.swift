/// Tells when a speaker has ended: silence for a time, after something was heard.
struct FinalSilence: Hashable, Sendable {
    /// The mean square below which a block of samples is silent: 1% of full scale, about -40 dB.
    static let level = 328 * 328

    /// How many silent samples end it.
    let limit: Int
    private var isSpeaking = false
    private var silent = 0

    /// Ends after `limit` silent samples.
    init(limit: Int) { self.limit = limit }

    /// Hears a block of samples, about 20 ms; true when the speaker has ended.
    mutating func hear(_ block: ArraySlice<Int16>) -> Bool {
        guard !block.isEmpty else { return false }
        let energy = block.reduce(0) { $0 + Int($1) * Int($1) }
        if energy / block.count >= Self.level {
            isSpeaking = true
            silent = 0
        } else if isSpeaking {
            silent += block.count
        }
        return isSpeaking && silent >= limit
    }
}
