/// Listens to one call, and tells which recordings are heard.
///
/// Every 8 ms a sub-fingerprint of the last 128 ms is looked for in the book. Where it is found, the sound itself is compared; if it is
/// the same, the recording is followed (``Track``) until it is over. Which of several is told is decided by ``Contest``.
///
/// It computes on a grid of its own: the same sound in other pieces gives the same events. It takes about 300 kB, whatever the
/// length of the call, and some for each recording that is followed (``mostTracks``).
public struct PromptListener: Sendable {
    /// Samples from one fingerprint to the next.
    static let hop = 64
    /// How far from where a fingerprint points the sound is looked for, in samples: a vowel has the same fingerprint for a while.
    private static let reach = 88
    /// How many samples are compared at every such place, before more are.
    private static let rough = 192
    /// How often a place has to be pointed to: more often while what is heard is explained.
    private static let need = (otherwise: 3, whileSatisfied: 6)
    /// How many bits of the fingerprint before may differ.
    private static let mostTurnedEarlier = 7
    /// The most recordings that are followed at once.
    public static let mostTracks = 96
    /// The whitened level below which there is nothing to look for, as the root of the mean square.
    private static let quiet: Float = 10

    /// Whether there is sound on the line at all.
    public private(set) var level = LineLevel()

    private let book: PromptBook
    private var audio = ReceivedAudio()
    private var bench = PowerSpectrum.Workbench()
    /// The bands of the last windows, by their number: the last 8 are needed.
    private var bands = [(bands: Bands, isLoud: Bool)](repeating: (Bands(), false), count: 8)
    private var hops = 0
    /// The last sub-fingerprints, by their number.
    private var prints = [UInt32](repeating: 0, count: 16)
    private var candidates = Candidates()
    private var contest: Contest
    private var isOver = false

    /// Begins to listen.
    public init(_ book: PromptBook) {
        self.book = book
        contest = Contest(book)
    }

    /// Hears what was received next.
    ///
    /// - Parameter samples: at 8 kHz, any number of them.
    /// - Returns: what is known now and was not before, in the order in which it became known.
    public mutating func hear(_ samples: [Int16]) -> [Heard] {
        guard !isOver else { return [] }
        for sample in samples {
            level.append(sample)
            take(sample)
        }
        return contest.events()
    }

    /// Ends: nothing more is received.
    public mutating func finish() -> [Heard] {
        guard !isOver else { return [] }
        for _ in 0..<(Track.ahead + 2 * Self.hop) { take(0) }
        isOver = true
        contest.finish()
        return contest.events()
    }

    private mutating func take(_ sample: Int16) {
        audio.append(sample)
        guard audio.end % Self.hop == 0 else { return }
        let hasSound = look()
        contest.advance(audio, hasSound: hasSound)
    }

    /// Looks for the last 128 ms in the book.
    ///
    /// - Returns: whether there is sound in the second half of them.
    private mutating func look() -> Bool {
        let slot = hops % bands.count
        hops += 1
        let length = PowerSpectrum.length
        let before = bands[slot]
        let isLoud = audio.energy(ofLast: length) >= Self.quiet * Self.quiet * Float(length)
        bands[slot] = (
            isLoud ? book.spectrum.bands(of: audio.samples, at: audio.samples.count - length, on: &bench) : Bands(),
            isLoud
        )
        guard isLoud, before.isLoud else { return isLoud }
        let print = Subfingerprint(bands[slot].bands, before: before.bands)
        prints[hops & 15] = print.bits
        let end = audio.end
        let lost = contest.lost
        let need = contest.isSatisfied ? Self.need.whileSatisfied : Self.need.otherwise
        for (number, layer) in book.layers.enumerated() {
            layer.index.places(near: print) { place, turned in
                if let earlier = place.earlier {
                    let heard = prints[(hops - Int(place.hops)) & 15]
                    guard (earlier ^ heard).nonzeroBitCount <= Self.mostTurnedEarlier else { return }
                }
                let title = Title(layer: number, number: Int(place.recording))
                candidates.note(
                    title, offset: end - Int(place.end), end: Int(place.end), turned: turned, now: end,
                    need: lost.contains(title) ? Self.need.otherwise : need)
            }
        }
        while let candidate = candidates.next() {
            if contest.isFollowing(candidate.title, at: candidate.offset) { continue }
            if let offset = verify(candidate) {
                contest.follow(candidate.title, at: offset, anchor: candidate.end, audio)
            }
        }
        return true
    }

    /// Compares 120 ms of a candidate with what was received.
    ///
    /// - Returns: where the recording's first sample would lie.
    private func verify(_ candidate: Candidates.Candidate) -> Int? {
        let layer = book.layers[candidate.title.layer]
        let profile = layer.profiles[candidate.title.number]
        let count = 960
        let start = candidate.end - 2 * PowerSpectrum.length
        guard start >= 0, start + count <= profile.count else { return nil }
        let recorded = layer.samples
        let sounds = recorded.span
        let received = audio.samples.span
        let place = candidate.offset + start - audio.start
        // First the loudest third: most candidates fail there.
        let part = Self.rough
        let first = start + loudest(part, of: count, in: profile, layer, at: start)
        let rough = Correlation.best(
            sounds, profile.start + first, in: received, place + first - start, count: part,
            lags: -Self.reach...Self.reach)
        guard let rough, rough.likeness >= 0.6 else { return nil }
        let best = Correlation.best(
            sounds, profile.start + start, in: received, place, count: count, lags: rough.lag - 1...rough.lag + 1)
        guard let best, best.likeness >= 0.7 else { return nil }
        return candidate.offset + best.lag
    }

    private func loudest(_ part: Int, of count: Int, in profile: Profile, _ layer: BookLayer, at start: Int) -> Int {
        let recorded = layer.samples
        let sounds = recorded.span
        var best: (start: Int, energy: Float) = (0, -1)
        for offset in stride(from: 0, through: count - part, by: part) {
            let place = profile.start + start + offset
            let energy = Correlation.product(sounds, place, sounds, place, count: part)
            if energy > best.energy { best = (offset, energy) }
        }
        return best.start
    }
}
