/// The difference of each sample to the one before.
///
/// It lifts the weak high part of speech, so that two vowels of the same pitch are not alike, and takes out a constant offset.
enum Whitening {
    /// The differences of samples, from silence on.
    static func append(_ samples: [Int16], to values: inout [Float]) {
        let start = values.count
        values.append(contentsOf: repeatElement(0, count: samples.count))
        let sounds = samples.span
        var places = values.mutableSpan
        var last: Float = 0
        for index in sounds.indices {
            let value = Float(sounds[index])
            places[start + index] = value - last
            last = value
        }
    }
}
