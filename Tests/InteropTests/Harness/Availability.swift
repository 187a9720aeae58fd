import Foundation
import Glibc
import Synchronization
import Testing

/// The telephones and exchanges that the desk is tried with.
///
/// One that is not installed is left out of `swift test` with its reason; with `VOICEDESK_INTEROP=1` it is a failure.
enum Peer: String {
    case sipp, baresip, linphonec, kamailio, sipsak, python3, openssl
    case pjsua2

    /// Whether everything is to be tried, and nothing may be missing.
    static let isInterop = ProcessInfo.processInfo.environment["VOICEDESK_INTEROP"] == "1"

    /// Whether the program is installed.
    var isInstalled: Bool {
        if self == .pjsua2 { return Python.hasPJSUA }
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin") + ":/usr/sbin"
        let folders: [Substring] = path.split(separator: ":")
        return folders.contains { access("\($0)/\(rawValue)", X_OK) == 0 }
    }

    /// sipp sends keys through a raw socket.
    static let maySendKeys: Bool = {
        let descriptor = socket(AF_INET, Int32(SOCK_RAW.rawValue), Int32(IPPROTO_UDP))
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }()
}

/// The interpreter for scripts.
enum Python {
    static let program = ProcessInfo.processInfo.environment["VOICEDESK_INTEROP_PYTHON"] ?? "python3"

    static let hasPJSUA: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? Program.run(["-c", "import pjsua2"], in: folder, program: program).status) == 0
    }()
}

extension Trait where Self == ConditionTrait {
    /// Runs in `swift test` where the peers are installed.
    static func needs(_ peers: Peer...) -> Self {
        let missing = peers.filter { !$0.isInstalled }.map(\.rawValue)
        return .enabled(
            if: Peer.isInterop || missing.isEmpty, "not installed: \(missing.joined(separator: ", "))")
    }

    /// Runs only with `VOICEDESK_INTEROP=1`.
    static var onlyInterop: Self { .enabled(if: Peer.isInterop, "set VOICEDESK_INTEROP=1") }

    /// Keys by sipp need a raw socket.
    static var needsRawSocket: Self {
        .enabled(if: Peer.isInterop || Peer.maySendKeys, "sipp sends keys by a raw socket, which needs CAP_NET_RAW")
    }
}

extension Trait where Self == FewAtOnce {
    /// Telephones need punctual threads: only some stories go on at the same time.
    static var fewAtOnce: Self { FewAtOnce() }
}

/// Lets only some tests run at the same time.
struct FewAtOnce: TestTrait, SuiteTrait, TestScoping {
    var isRecursive: Bool { true }

    private static let gate = Gate(places: 4)

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        await Self.gate.enter()
        do {
            try await function()
        } catch {
            await Self.gate.leave()
            throw error
        }
        await Self.gate.leave()
    }
}

private actor Gate {
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}
