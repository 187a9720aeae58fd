import DeskFolder
import Testing

@Suite("Durations as text") struct DurationTextTests {
    @Test(
        "reads sums of units",
        arguments: [
            ("250ms", 250), ("8s", 8000), ("2m", 120_000), ("90m", 5_400_000), ("1h", 3_600_000), ("24h", 86_400_000),
            ("1d", 86_400_000), ("1w", 604_800_000), ("1h30m", 5_400_000), ("1m500ms", 60_500), ("0s", 0),
            ("007s", 7000),
        ])
    func reads(_ text: String, _ milliseconds: Int) {
        #expect(DurationText.parse(text) == .milliseconds(milliseconds))
    }

    @Test(
        "refuses everything else",
        arguments: [
            "", "8", "s", "8 s", "-8s", "8S", "8sec", "30m1h", "1h1h", "1.5h", "8s ", "٣s", "99999999999999999999s",
            "9999999999w", "1h30", "ms", "1hm", "200000w",
        ])
    func refuses(_ text: String) { #expect(DurationText.parse(text) == nil) }

    @Test("writes what reads back equal", arguments: [0, 1, 250, 1000, 61_001, 5_400_000, 86_400_000, 604_800_001])
    func roundTrip(_ milliseconds: Int) {
        let duration = Duration.milliseconds(milliseconds)
        #expect(DurationText.parse(DurationText.format(duration)) == duration)
    }
}
