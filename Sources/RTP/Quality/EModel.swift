import Glibc

/// The rating of a conversation's quality from its delay and loss (ITU-T G.107, with the values of G.113 for G.711).
///
/// Of the full model remain R = 93.2 − Idd − Ie,eff: all parameters that a media server cannot know have the defaults
/// of G.107, whose basic rating is 93.2, and echo is taken to be cancelled by the terminals. Idd is the impairment of
/// pure delay (G.107 §7.4), Ie,eff that of loss (§7.5).
///
/// Loss counts as G.711 **without** concealment (Bpl 4.3): repeating a frame, as the jitter buffer does, is less than
/// the waveform substitution of G.711 Appendix I, for which G.113 gives 25.1, and what a peer does is unknown. So the
/// rating errs towards the bad, never towards the good: 1 % of loss costs 18 points instead of 4.
public enum EModel {
    /// How well packet loss is borne (Bpl, G.113 Appendix I).
    public enum Robustness: Double, Sendable, CaseIterable {
        /// G.711 that leaves gaps or repeats frames.
        case unconcealed = 4.3
        /// G.711 with the concealment of its Appendix I.
        case concealed = 25.1
    }

    /// The rating of a connection without any delay and loss.
    public static let best = 93.2

    /// The rating R, from 0 to 93.2.
    ///
    /// - Parameters:
    ///   - delay: from mouth to ear, one way.
    ///   - loss: the part of the packets that was not heard, from 0 to 1.
    ///   - burstRatio: the mean length of gaps to that of random loss (BurstR); 1 is random.
    public static func rating(
        delay: Duration, loss: Double, burstRatio: Double = 1, robustness: Robustness = .unconcealed
    ) -> Double {
        let impairment = delayImpairment(milliseconds(delay)) + lossImpairment(loss, burstRatio, robustness)
        return min(max(0, best - impairment), best)
    }

    /// The mean opinion score that listeners would give, from 1 to 4.5 (G.107 Annex B).
    public static func opinionScore(rating: Double) -> Double {
        guard rating > 0 else { return 1 }
        guard rating < 100 else { return 4.5 }
        // The polynomial dips under 1 for ratings below 6.5.
        return max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6)
    }

    /// BurstR from a count of losses: how much longer gaps are than chance would make them (G.107 §7.5).
    ///
    /// - Parameters:
    ///   - lost: packets lost.
    ///   - gaps: in so many gaps.
    ///   - expected: of so many packets.
    public static func burstRatio(lost: UInt64, gaps: UInt64, expected: UInt64) -> Double {
        guard lost > 0, gaps > 0, expected > 0 else { return 1 }
        let loss = min(1, Double(lost) / Double(expected))
        let ratio = Double(lost) / Double(gaps) * (1 - loss)
        // Gaps more even than chance do not count as better; beyond eight the model says nothing.
        return min(max(1, ratio), 8)
    }

    /// Idd: nothing up to 100 ms.
    private static func delayImpairment(_ milliseconds: Double) -> Double {
        guard milliseconds > 100 else { return 0 }
        let x = log2(milliseconds / 100)
        return 25 * (pow(1 + pow(x, 6), 1 / 6) - 3 * pow(1 + pow(x / 3, 6), 1 / 6) + 2)
    }

    /// Ie,eff with Ie = 0, as G.711 itself impairs nothing.
    private static func lossImpairment(_ loss: Double, _ burstRatio: Double, _ robustness: Robustness) -> Double {
        let percent = loss.isFinite ? min(max(0, loss), 1) * 100 : 100
        let burst = burstRatio.isFinite ? min(max(1, burstRatio), 8) : 8
        return percent == 0 ? 0 : 95 * percent / (percent / burst + robustness.rawValue)
    }

    private static func milliseconds(_ time: Duration) -> Double { max(.zero, time) / .milliseconds(1) }
}
