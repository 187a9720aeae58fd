import Desk

/// What leads to calls: most are made in need, by the procedure; some are not.
extension MonthPlan {
    private enum Episode: CaseIterable {
        case missedGuarantee, unreached, tooEarly, answered, noTicket, notUrgent, notSerious, notDedicated, sites
        case lostNumber, stranger, notTechnical, knownIncident, managersFirst, passcodeForgotten, hangsUp, drill, prank
        case silent

        var weight: Int {
            switch self {
            case .missedGuarantee: 34
            case .unreached: 8
            case .tooEarly: 9
            case .answered: 7
            case .noTicket: 6
            case .notUrgent, .notSerious, .notDedicated, .lostNumber, .notTechnical, .managersFirst, .hangsUp: 4
            case .sites, .stranger, .knownIncident, .passcodeForgotten: 3
            case .drill, .prank, .silent: 2
            }
        }
    }

    mutating func addEpisode() {
        guard let episode = random.one(weighted: Episode.allCases.map { ($0, $0.weight) }),
            let client = random.one(of: clients)
        else { return }
        let moment = moment()
        switch episode {
        case .missedGuarantee: missedGuarantee(client, moment)
        case .unreached: unreached(client, moment)
        case .tooEarly:
            open(client, at: moment, service: random.one(of: client.dedicated), answeredAfter: random.minutes(40...110))
            callInVain(client, moment.advanced(by: random.minutes(3...55)), CallerKeys())
        case .answered:
            let answered = random.minutes(10...50)
            open(client, at: moment, service: random.one(of: client.dedicated), answeredAfter: answered)
            callInVain(client, moment.advanced(by: answered + random.minutes(30...180)), CallerKeys())
        case .noTicket: callInVain(client, moment, CallerKeys())
        case .notUrgent, .notSerious, .notDedicated, .sites: notGroundsEnough(client, moment, episode)
        case .lostNumber, .stranger, .silent: unidentified(client, moment, episode)
        case .notTechnical: notTechnical(client, moment)
        case .knownIncident: knownIncident(client)
        case .managersFirst:
            waitInVain(client, moment, random.minutes(70...200))
            var keys = CallerKeys()
            keys.insists = random.happens(percent: 30)
            place(call(client, at: moment, .managerial, keys: keys))
        case .passcodeForgotten: passcodeForgotten(client, moment)
        case .hangsUp:
            waitInVain(client, moment, random.minutes(65...150))
            var call = call(client, at: moment)
            call.behaviour.hangsUpAfter = random.seconds(2...140)
            place(call)
        case .drill: drill(client, moment)
        case .prank:
            waitInVain(client, moment, random.minutes(65...150))
            var call = call(client, at: moment, isRecognised: true)
            mark(&call)
            place(call)
        }
    }

    /// A ticket that was opened that long ago and is answered only after the call, if at all.
    private mutating func waitInVain(_ client: SampleClient, _ moment: Instant, _ time: Duration) {
        let service = random.happens(percent: 90) ? random.one(of: client.dedicated) : nil
        let opened = moment.advanced(by: .zero - time)
        if random.happens(percent: 15) {
            open(
                client, at: opened, service: service, answeredAfter: nil, closedAfter: time + random.minutes(600...2000)
            )
        } else {
            let answered = time + random.minutes(10...240)
            open(
                client, at: opened, service: service, answeredAfter: answered,
                closedAfter: answered + random.minutes(60...600))
        }
    }

    private mutating func missedGuarantee(_ client: SampleClient, _ moment: Instant) {
        waitInVain(client, moment, random.minutes(62...260))
        var keys = CallerKeys()
        if random.happens(percent: 30) { keys.nature = "1" }
        if random.happens(percent: 5) { keys.consent = random.happens(percent: 50) ? "hangup" : "silence" }
        place(call(client, at: moment, keys: keys))
    }

    /// Nobody takes the call; many then go one step further.
    private mutating func unreached(_ client: SampleClient, _ moment: Instant) {
        waitInVain(client, moment, random.minutes(62...200))
        var keys = CallerKeys()
        keys.leavesMessage = random.happens(percent: 65)
        let contact = random.one(of: client.technical)
        var first = call(client, at: moment, keys: keys, by: contact, isRecognised: true)
        reachNobody(&first)
        place(first)
        guard random.happens(percent: 70) else { return }
        let later = moment.advanced(by: random.minutes(12...50))
        place(call(client, at: later, .managerial, by: contact, isRecognised: random.happens(percent: 80)))
    }

    /// A call that the procedure turns down; some insist.
    private mutating func callInVain(_ client: SampleClient, _ moment: Instant, _ keys: CallerKeys) {
        var keys = keys
        keys.insists = random.happens(percent: 24)
        place(call(client, at: moment, keys: keys))
    }

    private mutating func notGroundsEnough(_ client: SampleClient, _ moment: Instant, _ episode: Episode) {
        var keys = CallerKeys()
        var service = random.one(of: client.dedicated)
        switch episode {
        case .notUrgent: keys.urgent = "2"
        case .notSerious: keys.serious = "2"
        case .notDedicated:
            if random.happens(percent: 50) { keys.nature = "3" } else { service = random.one(of: client.ordinary) }
        default: (keys.nature, keys.sites) = ("1", "2")
        }
        let time = random.minutes(65...180)
        open(
            client, at: moment.advanced(by: .zero - time), service: service,
            answeredAfter: time + random.minutes(20...300))
        callInVain(client, moment, keys)
    }

    private mutating func unidentified(_ client: SampleClient, _ moment: Instant, _ episode: Episode) {
        var keys = CallerKeys()
        switch episode {
        case .lostNumber: keys.client = random.happens(percent: 50) ? ["silence", "silence", "12"] : ["hangup"]
        case .stranger: keys.client = ["99999"]
        default: keys.client = ["silence", "silence", "silence"]
        }
        var call = call(client, at: moment, keys: keys)
        if episode == .stranger { call.from = nil }
        place(call)
    }

    /// Somebody whom the client does not list as a technical contact.
    private mutating func notTechnical(_ client: SampleClient, _ moment: Instant) {
        guard let other = random.one(of: client.others) else { return }
        var keys = CallerKeys()
        let isRecognised = random.happens(percent: 50)
        if !isRecognised { keys.contact = [random.happens(percent: 60) ? other.code : "88"] }
        place(call(client, at: moment, keys: keys, by: other, isRecognised: isRecognised))
    }

    /// Clients who are hit by an incident call, hear of it, and most leave it at that.
    private mutating func knownIncident(_ client: SampleClient) {
        guard let bulletin = random.one(of: bulletins), let until = bulletin.until else { return }
        var client = client
        for case .service(let name) in bulletin.covers {
            client = clients.first { $0.client.service(named: name) != nil } ?? client
        }
        let length = Int(clamping: bulletin.from.duration(to: until).milliseconds / 1000)
        let moment = bulletin.from.advanced(by: random.seconds(60...max(61, length - 60)))
        var keys = CallerKeys()
        keys.bulletin = random.one(of: ["hangup", "silence", "hangup", "1"]) ?? "1"
        waitInVain(client, moment, random.minutes(62...120))
        place(call(client, at: moment, keys: keys))
    }

    /// Wrong passcodes; who goes on trying is locked out.
    private mutating func passcodeForgotten(_ client: SampleClient, _ moment: Instant) {
        waitInVain(client, moment, random.minutes(70...200))
        guard let contact = random.one(of: client.technical), let right = client.passcodes[contact.code] else { return }
        var later = moment
        for _ in 0..<(random.happens(percent: 40) ? 3 : 1) {
            var keys = CallerKeys()
            keys.passcode = (0..<3).map { _ in wrongPasscode(right) }
            place(call(client, at: later, .managerial, keys: keys, by: contact, isRecognised: true))
            later = later.advanced(by: random.minutes(6...90))
        }
    }

    /// An exercise: everything as in earnest, and never billed.
    private mutating func drill(_ client: SampleClient, _ moment: Instant) {
        var keys = CallerKeys()
        if random.happens(percent: 50) { (keys.urgent, keys.insists) = ("2", true) }
        var call = call(client, at: moment, keys: keys)
        call.isDrill = true
        place(call)
    }
}
