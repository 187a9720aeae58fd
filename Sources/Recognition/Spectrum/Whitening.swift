/// The difference of each sample to the one before.
///
/// It lifts the weak high part of speech, so that two vowels of the same pitch are not alike, and takes out a constant offset.
enum Whitening {
    /// The differences of samples, from silence on.
    static func append(_ samples: [Int16], to values: inout [Float]) {
        var last: Float = 0
        for sample in samples {
            let value = Float(sample)
            values.append(value - last)
            last = value
        }
    }
}
