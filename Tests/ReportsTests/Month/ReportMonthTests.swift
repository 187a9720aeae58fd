import Desk
import Testing

@testable import Reports

@Suite("A month")
struct ReportMonthTests {
    @Test("is read as year and month, and nothing else is", arguments: ["2026-10", "1970-01", "9998-12"])
    func reads(text: String) throws {
        #expect(try ReportMonth(text).description == text)
    }

    @Test(
        "refuses what is no month",
        arguments: [
            "", "2026", "2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "2026/10", "1969-12", "9999-01",
            "２026-10", "-026-10",
        ])
    func refuses(text: String) {
        let error = #expect(throws: ReportError.self) { try ReportMonth(text) }
        #expect(error?.kind == .badMonth)
        #expect(error?.description == "\"\(text)\" is no month: write the year and the month, as in 2026-10")
    }

    @Test("begins and ends by the desk's clock, across a change of it")
    func boundaries() throws {
        let zone = try Policy.paris().zone
        let october = try ReportMonth("2026-10")
        #expect(october.start(in: zone) == (try time("2026-09-30T22:00:00Z")))
        #expect(october.end(in: zone) == (try time("2026-10-31T23:00:00Z")))
        #expect(october.start(in: zone).duration(to: october.end(in: zone)) == .hours(31 * 24 + 1))
        #expect(october.days == 31)
        let december = try ReportMonth("2026-12")
        #expect(december.end(in: zone) == (try ReportMonth("2027-01")).start(in: zone))
        #expect(try ReportMonth("2028-02").days == 29)
        #expect(ReportMonth(containing: try time("2026-10-31T23:00:00Z"), in: zone)?.description == "2026-11")
    }
}
