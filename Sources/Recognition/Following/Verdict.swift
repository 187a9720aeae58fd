import Glibc

/// What is told of a recording that was heard.
struct Verdict {
    /// A gap of this many voiced frames is told: 80 ms.
    private static let gap = 4

    private let book: PromptBook
    private let track: Track
    private let layer: BookLayer
    private let profile: Profile

    init(_ book: PromptBook, _ track: Track) {
        self.book = book
        self.track = track
        layer = book.layers[track.title.layer]
        profile = layer.profiles[track.title.number]
    }

    /// - Parameter rivals: the other recordings that were followed.
    func ending(among rivals: [Track]) -> Heard.Ending {
        let heard = withoutStrays()
        let quality = track.quality
        return Heard.Ending(
            recording: profile.name, alternatives: profile.twins + alternatives(rivals), from: track.from, to: track.to,
            start: track.places[track.last] - track.last * BookLayer.frameLength,
            share: Double(heard.count { $0 }) / Double(max(1, profile.voicedCount)), missing: missing(heard),
            correlation: Double(quality.likeness), gain: 20 * log10(max(1e-6, Double(quality.gain))))
    }

    private func isVoiced(_ frame: Int) -> Bool { layer.energies[profile.firstFrame + frame] > 0 }

    /// Which frames were heard; one or two alone among many that were not are taken for chance.
    private func withoutStrays() -> [Bool] {
        var heard = track.places.map { $0 >= 0 }
        let voiced = heard.indices.filter(isVoiced)
        var index = 0
        while index < voiced.count {
            guard heard[voiced[index]] else {
                index += 1
                continue
            }
            var end = index
            while end < voiced.count, heard[voiced[end]] { end += 1 }
            let isStray =
                end - index <= 2 && !isHeard(before: index, voiced, heard) && !isHeard(after: end, voiced, heard)
            if isStray { for place in index..<end { heard[voiced[place]] = false } }
            index = end
        }
        return heard
    }

    /// Whether one of the three voiced frames before a place was heard.
    private func isHeard(before index: Int, _ voiced: [Int], _ heard: [Bool]) -> Bool {
        voiced[max(0, index - 3)..<index].contains { heard[$0] }
    }

    private func isHeard(after index: Int, _ voiced: [Int], _ heard: [Bool]) -> Bool {
        voiced[index..<min(voiced.count, index + 3)].contains { heard[$0] }
    }

    private func missing(_ heard: [Bool]) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var gap: (first: Int, last: Int, count: Int)?
        func close() {
            if let gap, gap.count >= Self.gap {
                gaps.append(
                    gap.first * BookLayer.frameLength..<min(profile.count, (gap.last + 1) * BookLayer.frameLength))
            }
        }
        for frame in heard.indices where isVoiced(frame) {
            if heard[frame] {
                close()
                gap = nil
            } else {
                gap = (gap?.first ?? frame, frame, (gap?.count ?? 0) + 1)
            }
        }
        close()
        return gaps
    }

    /// The recordings of which as much was heard there.
    private func alternatives(_ rivals: [Track]) -> [String] {
        let likeness = track.quality.likeness
        return rivals.filter {
            $0.title != track.title && $0.heard(from: track.from, to: track.to) + 2 >= track.heard
                && $0.quality.likeness >= likeness - 0.05
        }.sorted { $0.number < $1.number }.flatMap { rival in
            let profile = book.profile(rival.title)
            // A recording of which much more should have been heard since is no alternative to one that was heard whole.
            return rival.heard * 10 >= profile.voicedCount * 9 || track.heard * 10 < self.profile.voicedCount * 9
                ? [profile.name] + profile.twins : []
        }
    }
}
