import Foundation

/// Active speech level after ITU-T P.56 (2011), method B, in dBov.
func activeSpeechLevel(_ samples: [Int16]) -> Double {
    let smoothing = exp(-1 / (8_000 * 0.03))
    let hangover = 1_600
    let thresholds = (0..<15).map { pow(2, Double($0)) / 32_768 }
    var activity = [Int](repeating: 0, count: thresholds.count)
    var hang = [Int](repeating: hangover, count: thresholds.count)
    var (first, envelope, energy) = (0.0, 0.0, 0.0)
    for sample in samples {
        let value = Double(sample) / 32_768
        energy += value * value
        first = smoothing * first + (1 - smoothing) * abs(value)
        envelope = smoothing * envelope + (1 - smoothing) * first
        for index in thresholds.indices {
            if envelope >= thresholds[index] {
                activity[index] += 1
                hang[index] = 0
            } else if hang[index] < hangover {
                activity[index] += 1
                hang[index] += 1
            }
        }
    }
    // The level whose threshold lies 15.9 dB below it, between the two thresholds around it.
    var last: (level: Double, margin: Double)?
    for (threshold, count) in zip(thresholds, activity) where count > 0 {
        let level = 10 * log10(energy / Double(count))
        let margin = level - 20 * log10(threshold)
        if margin <= 15.9 {
            guard let last, last.margin > margin else { return level }
            let share = (last.margin - 15.9) / (last.margin - margin)
            return last.level + share * (level - last.level)
        }
        last = (level, margin)
    }
    return -.infinity
}
