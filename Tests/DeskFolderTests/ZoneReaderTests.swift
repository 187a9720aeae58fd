import Desk
import DeskFolder
import Testing

@Suite("Time zones of the operating system") struct ZoneReaderTests {
    @Test("Paris changes its clocks at the last Sundays of March and October")
    func paris() throws {
        let zone = try #require(ZoneReader.zone("Europe/Paris"))
        #expect(zone.identifier == "Europe/Paris")
        #expect(zone.initialOffset == 3600)
        #expect(zone.transitions.contains(.init(at: Instant(seconds: 1_774_746_000), offset: 7200)))
        #expect(zone.transitions.contains(.init(at: Instant(seconds: 1_792_890_000), offset: 3600)))
        let summer = try #require(Timestamp.parse("2059-07-01T12:00:00Z"))
        #expect(Timestamp.format(summer, in: zone) == "2059-07-01T14:00:00+02:00")
    }

    @Test("a zone may change its offset without summer time, or leave a day out")
    func offsets() throws {
        let moscow = try #require(ZoneReader.zone("Europe/Moscow"))
        let winter = try #require(Timestamp.parse("2015-01-15T12:00:00Z"))
        #expect(Timestamp.format(winter, in: moscow) == "2015-01-15T15:00:00+03:00")
        let earlier = try #require(Timestamp.parse("2013-01-15T12:00:00Z"))
        #expect(Timestamp.format(earlier, in: moscow) == "2013-01-15T16:00:00+04:00")
        let apia = try #require(ZoneReader.zone("Pacific/Apia"))
        let after = try #require(Timestamp.parse("2011-12-30T11:00:00Z"))
        #expect(Timestamp.format(after, in: apia) == "2011-12-31T01:00:00+14:00")
    }

    @Test("UTC has no changes")
    func utc() { #expect(ZoneReader.zone("UTC")?.transitions.isEmpty == true) }

    @Test(
        "there is nothing under another name",
        arguments: ["", "Europe/Pariss", "+01:00", "GMT+1", "../etc/passwd", "/etc/localtime", "Europe/../UTC", "x/y"])
    func unknown(_ name: String) { #expect(ZoneReader.zone(name) == nil) }
}
