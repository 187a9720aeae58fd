import Acceptance
import CallTests
import Desk
import DeskFolder
import Logging
import SIP
import SIPTransport
import Simulator
import Telephones
import UnixSignals

/// Answers as a set of technicians for calls that somebody else places.
struct ServeTechnicians {
    let desk: DeskFolder
    let end: Endpoint
    /// How they behave, as `alice=no_answer,*=accept`.
    let behaviour: String

    /// Answers until Ctrl-C.
    func run() async throws {
        var scripted = ScriptedBehaviour()
        try scripted.readTechnicians(behaviour)
        let people = desk.rota.people + desk.policy.standby
        for name in scripted.technicians.keys.sorted() where !people.contains(where: { $0.id == name }) {
            throw Unusable(
                "--as: '\(name)' is nobody whom this desk rings",
                mend: "use one of \(Set(people.map(\.id)).sorted().joined(separator: ", "))")
        }
        var plans: [String: TechnicianPlan] = scripted.technicians.mapValues { .accepts.doing($0) }
        plans["*"] = .accepts.doing(scripted.otherTechnicians)
        let register = TechnicianRegister(
            people: Dictionary(people.map { ($0.phone.description, $0.id) }, uniquingKeysWith: { first, _ in first }),
            keys: TechnicianKeys(desk.programs.values.first), always: plans
        ) { ring in
            Output.write("\(ring.person ?? "nobody") is rung at \(ring.dialled): \(ring.behaviour)\n")
        }
        let bank = try await PhoneBank.open(PhoneBankSettings(at: end), logger: Logger(label: "voicedesk")) {
            register.receive($0)
        }
        let listener = bank.listeners.first.map { "\($0.endpoint)" } ?? "\(end)"
        Output.write("technicians answer at \(listener); Ctrl-C ends it\n")
        for person in people { Output.write("  \(person.phone)  \(person.id)  \(person.name)\n") }
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
        await bank.shutdown()
    }
}
