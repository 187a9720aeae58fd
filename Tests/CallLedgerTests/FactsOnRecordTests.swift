import CallFlow
import CallLedger
import Desk
import Ledger
import Testing

@testable import Calls

/// A client with everything that the stores can hold.
private struct Sample {
    let number: ClientNumber
    let caller: PhoneNumber
    let other: PhoneNumber
    let secret = PasscodeHash(bytes: Array(repeating: 0xAB, count: 32))
    let at = Instant(seconds: 1_773_171_000)
    let tickets: [Ticket]
    let facts: ConsultedFacts

    init(tickets count: Int = 2, titles: Int = 1) throws {
        let number = try #require(ClientNumber("12345"))
        let caller = try #require(PhoneNumber("+33612345678"))
        let other = try #require(PhoneNumber("+33699999999"))
        (self.number, self.caller, self.other) = (number, caller, other)
        let at = at
        var tickets: [Ticket] = []
        for index in 0..<count {
            let isAnswered = index % 2 == 0
            tickets.append(
                Ticket(
                    id: "T-\(index)", client: number, channel: .portal, service: index == 0 ? nil : "srv-web-01",
                    priority: .urgent, qualification: .blocking, opened: at.advanced(by: .seconds(index - 100_000)),
                    responded: isAnswered ? at.advanced(by: .seconds(-10)) : nil))
        }
        self.tickets = tickets
        var facts = ConsultedFacts(askedAt: at)
        facts.client = .init(
            number: number,
            answer: .answered(
                Client(
                    number: number, name: "Atelier \"Numérique\"\n", contract: "office",
                    services: [Service(name: "srv-web-01", kind: .dedicatedServer), Service(name: "d", kind: .domain)],
                    contacts: [Contact(code: "01", name: "Marie", phones: [caller], isTechnical: true)])))
        facts.contacts = .answered([
            Contact(
                code: "01", name: "Marie", phones: [other, caller], isTechnical: true, passcode: secret,
                language: .english), Contact(code: "02", name: "Paul", phones: [other], isTechnical: false),
        ])
        facts.tickets = .answered(tickets)
        facts.calls = .init(
            at.advanced(by: .hours(-24)),
            answer: .answered([
                EarlierCall(
                    number: .emergency, client: number, ticket: "T-1", at: at.advanced(by: .hours(-1)),
                    connectedTo: "alice", verdict: .admitted)
            ]))
        facts.passcodeFailures = .init(at.advanced(by: .hours(-24)), answer: .answered([at.advanced(by: .minutes(-5))]))
        facts.bulletins = .init(
            at,
            answer: .answered([
                Bulletin(
                    id: "B-1", title: String(repeating: "é", count: titles),
                    covers: [.network, .service("srv-web-01")],
                    from: at.advanced(by: .hours(-2)), until: at.advanced(by: .hours(2)))
            ]))
        self.facts = facts
    }

    func json(_ facts: ConsultedFacts) -> CanonicalJSON? {
        var recorder = FactRecorder(caller: caller, startedAt: at)
        return CanonicalJSON(.object(recorder.fields(facts, of: .ticket(.none(discounted: nil, nil)))))["facts"]
    }

    func read(_ json: CanonicalJSON) throws -> FactReading.Reading {
        let parsed = try CanonicalJSON(reading: json.text)
        #expect(parsed == json)
        return try FactReading(of: number, passcode: secret).facts(parsed, askedAt: at)
    }
}

@Suite("The facts of a call on record") struct FactsOnRecordTests {
    @Test("What the stores answered is read back, without what the rules never look at") func roundTrip() throws {
        let sample = try Sample()
        let reading = try sample.read(try #require(sample.json(sample.facts)))
        var expected = sample.facts
        let client = try #require(sample.facts.client?.answer.value ?? nil)
        expected.client = .init(
            number: sample.number,
            answer: .answered(
                Client(
                    number: sample.number, name: client.name, contract: client.contract, services: client.services)))
        expected.contacts = .answered([
            Contact(
                code: "01", name: "Marie", phones: [sample.caller], isTechnical: true, passcode: sample.secret,
                language: .english), Contact(code: "02", name: "Paul", phones: [], isTechnical: false),
        ])
        #expect(reading.facts == expected)
        #expect(reading.omitted == 0 && reading.olderTickets == 0)
    }

    @Test("What a store did not answer stays unanswered") func unavailable() throws {
        let sample = try Sample()
        var facts = ConsultedFacts(askedAt: sample.at)
        facts.client = .init(number: sample.number, answer: .unavailable)
        facts.contacts = .unavailable
        facts.tickets = .unavailable
        facts.calls = .init(sample.at, answer: .unavailable)
        facts.passcodeFailures = .init(sample.at, answer: .unavailable)
        facts.bulletins = .init(sample.at, answer: .unavailable)
        #expect(try sample.read(try #require(sample.json(facts))).facts == facts)
        var nobody = ConsultedFacts(askedAt: sample.at)
        nobody.client = .init(number: sample.number, answer: .answered(nil))
        #expect(try sample.read(try #require(sample.json(nobody))).facts == nobody)
    }

    @Test("Neither hashes nor the phones of others are on record") func nothingSensitive() throws {
        let sample = try Sample()
        let text = try #require(sample.json(sample.facts)).text
        #expect(!text.contains(sample.other.description))
        #expect(text.contains(sample.caller.description))
        // The bytes in decimal, in hexadecimal and in Base64.
        #expect(!text.contains("171,171") && !text.lowercased().contains("abab") && !text.contains("q6ur"))
        #expect(!text.contains("hash"))
    }

    @Test("A kind of fact is written once, and again where it changed") func onceACall() throws {
        let sample = try Sample()
        var recorder = FactRecorder(caller: sample.caller, startedAt: sample.at)
        let first = recorder.fields(sample.facts, of: .ticket(.none(discounted: nil, nil)))
        #expect(first.map(\.0) == ["facts"])
        #expect(recorder.fields(sample.facts, of: .order(.notTried(ticket: nil))).isEmpty)
        // A passcode is judged by the moment too.
        let again = CanonicalJSON(.object(recorder.fields(sample.facts, of: .passcode(.verified))))
        #expect(again == ["asked": .integer(Int(sample.at.milliseconds))])
        var changed = sample.facts
        changed.passcodeFailures = .init(sample.at, answer: .answered([sample.at]))
        let later = CanonicalJSON(.object(recorder.fields(changed, of: .passcode(.verified))))
        let time = CanonicalJSON.integer(Int(sample.at.milliseconds))
        #expect(
            later == ["asked": time, "facts": ["passcode_failures": ["since": time, "list": [time]]]])
    }

    @Test("That a store did not answer in time is on record") func late() throws {
        var recorder = FactRecorder(caller: nil, startedAt: Instant(seconds: 0))
        let late = CanonicalJSON(.object(recorder.fields(nil, of: .unavailable(.ticket))))
        #expect(late == ["answered": false])
        #expect(recorder.fields(nil, of: .hours(.support)).isEmpty)
    }

    @Test("Too many facts do not fit: those that matter are kept, and that others are missing is said")
    func tooMany() throws {
        let sample = try Sample(tickets: 5000)
        let json = try #require(sample.json(sample.facts))
        #expect(json.text.utf8.count <= FactRecorder.byteLimit)
        let reading = try sample.read(json)
        let kept = try #require(reading.facts.tickets?.value)
        // The newest, in the order of the store, of those that wait for an answer and the latest that do not.
        let settled = sample.tickets.filter { $0.responded != nil }.suffix(FactWriter.settledTickets)
        let candidates = sample.tickets.filter { $0.responded == nil || settled.contains($0) }
        #expect(kept == Array(candidates.suffix(kept.count)))
        #expect(kept.count >= 125)
        #expect(reading.olderTickets == 2500 - FactWriter.settledTickets)
        #expect(reading.omitted == 2500 + FactWriter.settledTickets - kept.count)
    }

    @Test("Of settled tickets only the newest of each kind are on record") func settled() throws {
        let sample = try Sample()
        var tickets: [Ticket] = []
        for index in 0..<30 {
            let opened = sample.at.advanced(by: .seconds(index * 60 - 100_000))
            tickets.append(
                Ticket(
                    id: "T-\(index)", client: sample.number, channel: index % 10 == 0 ? .email : .portal,
                    opened: opened,
                    responded: index == 3 ? nil : opened.advanced(by: .minutes(5)),
                    closed: index % 2 == 0 ? opened.advanced(by: .minutes(9)) : nil))
        }
        // Answered only after the call came in: it waits as well.
        let late = Ticket(
            id: "T-99", client: sample.number, channel: .portal, opened: sample.at.advanced(by: .hours(-2)),
            responded: sample.at.advanced(by: .seconds(1)))
        var facts = ConsultedFacts(askedAt: sample.at)
        facts.tickets = .answered([late] + tickets)
        let reading = try sample.read(try #require(sample.json(facts)))
        let kept = try #require(reading.facts.tickets?.value).map(\.id)
        #expect(
            kept == [
                "T-99", "T-0", "T-3", "T-10", "T-18", "T-20", "T-21", "T-22", "T-23", "T-24", "T-25", "T-26",
                "T-27", "T-28", "T-29",
            ])
        #expect(reading.olderTickets == 31 - kept.count)
        #expect(reading.omitted == 0)
    }

    @Test("Where one fact alone is too large, only that is on record") func tooLarge() throws {
        let sample = try Sample(titles: 40_000)
        let json = try #require(sample.json(sample.facts))
        #expect(json == ["omitted": .integer(.max)])
        #expect(try sample.read(json).omitted == .max)
    }

    @Test(
        "What is no record of facts is told",
        arguments: [
            #"{"client":{"number":"1234","known":true}}"#, #"{"client":{"number":"12345","known":true}}"#,
            #"{"contacts":[{"code":"01"}]}"#, #"{"tickets":{}}"#, #"{"tickets":[{"id":"T-1","channel":"fax"}]}"#,
            #"{"calls":{"list":[]}}"#, #"{"calls":{"since":0,"list":[{"number":"other"}]}}"#,
            #"{"passcode_failures":{"since":0,"list":["x"]}}"#, #"{"bulletins":{"at":0,"list":[{"id":"B-1"}]}}"#,
        ])
    func malformed(text: String) throws {
        let json = try CanonicalJSON(reading: text)
        let reading = FactReading(of: ClientNumber("12345"), passcode: PasscodeHash(bytes: []))
        #expect(throws: FactReadingError.self) { try reading.facts(json, askedAt: Instant(seconds: 0)) }
    }
}

@Suite("JSON of the ledger, read") struct JSONParsingTests {
    @Test(
        "Every value is read as it is written",
        arguments: [
            "null", "true", "false", "0", "-7", "9223372036854775807", #""""#, #""aé\u0001\"\\\n\t😀""#, "[]",
            "[1,[2,[]]]", "{}", #"{"a":{"b":[null,true]},"é":"x"}"#,
        ])
    func canonical(text: String) throws {
        #expect(try CanonicalJSON(reading: text).text == text)
    }

    @Test("Spaces and escapes of others are understood") func others() throws {
        #expect(try CanonicalJSON(reading: " { \"a\" : [ 1 , 2 ] } ") == ["a": [1, 2]])
        #expect(try CanonicalJSON(reading: #""\u00e9\ud83d\ude00\/\b\f\r""#) == "é😀/\u{8}\u{c}\r")
    }

    @Test(
        "What is no JSON is an error with its place",
        arguments: [
            ("", 0), ("nul", 3), ("1.5", 1), ("1e3", 1), ("-", 1), ("9223372036854775808", 19), ("[1 2]", 3), ("[1", 2),
            ("{1:2}", 1), (#"{"a" 1}"#, 5), (#"{"a":1 "b":2}"#, 7), (#""a"#, 2), (#""\x""#, 3), (#""\ud83d""#, 7),
            (#""\u12g4""#, 3), ("1 1", 2), ("\"\u{1}\"", 2), ("+1", 0),
        ])
    func malformed(text: String, offset: Int) {
        #expect(throws: JSONParsingError.self) { try CanonicalJSON(reading: text) }
        do throws(JSONParsingError) { _ = try CanonicalJSON(reading: text) } catch { #expect(error.offset == offset) }
    }

    @Test("Depth is limited") func deep() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try CanonicalJSON(reading: deepest).text == deepest)
        #expect(throws: JSONParsingError.self) { try CanonicalJSON(reading: "[\(deepest)]") }
    }
}
