import Desk
import Testing

extension ZoneRules {
    /// Europe/Paris from 2000 to 2040: the clocks change on the last Sunday of March and of October at 01:00 UTC.
    static let paris = ZoneRules(
        identifier: "Europe/Paris", initialOffset: 3600,
        transitions: (2000...2040).flatMap { year in
            [(3, 7200), (10, 3600)].compactMap { month, offset in
                lastSunday(ofMonth: month, in: year).map { sunday in
                    Transition(at: Instant(seconds: Int64(sunday.daysSinceEpoch) * 86_400 + 3600), offset: offset)
                }
            }
        })

    /// A zone whose clock leaves out the whole of 2011-12-30, like Samoa's when it crossed the date line.
    static let dayLeftOut = ZoneRules(
        identifier: "Test/DayLeftOut", initialOffset: -36_000,
        transitions: [Transition(at: Instant(seconds: 1_325_239_200), offset: 50_400)])

    /// A zone whose clock goes back over midnight: from 00:01 on 2006-10-29 to 23:01 on the day before.
    static let backOverMidnight = ZoneRules(
        identifier: "Test/BackOverMidnight", initialOffset: -9000,
        transitions: [Transition(at: Instant(seconds: 1_162_089_060), offset: -12_600)])

    private static func lastSunday(ofMonth month: Int, in year: Int) -> LocalDate? {
        (25...31).compactMap { LocalDate(year: year, month: month, day: $0) }.first { $0.weekday == .sunday }
    }
}

/// Reads a time on the Paris clock; an offset may follow to tell two equal times apart.
func paris(_ text: String) throws -> Instant { try #require(Timestamp.parse(text, in: .paris), "\(text)") }

/// Writes an instant with the offset of Paris.
func inParis(_ instant: Instant) -> String { Timestamp.format(instant, in: .paris) }

/// Reads a calendar day.
func day(_ text: String) throws -> LocalDate { try #require(Timestamp.parseDate(text), "\(text)") }

/// Reads a time of day.
func time(_ text: String) throws -> TimeOfDay { try #require(Timestamp.parseTime(text), "\(text)") }

@Suite("The zone that the tests use") struct ParisZoneTests {
    @Test("has the changes of 2026 where the tz database has them")
    func changesOf2026() {
        let in2026 = ZoneRules.paris.transitions.filter { (1_767_225_600..<1_798_761_600).contains($0.at.seconds) }
        #expect(
            in2026 == [
                .init(at: Instant(seconds: 1_774_746_000), offset: 7200),
                .init(at: Instant(seconds: 1_792_890_000), offset: 3600),
            ])
    }
}
