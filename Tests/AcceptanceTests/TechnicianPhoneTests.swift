import CallFlow
import CallTests
import Desk
import DeskFolder
import Foundation
import Media
import RTP
import SIP
import Telephones
import Testing

@testable import Acceptance

/// The telephone of a technician as a machine: what it hears, and what it does.
@Suite("A technician's telephone") struct TechnicianPhoneTests {
    private static let keys: TechnicianKeys = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        return TechnicianKeys((try? DeskFolder.load(at: root))?.programs[.emergency])
    }()

    private static func phone(_ behaviour: TechnicianBehaviour) -> TechnicianPhone {
        TechnicianPhone(.accepts.doing(behaviour), keys: keys, speech: .voice())
    }

    private static func sound(_ isLoud: Bool) -> PhoneNews {
        let bytes = (0..<800).map { G711.aLaw.encode(isLoud && $0 % 2 == 0 ? 8_000 : 0) }
        return .sound(MediaSound(law: .aLaw, bytes: bytes, position: 0, missing: 0))
    }

    private static func words(_ commands: [PhoneCommand]) -> [String] {
        commands.map { command in
            switch command {
            case .ring: "ring"
            case .answer: "answer"
            case .reject(let status): "reject \(status)"
            case .play: "play"
            case .press(let keys, _): "press " + keys.map(\.description).joined()
            case .hangUp: "hang up"
            default: "other"
            }
        }
    }

    /// Rings a telephone, whispers for two seconds once it is picked up, and lets all of its deadlines come.
    private static func story(_ behaviour: TechnicianBehaviour) -> [String] {
        var phone = phone(behaviour)
        var now = Duration.seconds(100)
        var said = words(phone.called(at: now))
        var isAnswered = false
        while let deadline = phone.nextDeadline, said.count < 20 {
            now = deadline
            let done = words(phone.receive(.deadlineReached, at: now))
            said += done.map { "\(Int(now.components.seconds) - 100): \($0)" }
            if done.contains("answer"), !isAnswered {
                isAnswered = true
                said += words(phone.receive(.answered, at: now))
                for step in 1...20 { _ = phone.receive(sound(step < 18), at: now + .milliseconds(100 * step)) }
            }
        }
        return said
    }

    @Test(
        "does what its person does, at the time that is written",
        arguments: [
            (TechnicianBehaviour.accept, ["ring", "6: answer", "10: press 1", "10: play", "130: hang up"]),
            (.mark, ["ring", "6: answer", "10: press 1", "10: play", "40: press *9", "130: hang up"]),
            (.decline, ["ring", "6: answer", "10: press 2"]), (.machine, ["ring", "6: answer", "play"]),
            (.busy, ["ring", "6: reject 486"]), (.unreachable, ["reject 480"]), (.noAnswer, ["ring"]),
        ])
    func behaves(_ behaviour: TechnicianBehaviour, _ expected: [String]) {
        #expect(Self.story(behaviour) == expected)
    }

    @Test("presses the key all the same where nothing is said")
    func nothingSaid() {
        var phone = Self.phone(.accept)
        _ = phone.called(at: .seconds(1))
        _ = phone.receive(.deadlineReached, at: .seconds(7))
        #expect(Self.words(phone.receive(.answered, at: .seconds(7))) == [])
        #expect(phone.nextDeadline == .seconds(7) + TechnicianPhone.patience)
        _ = phone.receive(Self.sound(false), at: .seconds(8))
        #expect(phone.nextDeadline == .seconds(7) + TechnicianPhone.patience)
    }
}
