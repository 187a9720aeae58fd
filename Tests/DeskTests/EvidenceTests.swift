import Desk
import Testing

@Suite("Evidence") struct EvidenceTests {
    private let desk: Procedure

    init() throws { desk = try Procedure() }

    /// The entries of a call in which these findings were made, each as one line.
    private func lines(
        _ findings: [Finding], declared: [Topic: TopicOutcome] = [:], on number: NumberRole = .managerial,
        isMarked: Bool = false
    ) throws -> [String] {
        var file = try desk.file(number)
        var standing = Standing()
        for finding in findings {
            file.add(finding, at: file.startedAt)
            standing.record(finding.outcome, of: finding.topic)
        }
        standing.marked = isMarked
        let entries = Assessment(file, standing.with(declared), policy: desk.policy).entries
        #expect(entries.map(\.precondition) == Precondition.allCases)
        return entries.map { entry in
            "\(entry.precondition.rawValue) \(entry.outcome):"
                + entry.evidence.map { " \($0.name)=\($0.value)" }.joined()
        }
    }

    @Test("of an admitted call says what every precondition rests on")
    func admitted() throws {
        let ticket = try desk.ticket(opened: "2026-03-10T19:02")
        let found: [Finding] = [
            .client(.known(desk.client)), .caller(.unknown), .contact(.technical(desk.marie)), .passcode(.verified),
            .bulletin(.none), .order(.tried(try desk.call(at: "2026-03-10T20:05"))), .ticket(.unanswered(ticket)),
            .guarantee(.exceeded(deadline: try paris("2026-03-10T20:02"))),
            .service(.dedicated(desk.client.service(named: "srv-web-01"))),
        ]
        #expect(
            try lines(found, declared: [.urgency: .yes, .seriousness: .yes, .nature: .dedicated]) == [
                "client-number known: client=12345 name=Atelier Numérique",
                "technical-contact technical: recognised-by=nothing contact=01 name=Marie Le Goff recognised-by=contact-code",
                "passcode verified:", "known-incident none:",
                "emergency-number-first tried: emergency-call=2026-03-10T20:05:00+01:00",
                "ticket unanswered: ticket=T-8812 channel=portal opened=2026-03-10T19:02:00+01:00",
                "response-guarantee exceeded: deadline=2026-03-10T20:02:00+01:00 contract=standard",
                "urgency yes: declared=yes", "seriousness yes: declared=yes",
                "nature dedicated: declared=dedicated service=srv-web-01 kind=dedicated-server",
                "sites-tested not_required:",
            ])
    }

    @Test("of a marked call says that the technician did not find it urgent, nor serious")
    func marked() throws {
        let all = try lines([.client(.known(desk.client))], declared: [.urgency: .yes], isMarked: true)
        #expect(
            all.filter { $0.hasPrefix("urgency") || $0.hasPrefix("seriousness") }
                == ["urgency no: declared=yes technician=no", "seriousness no: technician=no"])
    }

    @Test("of a call that ended early says what did not come up, and what is not asked for")
    func early() throws {
        let stranger = try clientNumber("54321")
        #expect(
            try lines([.client(.unknown(stranger))], on: .emergency) == [
                "client-number unknown: keyed=54321", "technical-contact not_evaluated:", "passcode not_required:",
                "known-incident not_evaluated:", "emergency-number-first not_required:", "ticket not_evaluated:",
                "response-guarantee not_evaluated:", "urgency not_evaluated:", "seriousness not_evaluated:",
                "nature not_evaluated:", "sites-tested not_evaluated:",
            ])
    }

    @Test("of a refused call names the ticket and why it does not count")
    func refused() throws {
        let mailed = try desk.ticket(channel: .email, opened: "2026-03-10T19:02")
        let answered = try desk.ticket(opened: "2026-03-10T19:02", responded: "2026-03-10T19:30")
        let reached = try desk.call(at: "2026-03-10T20:05", connectedTo: "alice")
        let bulletin = Bulletin(id: "B-1", title: "Coupure réseau", covers: [.all], from: Instant(seconds: 0))
        for (finding, line) in [
            (
                Finding.ticket(.none(discounted: mailed, .channelEnded)),
                "ticket none: ticket=T-8812 channel=email opened=2026-03-10T19:02:00+01:00 discounted=channel-ended"
            ),
            (.ticket(.none(discounted: nil, nil)), "ticket none:"), (.ticket(.unavailable), "ticket unavailable:"),
            (
                .ticket(.answered(answered)),
                "ticket answered: ticket=T-8812 channel=portal opened=2026-03-10T19:02:00+01:00 "
                    + "responded=2026-03-10T19:30:00+01:00"
            ),
            (
                .order(.reached(reached)),
                "emergency-number-first reached: emergency-call=2026-03-10T20:05:00+01:00 reached=alice"
            ),
            (.order(.notTried(ticket: "T-8812")), "emergency-number-first not_tried: ticket=T-8812"),
            (.bulletin(.active([bulletin])), "known-incident active: bulletin=B-1 Coupure réseau"),
            (.passcode(.wrong(failures: 2)), "passcode wrong: failures=2"),
            (
                .passcode(.locked(until: try paris("2026-10-25T02:30:00+01:00"))),
                "passcode locked: until=2026-10-25T02:30:00+01:00"
            ),
            (.unavailable(.guarantee), "response-guarantee unavailable:"),
        ] {
            #expect(try lines([finding]).contains(line), "\(line)")
        }
    }

    @Test("gives the outcome that decided, where two topics came up")
    func decided() throws {
        let shared = try #require(desk.client.service(named: "mail-01"))
        let network = try lines([.service(.notDedicated(shared))], declared: [.nature: .network])
        #expect(network.contains("nature network: declared=network service=mail-01 kind=shared"))
        let other = try lines([.service(.dedicated(nil))], declared: [.nature: .other])
        #expect(other.contains("nature other: declared=other"))
        let serviceOnly = try lines([.service(.dedicated(nil))])
        #expect(serviceOnly.contains("nature not_evaluated:"))
        let recognised = try lines([.caller(.technical(desk.marie)), .contact(.unknown)])
        #expect(recognised.contains { $0.hasPrefix("technical-contact technical:") })
    }

    @Test("never holds a passcode, a hash or a telephone number")
    func nothingSensitive() throws {
        let ticket = try desk.ticket(opened: "2026-03-10T19:02")
        let passcodes: [PasscodeFinding] = [
            .verified, .wrong(failures: 1), .locked(until: ticket.opened), .unavailable,
        ]
        let contacts: [ContactFinding] = [.technical(desk.marie), .notTechnical(desk.marie), .unknown, .unavailable]
        let secret = try #require(desk.marie.passcode)
        let words = ["227", "612345678", String(decoding: secret.bytes, as: UTF8.self), "\(secret.bytes)"]
        for passcode in passcodes {
            for contact in contacts {
                let text = try lines([
                    .client(.known(desk.client)), .caller(contact), .contact(contact), .passcode(passcode),
                    .ticket(.unanswered(ticket)),
                ]).joined(separator: "\n")
                for word in words { #expect(!text.contains(word), "\(word) in \(text)") }
            }
        }
    }
}
