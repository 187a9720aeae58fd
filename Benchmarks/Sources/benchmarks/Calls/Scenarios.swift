import CallFlow
import Desk
import DeskFolder
import Foundation

/// What stops the benchmarks before they begin.
struct Unusable: Error, CustomStringConvertible {
    /// What is wrong.
    let description: String

    /// Says what is wrong.
    init(_ description: String) { self.description = description }
}

/// The calls that are measured, on the shipped desk and its evening world.
struct Scenarios {
    /// A technical contact whose ticket is unanswered past its guarantee: connected to the first technician.
    let admitted: Scenario
    /// The same an hour earlier, when the guarantee still runs: refused with the price, insists, is charged.
    let refused: Scenario
    /// The managerial number before the emergency number: the passcode is asked, then as above.
    let managerial: Scenario

    /// Reads the desk.
    init(desk path: String) throws {
        let desk = try DeskFolder.load(at: path)
        let hasher = KeyedPasscodeHasher.ephemeral()
        let text = try String(contentsOfFile: path + "/worlds/evening.yaml", encoding: .utf8)
        let world = try WorldFile.read(text, file: "worlds/evening.yaml", policy: desk.policy, hasher: hasher)
        let facts = WorldFacts(world, hasher: hasher)
        func scenario(
            _ name: String, _ number: NumberRole, minutesEarlier: Int = 0, keys: String, verdict: VerdictKind
        ) throws -> Scenario {
            guard let context = desk.context(for: number), let at = world.at, let from = PhoneNumber("+33612345678")
            else {
                throw Unusable("the desk in '\(path)' does not answer the \(number.rawValue) number")
            }
            let groups = keys.split(separator: " ").map { group in group.compactMap { Key($0) } }
            var ends: [Int] = []
            for group in groups { ends.append((ends.last ?? 0) + group.count) }
            return Scenario(
                name: name, context: context, rulebook: Rulebook(policy: desk.policy, facts: facts), rota: desk.rota,
                from: from, at: at.advanced(by: .zero - .minutes(minutesEarlier)), keys: Array(groups.joined()),
                groups: ends, verdict: verdict)
        }
        admitted = try scenario("admitted and connected", .emergency, keys: "12345 1 1 2 1", verdict: .admitted)
        refused = try scenario(
            "refused, insists, charged", .emergency, minutesEarlier: 60, keys: "12345 9", verdict: .abusive)
        managerial = try scenario(
            "managerial: passcode, refused, charged", .managerial, keys: "12345 227 9", verdict: .abusive)
    }
}
