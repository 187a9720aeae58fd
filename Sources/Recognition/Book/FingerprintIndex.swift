/// Finds the places in recordings where a sub-fingerprint occurs.
///
/// Places lie in buckets by the lower half of their bits; the whole is compared only within a bucket.
struct FingerprintIndex: Sendable {
    /// A place in a recording.
    struct Place: Sendable {
        /// The sub-fingerprint there.
        let bits: UInt32
        /// The sub-fingerprint at the place before, if there is one.
        let earlier: UInt32?
        /// By how many hops of a listener it lies before.
        let hops: UInt8
        /// The number of the recording in its layer.
        let recording: Int32
        /// The sample behind the last one that counts.
        let end: Int32
    }

    /// How many of the 32 bits may differ.
    static let mostTurned = 3

    private let starts: [UInt32]
    private let places: [Place]
    private let shift: UInt32

    /// Sorts places into buckets, twice as many as places.
    init(_ unsorted: [Place]) {
        var width: UInt32 = 4
        while width < 16, 1 << width < 2 * unsorted.count { width += 1 }
        let shift = 32 - width
        var starts = [UInt32](repeating: 0, count: (1 << Int(width)) + 1)
        for place in unsorted { starts[Self.bucket(place.bits, shift) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        var next = starts
        var places = unsorted
        for place in unsorted {
            let bucket = Self.bucket(place.bits, shift)
            places[Int(next[bucket])] = place
            next[bucket] += 1
        }
        self.starts = starts
        self.places = places
        self.shift = shift
    }

    private static func bucket(_ bits: UInt32, _ shift: UInt32) -> Int {
        Int(((bits & 0xFFFF) &* 0x9E37_79B1) >> shift)
    }

    /// Hands over the places whose lower bits are those looked for, or those with some turned, and whose other bits are near.
    @inline(__always)
    func places(near print: Subfingerprint, _ body: (_ place: Place, _ turned: Int) -> Void) {
        let (first, second, third) = print.weakest
        let turned = SIMD8<UInt32>(0, first, second, third, first | second, 0, 0, 0)
        for probe in 0..<5 {
            let wanted = print.bits ^ turned[probe]
            let bucket = Self.bucket(wanted, shift)
            for index in Int(starts[bucket])..<Int(starts[bucket + 1]) {
                let place = places[index]
                guard (place.bits ^ wanted) & 0xFFFF == 0 else { continue }
                let distance = (place.bits ^ print.bits).nonzeroBitCount
                if distance <= Self.mostTurned { body(place, distance) }
            }
        }
    }
}
