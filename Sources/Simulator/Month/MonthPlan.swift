import Desk

/// A month as it is going to be: who the clients are, which tickets they open and how they are answered, what is
/// published, when stores are down, and who calls when with what in mind.
///
/// Pure: everything follows from the parameters and the desk. What comes of a call is not planned; the machine decides it.
struct MonthPlan {
    let clients: [SampleClient]
    private(set) var tickets: [Ticket] = []
    private(set) var bulletins: [Bulletin] = []
    private(set) var outages: [Outage] = []
    /// The calls in the order in which they come in.
    private(set) var calls: [PlannedCall] = []

    let policy: Policy
    let rota: Rota
    private let first: LocalDate
    private let dayCount: Int
    var random: SeededNumbers

    init(_ parameters: MonthParameters, policy: Policy, rota: Rota, hasher: any PasscodeHasher) throws(MonthError) {
        guard let days = parameters.days else {
            throw MonthError("there is no such month", mend: "write it like 2026-10")
        }
        self.policy = policy
        self.rota = rota
        first = days.first
        dayCount = days.next.daysSinceEpoch - days.first.daysSinceEpoch
        random = SeededNumbers(seed: parameters.seed ^ UInt64(parameters.year * 12 + parameters.month) << 32)
        clients = SampleClient.invent(parameters.clients, policy: policy, hasher: hasher, &random)
        publish()
        breakStores()
        openWithoutCalling()
        while calls.count < parameters.calls { addEpisode() }
        calls.removeLast(calls.count - parameters.calls)
        // Two calls of one moment keep the order in which they were thought of.
        tickets = numbered(tickets)
        calls = calls.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    var start: Instant { policy.zone.start(of: first) }
    var end: Instant { policy.zone.start(of: first.adding(days: dayCount)) }

    // MARK: Time

    /// A moment of the month: more by day than by night, less at weekends.
    mutating func moment() -> Instant {
        var date = first.adding(days: random.number(0...max(0, dayCount - 1)))
        if date.weekday == .saturday || date.weekday == .sunday, random.happens(percent: 45) {
            date = first.adding(days: random.number(0...max(0, dayCount - 1)))
        }
        let weights = [
            2, 1, 1, 1, 1, 2, 4, 8, 12, 12, 10, 8, 6, 8, 9, 9, 10, 12, 16, 18, 15, 11, 7, 4,
        ]
        let hour = random.one(weighted: Array(weights.enumerated()).map { ($0.offset, $0.element) }) ?? 12
        return instant(date, hour: hour, second: random.number(0...3599))
    }

    private func instant(_ date: LocalDate, hour: Int, second: Int) -> Instant {
        let time = TimeOfDay(hour: hour, minute: second / 60, second: second % 60) ?? .midnight
        return policy.zone.instant(of: LocalDateTime(date: date, time: time))
    }

    // MARK: What the provider does

    private mutating func publish() {
        for index in 0..<8 {
            let from = moment()
            let service = random.one(of: clients).flatMap { random.one(of: $0.dedicated) }
            let covers: [Bulletin.Scope] =
                index % 2 == 0 ? [.network] : service.map { [.service($0.name)] } ?? [.network]
            bulletins.append(
                Bulletin(
                    id: "B-\(index + 1)", title: SampleNames.incidents[index % SampleNames.incidents.count],
                    covers: covers, from: from, until: from.advanced(by: random.minutes(60...300))))
        }
    }

    private mutating func breakStores() {
        let stores: [Set<Store>] = [[.tickets], [.clients, .contacts], [.bulletins], [.calls], [.rota]]
        for stores in stores {
            for _ in 0..<2 {
                let from = moment()
                outages.append(Outage(time: from..<from.advanced(by: random.minutes(20...70)), stores: stores))
            }
        }
    }

    /// Most tickets are answered in time, and nobody calls about them.
    private mutating func openWithoutCalling() {
        for client in clients {
            for _ in 0..<random.number(5...20) {
                let service = random.one(of: client.client.services)
                let answered = random.minutes(2...58)
                open(
                    client, at: moment(), service: service, answeredAfter: answered,
                    closedAfter: answered + random.minutes(15...2_000))
            }
        }
    }

    /// The tickets with numbers in the order in which they were opened.
    private func numbered(_ tickets: [Ticket]) -> [Ticket] {
        tickets.enumerated().sorted { ($0.element.opened, $0.offset) < ($1.element.opened, $1.offset) }.enumerated()
            .map { place, known in
                let ticket = known.element
                return Ticket(
                    id: "T-\(place + 1001)", client: ticket.client, channel: ticket.channel, service: ticket.service,
                    priority: ticket.priority, qualification: ticket.qualification, opened: ticket.opened,
                    responded: ticket.responded, closed: ticket.closed)
            }
    }

    /// Opens a ticket.
    ///
    /// - Returns: when it was opened.
    @discardableResult
    mutating func open(
        _ client: SampleClient, at opened: Instant, service: Service?, answeredAfter: Duration?,
        closedAfter: Duration? = nil
    ) -> Instant {
        let isUrgent = random.happens(percent: 85)
        tickets.append(
            Ticket(
                id: "T-\(tickets.count + 1001)", client: client.client.number, channel: .portal,
                service: service?.name, priority: isUrgent ? .urgent : .normal,
                qualification: isUrgent ? .blocking : random.happens(percent: 50) ? .nonBlocking : .assistance,
                opened: opened, responded: answeredAfter.map { opened.advanced(by: $0) },
                closed: closedAfter.map { opened.advanced(by: $0) }))
        return opened
    }

    mutating func place(_ call: PlannedCall) { calls.append(call) }
}
