/// One recording that may be heard, followed through what is received.
///
/// The recording is compared in blocks of 160 ms, each at the place where the one before it was found, give or take 2 samples. Within
/// a block, each frame of 20 ms counts by itself, so that a lost packet costs a frame and no more. Where a block is not found, a
/// jitter buffer may have let out or repeated something: the block is looked for 60 ms around its place once. A jump that is wider
/// is noticed when a fingerprint is found elsewhere (``jump(to:)``).
struct Track: Sendable {
    /// Frames of a block.
    static let blockFrames = 8
    /// How far the block is looked for where it is not found, in samples.
    static let slip = 480
    /// What is needed behind a block before it is compared, in samples.
    static let ahead = slip + 8
    /// After how many missed frames the place of a block is not tuned any more: who is lost is found by a fingerprint.
    private static let tuned = 16
    /// How far around its place a block is looked for, in samples.
    private static let tuning = 2
    /// How much further or less far the stream may be when it is found again, in samples: 3 s.
    private static let widestJump = 24_000
    /// The likeness of a frame that is heard, within a block that is heard and elsewhere.
    private static let frameLikeness: (within: Float, alone: Float) = (0.5, 0.75)

    /// The recording.
    let title: Title
    /// The number of the track, in the order in which they began.
    let number: Int
    /// Where the recording's first sample would lie in the stream.
    private(set) var offset: Int
    /// The frame that is compared next.
    private(set) var cursor: Int
    /// Where each frame was heard, as a position in the stream; -1 if it was not, or has no voice.
    private(set) var places: [Int]
    /// How many frames were heard.
    private(set) var heard = 0
    /// The first and the last frame that were heard.
    private(set) var first = Int.max
    private(set) var last = -1
    /// How many voiced frames were compared since one was heard.
    private(set) var missed = 0
    /// Whether no more is expected of it.
    var isOver = false
    /// Whether it was told that the recording is heard.
    var isAnnounced = false
    private var hasSlipped = false
    private var sums: [SIMD4<Float>]

    /// Begins where a fingerprint was found.
    init(_ title: Title, _ profile: Profile, number: Int, offset: Int, anchor: Int) {
        self.title = title
        self.number = number
        self.offset = offset
        cursor = anchor / BookLayer.frameLength / Self.blockFrames * Self.blockFrames
        places = Array(repeating: -1, count: profile.frameCount)
        sums = Array(repeating: SIMD4<Float>(), count: profile.frameCount)
    }

    /// Where the first and the last frame were heard.
    var from: Int { first < places.count ? places[first] : 0 }
    var to: Int { last >= 0 && last < places.count ? places[last] + BookLayer.frameLength : 0 }

    /// Up to where the stream was compared.
    var compared: Int { offset + cursor * BookLayer.frameLength }

    /// Whether enough was received to compare the next block.
    func isReady(_ profile: Profile, received end: Int) -> Bool {
        let frames = min(profile.frameCount, cursor + Self.blockFrames)
        return !isOver && offset + min(frames * BookLayer.frameLength, profile.count) + Self.ahead <= end
    }

    /// Compares what lies before the anchor, as far back as it is still there.
    mutating func lookBack(_ layer: BookLayer, _ audio: ReceivedAudio) {
        let profile = layer.profiles[title.number]
        let resume = (cursor, offset)
        while cursor >= Self.blockFrames {
            cursor -= Self.blockFrames
            guard offset + (cursor + Self.blockFrames) * BookLayer.frameLength > audio.start else { break }
            _ = compare(profile, layer, audio)
        }
        (cursor, offset) = resume
        missed = 0
    }

    /// Compares the next block.
    mutating func advance(_ layer: BookLayer, _ audio: ReceivedAudio) {
        let profile = layer.profiles[title.number]
        let match = compare(profile, layer, audio)
        if match.isVoiced {
            if match.likeness >= 0.5 {
                hasSlipped = false
            } else if !hasSlipped, heard >= 12 {
                hasSlipped = true
                if let lag = slipped(profile, layer, audio) {
                    offset += lag
                    cursor = max(0, min(cursor, last / Self.blockFrames * Self.blockFrames))
                    missed = 0
                    return
                }
            }
        }
        cursor += Self.blockFrames
        if cursor >= profile.frameCount { isOver = true }
    }

    /// Goes on elsewhere: the stream was found to be further on in the recording, or less far, than this thought.
    ///
    /// What lies between is compared at the new place; what is not there was not said.
    ///
    /// - Returns: whether what was heard so far lies before that, in the recording and in the stream.
    mutating func jump(to newOffset: Int, anchor: Int, _ layer: BookLayer, _ audio: ReceivedAudio) -> Bool {
        let frame = anchor / BookLayer.frameLength
        guard frame > last, last >= 0, newOffset + anchor > to, abs(newOffset - offset) <= Self.widestJump else {
            return false
        }
        let profile = layer.profiles[title.number]
        offset = newOffset
        cursor = last / Self.blockFrames * Self.blockFrames
        let resume = frame / Self.blockFrames * Self.blockFrames
        while cursor < resume {
            _ = compare(profile, layer, audio)
            cursor += Self.blockFrames
        }
        (offset, cursor, missed, hasSlipped) = (newOffset, resume, 0, false)
        return true
    }

    /// What a comparison of a block found.
    private struct Match {
        var likeness: Float = 0
        var isVoiced = false
    }

    private mutating func compare(_ profile: Profile, _ layer: BookLayer, _ audio: ReceivedAudio) -> Match {
        let frames = cursor..<min(profile.frameCount, cursor + Self.blockFrames)
        var (best, lag) = (measure(frames, at: offset, profile, layer, audio), 0)
        guard best.voiced >= 2 else {
            take(frames, best, at: offset, profile, layer)
            return Match()
        }
        if best.likeness < 0.95, best.energy > 0, missed <= Self.tuned {
            for other in 1...Self.tuning {
                for shift in [-other, other] {
                    let match = measure(frames, at: offset + shift, profile, layer, audio)
                    if match.likeness > best.likeness + 0.02 { (best, lag) = (match, shift) }
                }
            }
            if best.likeness >= 0.6 {
                offset += lag
            } else if lag != 0 {
                best = measure(frames, at: offset, profile, layer, audio)
            }
        }
        take(frames, best, at: offset, profile, layer)
        return Match(likeness: best.likeness, isVoiced: true)
    }

    /// The products of the frames of a block, with what was received at one place.
    private struct Measured {
        var products = SIMD8<Float>()
        var energies = SIMD8<Float>()
        var voiced = 0
        var likeness: Float = 0
        var energy: Float = 0
    }

    private func measure(
        _ frames: Range<Int>, at offset: Int, _ profile: Profile, _ layer: BookLayer, _ audio: ReceivedAudio
    ) -> Measured {
        var measured = Measured()
        var own: Float = 0
        let recorded = layer.samples
        let sounds = recorded.span
        let received = audio.samples.span
        for frame in frames {
            let energy = layer.energies[profile.firstFrame + frame]
            guard energy > 0 else { continue }
            measured.voiced += 1
            own += energy
            let begin = frame * BookLayer.frameLength
            let count = min(BookLayer.frameLength, profile.count - begin)
            let place = offset + begin - audio.start
            let lane = frame - frames.lowerBound
            measured.products[lane] = Correlation.product(sounds, profile.start + begin, received, place, count: count)
            measured.energies[lane] = Correlation.product(received, place, received, place, count: count)
        }
        measured.energy = measured.energies.sum()
        if own > 0, measured.energy > 0 {
            measured.likeness = measured.products.sum() / (own * measured.energy).squareRoot()
        }
        return measured
    }

    /// Notes which frames of a block were heard.
    private mutating func take(
        _ frames: Range<Int>, _ match: Measured, at offset: Int, _ profile: Profile, _ layer: BookLayer
    ) {
        let least = match.likeness >= 0.6 ? Self.frameLikeness.within : Self.frameLikeness.alone
        for frame in frames where places[frame] < 0 {
            let own = layer.energies[profile.firstFrame + frame]
            guard own > 0 else { continue }
            missed += 1
            let (product, energy) = (
                match.products[frame - frames.lowerBound], match.energies[frame - frames.lowerBound]
            )
            let place = offset + frame * BookLayer.frameLength
            guard energy > 0, product >= least * (own * energy).squareRoot(), isInOrder(frame, place) else { continue }
            places[frame] = place
            sums[frame] = SIMD4(product, own, energy, 0)
            heard += 1
            missed = 0
            first = min(first, frame)
            last = max(last, frame)
        }
    }

    /// Whether a frame lies behind what was heard of those before it.
    private func isInOrder(_ frame: Int, _ place: Int) -> Bool {
        frame < last || last < 0 || place >= places[last] + BookLayer.frameLength / 2
    }

    /// Looks for the loudest part of the block within 60 ms around its place.
    private func slipped(_ profile: Profile, _ layer: BookLayer, _ audio: ReceivedAudio) -> Int? {
        let begin = cursor * BookLayer.frameLength
        let end = min(profile.count, begin + Self.blockFrames * BookLayer.frameLength)
        let length = min(640, end - begin)
        guard length >= 320 else { return nil }
        // The later half, as the slip may lie within the block.
        let start = end - length
        let recorded = layer.samples
        let sounds = recorded.span
        let received = audio.samples.span
        let best = Correlation.best(
            sounds, profile.start + start, in: received, offset + start - audio.start, count: length,
            lags: -Self.slip...Self.slip)
        guard let best, best.likeness >= 0.8, abs(best.lag) > 2 else { return nil }
        return best.lag
    }

    /// How much of it was heard within a part of the stream, in frames.
    func heard(from: Int, to: Int) -> Int {
        guard last >= 0, self.from < to, from < self.to else { return 0 }
        var count = 0
        for frame in first...last {
            let middle = places[frame] + BookLayer.frameLength / 2
            if places[frame] >= 0, middle >= from, middle < to { count += 1 }
        }
        return count
    }

    /// Takes out what another recording explains.
    mutating func remove(where isExplained: (_ middle: Int) -> Bool) {
        guard last >= 0 else { return }
        (heard, first) = (0, Int.max)
        let before = last
        last = -1
        for frame in 0...before where places[frame] >= 0 {
            if isExplained(places[frame] + BookLayer.frameLength / 2) {
                places[frame] = -1
            } else {
                heard += 1
                first = min(first, frame)
                last = frame
            }
        }
    }

    /// The likeness of all that was heard, and by which factor it was louder than the recording.
    var quality: (likeness: Float, gain: Float) {
        var sum = SIMD4<Float>()
        for frame in places.indices where places[frame] >= 0 { sum += sums[frame] }
        guard sum.y > 0, sum.z > 0 else { return (0, 0) }
        return (sum.x / (sum.y * sum.z).squareRoot(), sum.x / sum.y)
    }
}
