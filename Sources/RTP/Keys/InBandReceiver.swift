import Glibc

/// Tells the keys that a caller presses from the tones in the audio (ITU-T Q.23, with the limits of Q.24).
///
/// It is Goertzel's algorithm and our own: the one C library at hand, spandsp 0.0.6, wants a heap object a call and brings the LGPL
/// for what are two hundred lines. Its blocks of 13 ms are too short to measure a frequency to the 2 % of Q.24, and that measure
/// is what keeps speech from pressing keys.
///
/// Every 12.5 ms a window of 25 ms ends (``ToneBank``). Two windows in a row are a press when
///
/// - in both the same low and high frequency stand out of their groups, over −30 dBm0, at the same level;
/// - the high one is at most 5.5 dB stronger or 9.5 dB weaker than the low one (Q.24: 4 and 8);
/// - both are within 2 % of their frequency, by the turn of their phase between the windows (Q.24: accept 1.5 %, refuse 3.5 %);
/// - together they have nearly all power. A voice has overtones and does not come near; the second harmonics that other
///   detectors measure are among what is missing.
///
/// That takes 37 ms, and the soft edges of the windows forgive what a tone of 40 ms lacks of them. Two windows in a row without
/// the tone are its end, so that a break of 20 ms parts no tone and a pause of 40 ms does.
///
/// Quiet audio is told by its bytes alone and costs next to nothing.
public struct InBandReceiver: Sendable {
    /// How strong each of the two sines must be at least, in dBm0: Q.24 asks for −25, and weaker ones are cross-talk.
    public static let minLevel: Float = -30
    /// By how much the high tone may be stronger, in dB.
    public static let maxReverseTwist: Float = 5.5
    /// By how much the high tone may be weaker, in dB.
    public static let maxTwist: Float = 9.5
    /// The largest deviation from a frequency.
    public static let maxDeviation: Float = 0.02
    /// The least share of both tones in all power.
    public static let minShare: Float = 0.85
    /// A frequency stands out of its group when it has so many times the power of the others.
    private static let minProminence: Float = 5
    /// By how many times the power of a tone may change from one window to the next.
    private static let maxStep: Float = 2.5
    /// A tone of which a window has so little left has ended: more than the edge of a window at its end, less than what a window
    /// has on both sides of a break of 20 ms.
    private static let minRest: Float = 0.02

    private static let minPower = 0.5 * 32_767 * 32_767 * powf(10, (minLevel - 3.14) / 10)
    private static let twists = powf(10, -maxTwist / 10)...powf(10, maxReverseTwist / 10)
    /// Samples under this never make a tone: half the amplitude of the weakest.
    private static let quiet = Int16(360)
    private static let quietCodes = G711.allCases.map { ($0.encode(quiet) ^ $0.mask) & 0x7F }

    /// A window that may be of a key's tone.
    private struct Reading {
        let (row, column): (Int, Int)
        let spectrum: ToneBank.Spectrum
        var power: Float { spectrum.powers[row] + spectrum.powers[column] }
        var key: TelephoneKey? { TelephoneKey(ascii: InBandReceiver.pad[(row * 4 + column - 4) & 15]) }
    }

    private static let pad = Array("123A456B789C*0#D".utf8)

    private var bank = ToneBank()
    /// The window before, if it may be of a key's tone.
    private var last: Reading?
    /// The key whose tone sounds, told already, by its second window.
    private var pressed: Reading?
    /// For how many windows the tone has not been heard.
    private var misses = 0
    /// For how many samples it has been quiet.
    private var quietness = Self.settled
    /// After as many nothing is left in the windows.
    private static let settled = 2 * ToneBank.length

    /// Begins to listen.
    public init() {}

    /// Takes the payload of a packet of G.711, of any length.
    ///
    /// What was lost before it is to be filled in, with silence at worst, so that a tone is not cut short.
    ///
    /// - Returns: the keys whose tone was recognised.
    public mutating func receive(_ payload: Span<UInt8>, law: G711) -> TelephoneKeys {
        var keys = TelephoneKeys()
        quietness = isQuiet(payload, law: law) ? min(quietness + payload.count, Self.settled) : 0
        guard quietness < Self.settled else {
            // The next tone finds a fresh window.
            if bank.position > 0 || last != nil || pressed != nil { self = InBandReceiver() }
            return keys
        }
        var start = 0
        while start < payload.count {
            let end = min(payload.count, start + ToneBank.hop - bank.position)
            if let spectrum = bank.take(payload, from: start, to: end, law: law), let key = close(spectrum) {
                keys.append(key)
            }
            start = end
        }
        return keys
    }

    private func isQuiet(_ payload: Span<UInt8>, law: G711) -> Bool {
        let mask = law.mask
        var loudest: UInt8 = 0
        for index in payload.indices { loudest = max(loudest, (payload[index] ^ mask) & 0x7F) }
        return loudest < Self.quietCodes[law == .aLaw ? 0 : 1]
    }

    /// Decides on a window.
    private mutating func close(_ spectrum: ToneBank.Spectrum) -> TelephoneKey? {
        let before = last
        let reading = Self.read(spectrum)
        last = reading
        if let pressed, Self.goesOn(pressed, in: spectrum) {
            misses = 0
        } else {
            misses += 1
            if misses > 1 { pressed = nil }
        }
        guard let before, let reading, Self.isTone(before, reading) else { return nil }
        if let pressed, pressed.row == reading.row, pressed.column == reading.column { return nil }
        pressed = reading
        misses = 0
        return reading.key
    }

    /// Whether a window has something left of a tone.
    private static func goesOn(_ tone: Reading, in spectrum: ToneBank.Spectrum) -> Bool {
        spectrum.powers[tone.row] > minRest * tone.spectrum.powers[tone.row]
            && spectrum.powers[tone.column] > minRest * tone.spectrum.powers[tone.column]
    }

    /// The two frequencies that stand out, if there are two.
    private static func read(_ spectrum: ToneBank.Spectrum) -> Reading? {
        let powers = spectrum.powers
        // Both tones at the lower limit, less what deviation and edges take.
        guard spectrum.total > minPower, powers.sum() * 2.5 > spectrum.total else { return nil }
        let row = strongest(powers.lowHalf)
        let column = strongest(powers.highHalf)
        guard let row, let column else { return nil }
        return Reading(row: row, column: 4 + column, spectrum: spectrum)
    }

    /// Which of a group has several times the power of each other one.
    private static func strongest(_ group: SIMD4<Float>) -> Int? {
        let most = group.max()
        let near = group .>= SIMD4(repeating: most / minProminence)
        var found: Int?
        for index in group.indices where near[index] {
            guard found == nil else { return nil }
            found = index
        }
        return found
    }

    /// Whether two windows in a row are of one tone within all limits.
    private static func isTone(_ before: Reading, _ after: Reading) -> Bool {
        guard before.row == after.row, before.column == after.column,
            before.power < after.power * maxStep, after.power < before.power * maxStep
        else { return false }
        let (row, column) = (after.row, after.column)
        let rowOff = ToneBank.deviation(at: row, from: before.spectrum, to: after.spectrum)
        let columnOff = ToneBank.deviation(at: column, from: before.spectrum, to: after.spectrum)
        guard abs(rowOff) < maxDeviation * ToneBank.frequencies[row],
            abs(columnOff) < maxDeviation * ToneBank.frequencies[column]
        else { return false }
        let left = (row: ToneBank.response(rowOff), column: ToneBank.response(columnOff))
        return isPure(before, left: left) && isPure(after, left: left)
    }

    /// Whether a window has its two tones at their levels and next to nothing else.
    ///
    /// - Parameter left: what the window leaves of their power, as they are off their frequencies.
    private static func isPure(_ reading: Reading, left: (row: Float, column: Float)) -> Bool {
        let low = reading.spectrum.powers[reading.row] / left.row
        let high = reading.spectrum.powers[reading.column] / left.column
        return min(low, high) > minPower && twists.contains(high / low)
            && low + high > minShare * reading.spectrum.total
    }
}

extension G711 {
    /// What turns the bits of a byte so that a larger sample has a larger code.
    fileprivate var mask: UInt8 {
        switch self {
        case .aLaw: 0x55
        case .muLaw: 0xFF
        }
    }
}
