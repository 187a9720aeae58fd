import Desk
import Testing

@testable import Reports

@Suite("The clock of tables and lines")
struct WallClockTests {
    @Test("writes what the timestamp writes, through changes of the clock and odd offsets")
    func agrees() throws {
        let odd = ZoneRules(
            identifier: "odd", initialOffset: 561,
            transitions: [
                .init(at: Instant(seconds: -1_855_958_961), offset: 0),
                .init(at: Instant(seconds: 1_000_007), offset: 20_700),
                .init(at: Instant(seconds: 1_800_000_000), offset: -12_600),
            ])
        for zone in [try Policy.paris().zone, .utc, odd] {
            var clock = WallClock(zone: zone)
            for base in [0, 1_000_000, 1_790_000_000, 1_800_000_000, -1_855_959_000, -3_000_000_000, 1_792_893_600]
                as [Int64]
            {
                for step in 0..<2000 as Range<Int64> {
                    let instant = Instant(milliseconds: base * 1000 + step * 30_250)
                    let written = try text { clock.write(instant, to: &$0) }
                    #expect(written == Timestamp.format(instant, in: zone))
                    guard written == Timestamp.format(instant, in: zone) else { return }
                }
            }
        }
    }
}
