import Media
import Testing

@testable import RTPTransport

/// Which legs are open, and how many may be secure.
struct LegRegisterTests {
    private let ids = (0..<5).map { MediaID(UInt64($0)) }

    /// What a register says to one change after another.
    private enum Step {
        case open(Int, isSecure: Bool)
        case change(Int, isSecure: Bool)
        case close(Int)
        case stop
    }

    private func run(_ steps: [Step]) -> [String] {
        var register = LegRegister(secureLegs: 2)
        return steps.map { step in
            switch step {
            case .open(let leg, let isSecure):
                do throws(MediaError) {
                    try register.open(ids[leg], thread: leg + 10, isSecure: isSecure)
                    return "thread \(register.thread(of: ids[leg]) ?? -1)"
                } catch {
                    return "\(error)"
                }
            case .change(let leg, let isSecure): return register.change(ids[leg], isSecure: isSecure) ? "yes" : "no"
            case .close(let leg): return register.close(ids[leg]).map { "closed on \($0)" } ?? "unknown"
            case .stop:
                register.stop()
                return "stopped"
            }
        }
    }

    @Test("The place of a secure leg is free again when it closes, or becomes plain")
    func places() {
        let said = run([
            .open(0, isSecure: true), .open(1, isSecure: false), .change(1, isSecure: true),
            .change(1, isSecure: true), .open(2, isSecure: true), .open(2, isSecure: false),
            .change(2, isSecure: true), .close(0), .change(2, isSecure: true), .change(1, isSecure: false),
            .open(3, isSecure: true), .open(4, isSecure: true),
        ])
        #expect(
            said == [
                "thread 10", "thread 11", "yes", "yes", "tooManySecureLegs(2)", "thread 12", "no", "closed on 10",
                "yes", "yes", "thread 13", "tooManySecureLegs(2)",
            ])
    }

    @Test("A leg that is not open is neither closed nor changed; one that is, not opened again")
    func unknown() {
        let said = run([
            .close(0), .change(0, isSecure: true), .open(0, isSecure: true), .open(1, isSecure: true),
            .open(0, isSecure: false), .close(0), .close(0), .open(2, isSecure: true),
        ])
        #expect(
            said == [
                "unknown", "yes", "thread 10", "thread 11", "alreadyOpen(0)", "closed on 10", "unknown", "thread 12",
            ])
    }

    @Test("After the end none is open, and none is taken in")
    func end() {
        let said = run([.open(0, isSecure: true), .stop, .close(0), .open(1, isSecure: false)])
        #expect(said == ["thread 10", "stopped", "unknown", "stopped"])
    }
}
