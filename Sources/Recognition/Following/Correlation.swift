/// Sums of products of two rows of samples.
///
/// Every place is checked against its row; what lies outside has no product.
enum Correlation {
    /// The sum of the products of samples from one place in each row on.
    static func product(_ left: Span<Float>, _ first: Int, _ right: Span<Float>, _ second: Int, count: Int) -> Float {
        guard first >= 0, second >= 0, count > 0, left.count - first >= count, right.count - second >= count else {
            return 0
        }
        let (left, right) = (left.bytes, right.bytes)
        var (even, odd) = (SIMD8<Float>(), SIMD8<Float>())
        var index = 0
        while index + 16 <= count {
            even += load(left, first + index) * load(right, second + index)
            odd += load(left, first + index + 8) * load(right, second + index + 8)
            index += 16
        }
        var sum = (even + odd).sum()
        while index < count {
            sum += one(left, first + index) * one(right, second + index)
            index += 1
        }
        return sum
    }

    /// The lag within a range at which two rows are most alike, and how much: 1 if they differ by a factor only.
    ///
    /// - Parameter lags: by how much further to the right the second row is read; places outside the row are left out.
    static func best(
        _ left: Span<Float>, _ first: Int, in right: Span<Float>, _ second: Int, count: Int, lags: ClosedRange<Int>
    ) -> (lag: Int, likeness: Float)? {
        let own = product(left, first, left, first, count: count)
        let (from, through) = (max(lags.lowerBound, -second), min(lags.upperBound, right.count - count - second))
        guard first >= 0, count > 0, left.count - first >= count, own > 0, from <= through else { return nil }
        var energy = Double(product(right, second + from, right, second + from, count: count))
        var best: (lag: Int, likeness: Float) = (from, -1)
        for start in stride(from: from, through: through, by: 16) {
            let products = products(left, first, right, second + start, count: count)
            for lag in start...min(through, start + 15) {
                let place = second + lag
                if energy > 1 {
                    let likeness = products[lag - start] / (Float(energy) * own).squareRoot()
                    if likeness > best.likeness { best = (lag, likeness) }
                }
                guard lag < through else { break }
                energy += Double(right[place + count]) * Double(right[place + count])
                energy -= Double(right[place]) * Double(right[place])
            }
        }
        return best
    }

    /// The sums of products at 16 lags at once; what lies behind the end of the right row is silence.
    private static func products(
        _ left: Span<Float>, _ first: Int, _ right: Span<Float>, _ second: Int, count: Int
    ) -> SIMD16<Float> {
        let (leftBytes, rightBytes) = (left.bytes, right.bytes)
        guard right.count - second >= count + 15 else {
            var sums = SIMD16<Float>()
            for lag in 0..<16 { sums[lag] = product(left, first, right, second + lag, count: count) }
            return sums
        }
        var (lower, upper) = (SIMD8<Float>(), SIMD8<Float>())
        for index in 0..<count {
            let factor = SIMD8(repeating: one(leftBytes, first + index))
            lower += load(rightBytes, second + index) * factor
            upper += load(rightBytes, second + index + 8) * factor
        }
        return SIMD16(lowHalf: lower, highHalf: upper)
    }

    private static func load(_ bytes: RawSpan, _ index: Int) -> SIMD8<Float> {
        bytes.unsafeLoadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
    }

    private static func one(_ bytes: RawSpan, _ index: Int) -> Float {
        bytes.unsafeLoadUnaligned(fromByteOffset: index * 4, as: Float.self)
    }
}
