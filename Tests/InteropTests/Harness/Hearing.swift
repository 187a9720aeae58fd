import AudioFiles
import Foundation
import RTP

/// What somebody heard, and whether a sound is in it.
///
/// Compared by normalised cross-correlation: 1 where the sound is there as it was recorded, whatever its level;
/// near 0 where it is not. The place is searched for at a quarter of the sampling rate by Fourier transform, then
/// found exactly.
struct Hearing {
    /// Where a sound begins, and how well it fits.
    struct Place {
        let sample: Int
        let likeness: Double
        var seconds: Double { Double(sample) / 8_000 }
    }

    let samples: [Int16]
    private let coarse: [Double]
    private let spectrum: Spectrum

    /// Takes what was recorded, at 8 kHz.
    init(_ samples: [Int16]) {
        self.samples = samples
        coarse = Decimation.quarter(samples)
        spectrum = Spectrum(coarse, count: Spectrum.size(for: 2 * coarse.count))
    }

    /// Reads a recording of a telephone.
    ///
    /// What its header says of the length is not trusted: linphonec counts the header itself, too.
    init(file path: String) throws {
        let bytes = try AudioFile.bytes(of: path, named: path)
        self.init(
            try AudioFile.decode(Self.withoutLength(bytes), named: path, lengthIsReliable: false).recording.samples)
    }

    private static func withoutLength(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > 44, bytes[36..<40].elementsEqual("data".utf8) else { return bytes }
        let length = UInt32(bytes.count - 44)
        let patched = bytes[..<40] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + bytes[44...]
        return Array(patched)
    }

    /// How long it lasted, in seconds.
    var seconds: Double { Double(samples.count) / 8_000 }

    /// Where a sound is most likely to begin.
    func place(of sound: [Int16]) -> Place? {
        let pattern = Decimation.quarter(sound)
        guard !pattern.isEmpty, pattern.count <= coarse.count, sound.count <= samples.count else { return nil }
        let products = spectrum.correlation(with: pattern)
        let energy = coarse.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1 * $1) }
        let own = pattern.reduce(0) { $0 + $1 * $1 }
        var best = (index: 0, likeness: -1.0)
        for index in 0...(coarse.count - pattern.count) {
            let there = energy[index + pattern.count] - energy[index]
            guard there > own * 1e-4 else { continue }
            let likeness = products[index] / (there * own).squareRoot()
            if likeness > best.likeness { best = (index, likeness) }
        }
        return (-6...6).compactMap { shift in likeness(of: sound, at: best.index * 4 + shift) }
            .max { $0.likeness < $1.likeness }
    }

    /// How well a sound fits, half a second at a time, where a telephone may have left out or repeated a packet.
    ///
    /// - Returns: the mean of the pieces, each looked for within a fifth of a second of its place.
    func likenessInPieces(of sound: [Int16]) -> Double {
        guard let whole = place(of: sound) else { return 0 }
        let (length, slack) = (4_000, 1_600)
        var likenesses: [Double] = []
        for start in stride(from: 0, through: sound.count - length, by: length) {
            let piece = Array(sound[start..<start + length])
            guard piece.contains(where: { abs(Int($0)) > 1_000 }) else { continue }
            let first = max(0, whole.sample + start - slack)
            let last = min(samples.count, whole.sample + start + length + slack)
            guard last - first > length else { continue }
            likenesses.append(Hearing(Array(samples[first..<last])).place(of: piece)?.likeness ?? 0)
        }
        return likenesses.isEmpty ? whole.likeness : likenesses.reduce(0, +) / Double(likenesses.count)
    }

    /// How well a sound fits at one place.
    private func likeness(of sound: [Int16], at start: Int) -> Place? {
        guard start >= 0, start + sound.count <= samples.count else { return nil }
        var (product, here, own) = (0.0, 0.0, 0.0)
        for index in sound.indices {
            let (left, right) = (Double(samples[start + index]), Double(sound[index]))
            product += left * right
            here += left * left
            own += right * right
        }
        guard here > 0, own > 0 else { return nil }
        return Place(sample: start, likeness: product / (here * own).squareRoot())
    }

    /// How much of the energy within a span of time lies at a frequency: 1 for a pure tone.
    func purity(of frequency: Double, from: Double, until: Double) -> Double {
        let range = Int(from * 8_000)..<min(samples.count, Int(until * 8_000))
        guard range.count > 400 else { return 0 }
        var (real, imaginary, energy) = (0.0, 0.0, 0.0)
        for index in range {
            let (value, angle) = (Double(samples[index]), 2 * Double.pi * frequency * Double(index) / 8_000)
            real += value * cos(angle)
            imaginary += value * sin(angle)
            energy += value * value
        }
        guard energy > 0 else { return 0 }
        return 2 * (real * real + imaginary * imaginary) / (energy * Double(range.count))
    }

    /// For how many seconds a tone was heard, in pieces of a tenth of a second.
    func seconds(of frequency: Double) -> Double {
        stride(from: 0.0, to: max(0, seconds - 0.1), by: 0.1).reduce(0) { sum, start in
            let piece = samples[Int(start * 8_000)..<Int((start + 0.1) * 8_000)]
            let isLoud = piece.contains { abs(Int($0)) > 500 }
            return isLoud && purity(of: frequency, from: start, until: start + 0.1) > 0.8 ? sum + 0.1 : sum
        }
    }
}

/// Every fourth sample, once what lies above 2 kHz is taken out.
private enum Decimation {
    private static let taps: [Double] = {
        let raw = (0..<25).map { index -> Double in
            let x = Double(index - 12) / 4
            let window = 0.5 + 0.5 * cos(Double.pi * Double(index - 12) / 13)
            return (x == 0 ? 1 : sin(Double.pi * x) / (Double.pi * x)) * window
        }
        let sum = raw.reduce(0, +)
        return raw.map { $0 / sum }
    }()

    static func quarter(_ samples: [Int16]) -> [Double] {
        stride(from: 0, to: samples.count, by: 4).map { middle in
            var sum = 0.0
            for tap in max(0, 12 - middle)..<min(taps.count, samples.count - middle + 12) {
                sum += taps[tap] * Double(samples[middle + tap - 12])
            }
            return sum
        }
    }
}

/// The discrete Fourier transform of real samples, padded with zeros.
private struct Spectrum {
    private var real: [Double]
    private var imaginary: [Double]

    /// The smallest power of two that holds a count.
    static func size(for count: Int) -> Int {
        var size = 2
        while size < count { size *= 2 }
        return size
    }

    init(_ samples: [Double], count: Int) {
        real = samples.prefix(count) + [Double](repeating: 0, count: max(0, count - samples.count))
        imaginary = [Double](repeating: 0, count: real.count)
        transform()
    }

    /// The sums of products with a shorter row of samples, by where it begins.
    func correlation(with pattern: [Double]) -> [Double] {
        var result = Spectrum(pattern, count: real.count)
        let count = real.count
        for index in 0..<count {
            // The conjugate of ours times the pattern's: its forward transform is the inverse, conjugated.
            let (a, b, c, d) = (real[index], -imaginary[index], result.real[index], result.imaginary[index])
            result.real[index] = a * c - b * d
            result.imaginary[index] = a * d + b * c
        }
        result.transform()
        return result.real.map { $0 / Double(count) }
    }

    private mutating func transform() {
        let count = real.count
        var reversed = 0
        for index in 1..<count {
            var bit = count >> 1
            while reversed & bit != 0 {
                reversed ^= bit
                bit >>= 1
            }
            reversed |= bit
            if index < reversed {
                real.swapAt(index, reversed)
                imaginary.swapAt(index, reversed)
            }
        }
        var half = 1
        while half < count {
            pass(half)
            half *= 2
        }
    }

    private mutating func pass(_ half: Int) {
        for offset in 0..<half {
            let angle = -Double.pi * Double(offset) / Double(half)
            let (cosine, sine) = (cos(angle), sin(angle))
            var upper = offset
            while upper < real.count {
                let lower = upper + half
                let (x, y) = (real[lower], imaginary[lower])
                let (turnedX, turnedY) = (x * cosine - y * sine, x * sine + y * cosine)
                real[lower] = real[upper] - turnedX
                imaginary[lower] = imaginary[upper] - turnedY
                real[upper] += turnedX
                imaginary[upper] += turnedY
                upper += 2 * half
            }
        }
    }
}
