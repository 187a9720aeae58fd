import Glibc

/// How the power of 64 ms of sound is spread over 17 bands between 300 and 3400 Hz.
///
/// A Fourier transform of 512 real samples, done as one of 256 complex ones; single precision, the same on every machine
/// that computes by IEEE 754.
struct PowerSpectrum: Sendable {
    /// Samples of a window.
    static let length = 512
    private static let half = 256
    /// The first bin of each band, and behind them the end of the last; a bin is 15.6 Hz wide.
    private static let edges: [Int] = (0...17).map {
        Int((300 * pow(3_400.0 / 300, Double($0) / 17) / 15.625).rounded())
    }

    /// Where the transform is computed: each user has one of its own, so that nothing is allocated for a window.
    struct Workbench: Sendable {
        fileprivate var real = [Float](repeating: 0, count: half)
        fileprivate var imaginary = [Float](repeating: 0, count: half)
    }

    private let window: [Float]
    private let order: [Int]
    private let cosines: [Float]
    private let sines: [Float]
    private let edges = Self.edges

    init() {
        window = (0..<Self.length).map {
            0.5 - 0.5 * Float(cos(2 * Double.pi * (Double($0) + 0.5) / Double(Self.length)))
        }
        order = (0..<Self.half).map { index in (0..<8).reduce(0) { $0 << 1 | (index >> $1) & 1 } }
        cosines = (0..<Self.half).map { Float(cos(2 * Double.pi * Double($0) / Double(Self.length))) }
        sines = (0..<Self.half).map { Float(-sin(2 * Double.pi * Double($0) / Double(Self.length))) }
    }

    /// The bands of a window that begins at a sample; silence if the samples end before.
    func bands(of samples: [Float], at start: Int, on bench: inout Workbench) -> Bands {
        guard start >= 0, samples.count - start >= Self.length else { return Bands() }
        return bands(of: samples, at: start, &bench.real, &bench.imaginary)
    }

    private func bands(of samples: [Float], at start: Int, _ evens: inout [Float], _ odds: inout [Float]) -> Bands {
        let sounds = samples.span
        let weights = window.span
        let places = order.span
        var real = evens.mutableSpan
        var imaginary = odds.mutableSpan
        for index in 0..<Self.half {
            let even = 2 * places[index]
            real[index] = sounds[start + even] * weights[even]
            imaginary[index] = sounds[start + even + 1] * weights[even + 1]
        }
        transform(&real, &imaginary)
        return powers(real, imaginary)
    }

    private func transform(_ real: inout MutableSpan<Float>, _ imaginary: inout MutableSpan<Float>) {
        let cosines = cosines.span
        let sines = sines.span
        var (width, step) = (1, Self.half)
        while width < Self.half {
            for offset in 0..<width {
                let (cosine, sine) = (cosines[offset * step], sines[offset * step])
                var upper = offset
                while upper < Self.half {
                    let lower = upper + width
                    let (x, y) = (real[lower], imaginary[lower])
                    let (turnedX, turnedY) = (x * cosine - y * sine, x * sine + y * cosine)
                    real[lower] = real[upper] - turnedX
                    imaginary[lower] = imaginary[upper] - turnedY
                    real[upper] += turnedX
                    imaginary[upper] += turnedY
                    upper += 2 * width
                }
            }
            width *= 2
            step /= 2
        }
    }

    /// Takes the transform of the real samples apart from that of the complex ones, and adds up the bins of each band.
    private func powers(_ real: borrowing MutableSpan<Float>, _ imaginary: borrowing MutableSpan<Float>) -> Bands {
        let cosines = cosines.span
        let sines = sines.span
        let edges = edges.span
        var bands = Bands()
        for band in 0..<17 {
            var power: Float = 0
            for bin in edges[band]..<edges[band + 1] {
                let mirror = Self.half - bin
                let evenX = real[bin] + real[mirror]
                let evenY = imaginary[bin] - imaginary[mirror]
                let oddX = imaginary[bin] + imaginary[mirror]
                let oddY = real[mirror] - real[bin]
                let x = evenX + oddX * cosines[bin] - oddY * sines[bin]
                let y = evenY + oddX * sines[bin] + oddY * cosines[bin]
                power += x * x + y * y
            }
            bands.set(band, power)
        }
        return bands
    }
}

/// The powers of 17 bands, from low to high.
struct Bands: Sendable {
    /// Bands 0 to 15.
    private(set) var lower = SIMD16<Float>()
    /// Bands 1 to 16: the neighbour of each above.
    private(set) var upper = SIMD16<Float>()

    /// Sets the power of a band, 0 to 16.
    mutating func set(_ band: Int, _ power: Float) {
        if band < 16 { lower[band] = power }
        if band > 0 { upper[band - 1] = power }
    }
}
