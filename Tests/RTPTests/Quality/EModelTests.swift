import RTP
import Testing

/// The E-model, against values of ITU-T G.107 and G.113.
struct EModelTests {
    @Test("R and MOS without any impairment are those of G.711: 93.2 and 4.41")
    func best() {
        #expect(EModel.rating(delay: .zero, loss: 0) == 93.2)
        #expect(abs(EModel.opinionScore(rating: 93.2) - 4.41) < 0.005)
    }

    @Test(
        "Delay impairs nothing up to 100 ms, and then as equation 7-27 of G.107 says",
        arguments: [
            (50, 0), (100, 0), (150, 0.1635), (200, 3.0444), (300, 14.7607), (400, 24.0701), (1_000, 43.7896),
        ] as [(Int, Double)])
    func delay(milliseconds: Int, impairment: Double) {
        let rating = EModel.rating(delay: .milliseconds(milliseconds), loss: 0)
        #expect(abs(93.2 - rating - impairment) < 0.001, "\(93.2 - rating)")
    }

    @Test(
        "Loss impairs by robustness and burst",
        arguments: [
            (0.01, 1.0, EModel.Robustness.unconcealed, 95 / 5.3), (0.01, 1, .concealed, 95 / 26.1),
            (0.05, 1, .unconcealed, 475 / 9.3), (0.05, 2, .unconcealed, 475 / 6.8), (0.2, 1, .concealed, 1_900 / 45.1),
        ] as [(Double, Double, EModel.Robustness, Double)])
    func loss(loss: Double, burst: Double, robustness: EModel.Robustness, impairment: Double) {
        let rating = EModel.rating(delay: .zero, loss: loss, burstRatio: burst, robustness: robustness)
        #expect(abs(93.2 - rating - impairment) < 0.001)
    }

    @Test(
        "MOS follows Annex B and stays between 1 and 4.5",
        arguments: [
            (-10, 1), (0, 1), (3, 1), (50, 2.575), (60, 3.1), (70, 3.597), (80, 4.024), (90, 4.339), (100, 4.5),
            (120, 4.5),
        ] as [(Double, Double)])
    func opinionScore(rating: Double, score: Double) {
        #expect(abs(EModel.opinionScore(rating: rating) - score) < 0.001)
    }

    @Test("Nonsense is held in the range", arguments: [-1.0, 2, .infinity, .nan])
    func clamped(number: Double) {
        let rating = EModel.rating(delay: .seconds(-5), loss: number, burstRatio: number)
        #expect((0...93.2).contains(rating))
        #expect((0...93.2).contains(EModel.rating(delay: .seconds(1_000_000), loss: 1, burstRatio: number)))
    }

    @Test("Gaps longer than chance make bursts")
    func burstRatio() {
        #expect(EModel.burstRatio(lost: 0, gaps: 0, expected: 100) == 1)
        #expect(EModel.burstRatio(lost: 10, gaps: 10, expected: 100) == 1)
        #expect(EModel.burstRatio(lost: 10, gaps: 2, expected: 100) == 4.5)
        #expect(EModel.burstRatio(lost: 90, gaps: 1, expected: 100) == 8)
    }
}
