/// 32 bits that say how 128 ms of sound are formed: which of two neighbouring bands has more power, and towards which of the two
/// the power moved within the last 64 ms.
///
/// After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (ISMIR 2002). The bits do not depend on the level.
struct Subfingerprint: Sendable {
    /// The bits; the lower 16 say which band has more power, the upper 16 where it moved.
    let bits: UInt32
    /// The bits of the lower half that would be the first to turn, as masks.
    let weakest: (UInt32, UInt32, UInt32)

    private static let floor: Float = 1.0 / 500
    private static let steady: Float = 1.4

    /// Compares a window with the one that ends where it begins.
    init(_ now: Bands, before: Bands) {
        let floor = (now.lower.sum() + now.upper[15]) * Self.floor
        let earlierFloor = (before.lower.sum() + before.upper[15]) * Self.floor
        let moved =
            (now.lower + floor) * (before.upper + earlierFloor) .> Self.steady * (now.upper + floor)
            * (before.lower + earlierFloor)
        let larger = now.lower .> now.upper + floor
        let doubt = magnitude(now.lower - now.upper - floor) / (now.lower + now.upper + floor + 1)
        var bits: UInt32 = 0
        var weakest: (UInt32, UInt32, UInt32) = (0, 0, 0)
        var least: (Float, Float, Float) = (.infinity, .infinity, .infinity)
        for lane in 0..<16 {
            let mask: UInt32 = 1 << UInt32(lane)
            if larger[lane] { bits |= mask }
            if moved[lane] { bits |= mask << 16 }
            let value = doubt[lane]
            if value < least.0 {
                (least, weakest) = ((value, least.0, least.1), (mask, weakest.0, weakest.1))
            } else if value < least.1 {
                (least, weakest) = ((least.0, value, least.1), (weakest.0, mask, weakest.1))
            } else if value < least.2 {
                (least.2, weakest.2) = (value, mask)
            }
        }
        self.bits = bits
        self.weakest = weakest
    }
}

private func magnitude(_ values: SIMD16<Float>) -> SIMD16<Float> { values.replacing(with: -values, where: values .< 0) }
