import RTP
import Testing

@Suite("Categories of a conversation's quality") struct SpeechQualityTests {
    @Test(
        "Each begins at its rating (G.109, table 1)",
        arguments: [
            (93.2, SpeechQuality.best), (90, .best), (89.9, .high), (80, .high), (79.9, .medium), (70, .medium),
            (69.9, .low), (60, .low), (59.9, .poor), (0, .poor), (-.infinity, .poor), (.nan, .poor),
        ])
    func begins(rating: Double, category: SpeechQuality) { #expect(SpeechQuality(rating: rating) == category) }
}
