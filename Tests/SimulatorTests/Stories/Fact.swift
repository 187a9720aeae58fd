import Desk
import DeskFolder
import Testing

/// Something that is different from the world file, or from the rota.
enum Fact: Sendable {
    case answered(String, at: String)
    case closed(String, at: String)
    case opened(String, client: String = "12345", channel: ChannelName = .portal, service: String? = nil, at: String)
    /// The world's tickets are gone.
    case noTickets
    /// An earlier call of client 12345.
    case called(
        NumberRole, at: String, ticket: String? = "T-8812", client: String = "12345", reached: String? = nil,
        verdict: VerdictKind = .admitted)
    /// The world's earlier calls are gone.
    case noCalls
    case wrongPasscodes(Int, at: String, client: String = "12345")
    case bulletin([Bulletin.Scope], from: String, until: String? = nil)
    case down(Store)
    /// The chain of the technicians.
    case rings([ChainStep])
    /// A hole in the rotation of the technicians.
    case nobodyOnCall(from: String, until: String)

    func apply(to world: inout World, _ rota: inout Rota) throws {
        switch self {
        case .answered(let id, let at):
            try change(id, in: &world) { try $0.with(responded: time(at), closed: $0.closed) }
        case .closed(let id, let at):
            try change(id, in: &world) { try $0.with(responded: $0.responded, closed: time(at)) }
        case .opened(let id, let client, let channel, let service, let at):
            world.tickets.append(
                Ticket(
                    id: id, client: try number(client), channel: channel, service: service, priority: .urgent,
                    qualification: .blocking, opened: try time(at)))
        case .noTickets: world.tickets = []
        case .called(let role, let at, let ticket, let client, let reached, let verdict):
            world.calls.append(
                EarlierCall(
                    number: role, client: try number(client), ticket: ticket, at: try time(at), connectedTo: reached,
                    verdict: verdict))
        case .noCalls: world.calls = []
        case .wrongPasscodes(let count, let at, let client):
            let first = try time(at)
            for index in 0..<count {
                let at = first.advanced(by: .seconds(index))
                world.passcodeFailures.append(World.PasscodeFailure(client: try number(client), at: at))
            }
        case .bulletin(let covers, let from, let until):
            world.bulletins.append(
                Bulletin(
                    id: "B-\(world.bulletins.count + 7)", title: "Maintenance", covers: covers, from: try time(from),
                    until: try until.map(time)))
        case .down(let store): world.unavailable.insert(store)
        case .rings(let steps):
            rota = Rota(
                zone: rota.zone, people: rota.people, rotations: rota.rotations, overrides: rota.overrides,
                chains: [.onCall: steps])
        case .nobodyOnCall(let from, let until):
            let hole = RotaOverride(rotation: "technicians", from: try time(from), until: try time(until), person: nil)
            rota = Rota(
                zone: rota.zone, people: rota.people, rotations: rota.rotations, overrides: rota.overrides + [hole],
                chains: rota.chains)
        }
    }

    private func change(_ id: String, in world: inout World, _ change: (Ticket) throws -> Ticket) throws {
        let index = try #require(world.tickets.firstIndex { $0.id == id }, "there is no ticket \(id)")
        world.tickets[index] = try change(world.tickets[index])
    }

    private func time(_ text: String) throws -> Instant { try #require(Timestamp.parse(text), "\(text) is no time") }

    private func number(_ text: String) throws -> ClientNumber {
        try #require(ClientNumber(text), "\(text) is no client number")
    }
}

extension Ticket {
    fileprivate func with(responded: Instant?, closed: Instant?) -> Ticket {
        Ticket(
            id: id, client: client, channel: channel, service: service, priority: priority,
            qualification: qualification, opened: opened, responded: responded, closed: closed)
    }
}
