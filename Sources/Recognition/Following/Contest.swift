/// Decides which of the recordings that are followed is told.
///
/// What is heard is explained by one recording: that of which the most was heard; of two with equally much, the one that is heard
/// more completely. So a prompt wins over the pieces that it is made of, and a piece over a longer one that begins alike. It is
/// decided once none that is still followed could win. What the winner does not explain is left to the others.
struct Contest: Sendable {
    /// From how many frames on two recordings are told apart: 60 ms.
    private static let tolerance = 3
    /// How many voiced frames may be missed before a recording is given up: 2.5 s.
    private static let patience = 125
    /// The same if less than a quarter of a second was heard: half a second.
    private static let patienceForLittle = 25
    private static let little = 12
    /// The same where nothing is on the line: 1 s, in samples.
    private static let patienceInSilence = 8_000
    /// How many frames have to be heard before a beginning is told: 0.5 s; and if another may still go on: 1 s.
    private static let sure = (alone: 25, afterAnother: 50)

    /// How many frames have to be heard: 0.8 s of anything, 0.5 s of a prompt, 0.12 s of what is heard almost whole.
    private static let (muchHeard, someHeard, leastHeard) = (40, 25, 6)
    /// A prompt has this many voiced frames: 1.2 s.
    private static let prompt = 60

    private let book: PromptBook
    private var tracks: [Track] = []
    private var begun = 0
    /// Where sound was received last.
    private var lastSound = 0
    private var told: [Heard] = []

    init(_ book: PromptBook) { self.book = book }

    /// What was decided since this was asked last.
    mutating func events() -> [Heard] {
        defer { told = [] }
        return told
    }

    /// Whether what is heard is explained by a recording that is heard for half a second, at least.
    var isSatisfied: Bool { tracks.contains { !$0.isOver && $0.missed == 0 && $0.heard >= 25 } }

    /// The recordings that were heard for a while and then not any more, and that may go on elsewhere.
    var lost: [Title] { tracks.filter { !$0.isOver && $0.missed >= 2 && $0.heard >= 12 }.map(\.title) }

    /// Whether a recording is followed at a place already.
    func isFollowing(_ title: Title, at offset: Int) -> Bool {
        tracks.contains { $0.title == title && !$0.isOver && abs($0.offset - offset) <= 96 && $0.missed < 4 }
    }

    /// Follows a recording that was found at a place.
    mutating func follow(_ title: Title, at offset: Int, anchor: Int, _ audio: ReceivedAudio) {
        guard !tracks.contains(where: { $0.title == title && !$0.isOver && abs($0.offset - offset) <= 2 }) else {
            return
        }
        let layer = book.layers[title.layer]
        for index in tracks.indices where tracks[index].title == title && !tracks[index].isOver {
            guard tracks[index].missed >= 2 else { continue }
            if tracks[index].heard < Self.little {
                // It began at the wrong period of a vowel.
                tracks[index].isOver = true
            } else if tracks[index].jump(to: offset, anchor: anchor - PowerSpectrum.length, layer, audio) {
                return
            }
        }
        if tracks.count >= PromptListener.mostTracks { dropLeast() }
        var track = Track(title, layer.profiles[title.number], number: begun, offset: offset, anchor: anchor - 512)
        begun += 1
        track.lookBack(layer, audio)
        tracks.append(track)
    }

    private mutating func dropLeast() {
        guard let least = tracks.indices.min(by: { tracks[$0].heard < tracks[$1].heard }) else { return }
        drop(least)
    }

    private mutating func drop(_ index: Int) {
        let track = tracks.remove(at: index)
        if track.isAnnounced { told.append(.withdrawn(beginning(track))) }
    }

    /// Compares what can be compared by now, and decides.
    ///
    /// - Parameter hasSound: whether there is sound in what was received last.
    mutating func advance(_ audio: ReceivedAudio, hasSound: Bool) {
        if hasSound { lastSound = audio.end }
        guard !tracks.isEmpty else { return }
        var changed = false
        for index in tracks.indices where !tracks[index].isOver {
            let title = tracks[index].title
            let layer = book.layers[title.layer]
            let profile = layer.profiles[title.number]
            while tracks[index].isReady(profile, received: audio.end) {
                tracks[index].advance(layer, audio)
                changed = true
            }
            if isGivenUp(tracks[index], audio) {
                tracks[index].isOver = true
                changed = true
            }
        }
        guard changed else { return }
        announce()
        decide()
    }

    private func isGivenUp(_ track: Track, _ audio: ReceivedAudio) -> Bool {
        if track.missed >= (track.heard < Self.little ? Self.patienceForLittle : Self.patience) { return true }
        return track.missed > 0 && audio.end - max(track.to, lastSound) >= Self.patienceInSilence
    }

    /// Ends all that is followed.
    mutating func finish() {
        for index in tracks.indices { tracks[index].isOver = true }
        decide()
        while !tracks.isEmpty { drop(0) }
    }

    /// Tells beginnings that are sure.
    private mutating func announce() {
        for index in tracks.indices {
            let track = tracks[index]
            guard !track.isOver, !track.isAnnounced, track.missed == 0, track.heard >= Self.sure.alone else { continue }
            let voiced = voicedFrames(track, in: track.first...track.last)
            guard track.heard * 10 >= voiced * 6 else { continue }
            var earlier: [Int] = []
            var isAlone = true
            for (other, rival) in tracks.enumerated() where other != index {
                let isSame = rival.title == track.title && rival.heard < track.heard
                let shared = rival.heard(from: track.from, to: track.to)
                if !isSame, shared * 10 > track.heard * 6, shared + Self.sure.alone > track.heard { isAlone = false }
                if rival.to <= track.from + 800, !rival.isOver { earlier.append(other) }
            }
            guard isAlone, earlier.isEmpty || track.heard >= Self.sure.afterAnother else { continue }
            for other in earlier { tracks[other].isOver = true }
            if !earlier.isEmpty { decide() }
            guard let place = tracks.firstIndex(where: { $0.number == track.number }) else { return announce() }
            tracks[place].isAnnounced = true
            told.append(.began(beginning(tracks[place])))
            if !earlier.isEmpty { return announce() }
        }
    }

    private func voicedFrames(_ track: Track, in frames: ClosedRange<Int>) -> Int {
        let layer = book.layers[track.title.layer]
        let first = layer.profiles[track.title.number].firstFrame
        return frames.count { layer.energies[first + $0] > 0 }
    }

    private func beginning(_ track: Track) -> Heard.Beginning {
        Heard.Beginning(recording: book.profile(track.title).name, from: track.from)
    }

    /// Tells what is over and cannot be beaten any more.
    private mutating func decide() {
        while let winner = tracks.indices.first(where: { isDecided($0) }) {
            let track = tracks.remove(at: winner)
            guard let ending = verdict(track) else {
                if track.isAnnounced { told.append(.withdrawn(beginning(track))) }
                continue
            }
            if !track.isAnnounced {
                told.append(.began(Heard.Beginning(recording: ending.recording, from: ending.from)))
            }
            let explained = Self.explained(by: track)
            for index in tracks.indices { tracks[index].remove { middle in Self.contains(explained, middle) } }
            for index in tracks.indices.reversed() where tracks[index].isAnnounced && tracks[index].heard == 0 {
                drop(index)
            }
            told.append(.ended(ending))
        }
    }

    /// Whether a recording is over, and none beats it or could still do so.
    private func isDecided(_ index: Int) -> Bool {
        let track = tracks[index]
        guard track.isOver else { return false }
        for (other, rival) in tracks.enumerated() where other != index {
            // A block of the other that begins within this may not have been compared yet.
            if !rival.isOver, rival.from < track.to, rival.compared < track.to { return false }
            let shared = rival.heard(from: track.from, to: track.to)
            guard shared > 0 else { continue }
            if !rival.isOver, shared * 10 >= track.heard * 7 { return false }
            if rival.isOver, beats(rival, track) { return false }
        }
        return true
    }

    private func beats(_ one: Track, _ other: Track) -> Bool {
        if abs(one.heard - other.heard) >= Self.tolerance { return one.heard > other.heard }
        let (left, right) = (share(one), share(other))
        if abs(left - right) > 0.05 { return left > right }
        let (quality, otherQuality) = (one.quality.likeness, other.quality.likeness)
        if quality - otherQuality > 0.005 { return true }
        if otherQuality - quality > 0.005 { return false }
        return (other.title.layer, one.title.number, one.number) < (one.title.layer, other.title.number, other.number)
    }

    private func share(_ track: Track) -> Double {
        Double(track.heard) / Double(max(1, book.profile(track.title).voicedCount))
    }

    /// Whether it is a prompt rather than a piece of a value: such pieces share words.
    private func isLong(_ track: Track) -> Bool { book.profile(track.title).voicedCount >= Self.prompt }

    /// Whether enough was heard to tell of it, and what.
    private func verdict(_ track: Track) -> Heard.Ending? {
        let share = share(track)
        let likeness = track.quality.likeness
        let isEnough =
            track.heard >= Self.muchHeard && likeness >= 0.85
            || track.heard >= Self.someHeard && likeness >= 0.95 && isLong(track)
            || track.heard >= Self.leastHeard && (share >= 0.7 && likeness >= 0.9 || share >= 0.85 && likeness >= 0.8)
        guard isEnough, track.heard * 2 >= voicedFrames(track, in: track.first...track.last) else { return nil }
        return Verdict(book, track).ending(among: tracks)
    }

    /// The parts of the stream that a recording explains, in order.
    private static func explained(by track: Track) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for place in track.places where place >= 0 {
            if let last = ranges.last, place <= last.upperBound + 480, place >= last.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, place + BookLayer.frameLength)
            } else {
                ranges.append(place..<place + BookLayer.frameLength)
            }
        }
        return ranges
    }

    private static func contains(_ ranges: [Range<Int>], _ position: Int) -> Bool {
        ranges.contains { $0.contains(position) }
    }
}
