import Desk
import Testing

/// People, rotations and what the tests ask of a rota, in Paris.
struct RotaFixture {
    let people: [OnCallPerson]

    init() throws {
        people = try ["alice", "bruno", "chloe", "david"].enumerated().map { index, id in
            OnCallPerson(
                id: id, name: id.prefix(1).uppercased() + id.dropFirst(), phone: try phone("+3360000000\(index)"))
        }
    }

    func rota(
        _ rotations: [Rotation], overrides: [RotaOverride] = [],
        steps: [ChainStep] = [.rotation("technicians")], zone: ZoneRules = .paris
    ) -> Rota {
        Rota(zone: zone, people: people, rotations: rotations, overrides: overrides, chains: [.onCall: steps])
    }

    func rotation(
        _ people: [String] = ["alice", "bruno", "chloe"], shift: ShiftLength = .days(1), starts: String = "2026-01-05",
        handover: String = "08:00", ends: String? = nil, window: (String, String)? = nil,
        weekdays: Set<Weekday> = Set(Weekday.allCases)
    ) throws -> Rotation {
        Rotation(
            name: "technicians", people: people, shift: shift, starts: try day(starts), handover: try time(handover),
            ends: try ends.map(day), window: try window.map { DutyWindow(opens: try time($0), closes: try time($1)) },
            weekdays: weekdays)
    }
}

extension Rota {
    /// The ids of the people of the on-call chain.
    func ids(at text: String) throws -> [String] { try ids(at: paris(text)) }

    func ids(at now: Instant) -> [String] {
        if case .people(let chain) = people(in: .onCall, at: now) { chain.people.map(\.id) } else { [] }
    }

    /// The on-call chain, a rung a text: `alice+bruno`.
    func rungs(at text: String) throws -> [String] {
        guard case .people(let chain) = people(in: .onCall, at: try paris(text)) else { return [] }
        return chain.rungs.map { rung in rung.map { chain.people[$0].id }.joined(separator: "+") }
    }

    /// The stretches of the on-call chain, one a line.
    func schedule(_ from: String, _ until: String) throws -> [String] {
        shifts(in: .onCall, from: try paris(from), until: try paris(until)).map {
            "\(inParis($0.from)) \($0.people.isEmpty ? "nobody" : $0.people.map(\.id).joined(separator: " "))"
        }
    }

    /// The gaps of the on-call chain, one a line.
    func gaps(_ from: String, _ until: String) throws -> [String] {
        gaps(in: .onCall, from: try paris(from), until: try paris(until)).map {
            "\(inParis($0.from)) \(inParis($0.until))"
        }
    }
}
