import Media
import RTP
import Testing

/// What of a leg's security is decided without cryptography.
struct SecurityTests {
    private let board = Switchboard()
    private static let key = [UInt8](repeating: 0x5A, count: 30)

    @Test("What describes keys, or holds them, says nothing of them")
    func descriptions() throws {
        let keys = try MediaKeys(suite: .aes128SHA1Tag80, local: Self.key, remote: Self.key)
        var dumped = ""
        dump(MediaConfiguration(security: keys), to: &dumped)
        for text in ["\(keys)", String(reflecting: keys), "\(MediaConfiguration(security: keys))", dumped] {
            #expect(!text.contains("90") && !text.contains("5A"))
        }
    }

    @Test("A key that is not of thirty bytes is an error, and never no key", arguments: [0, 29, 31])
    func lengths(count: Int) {
        let wrong = [UInt8](repeating: 1, count: count)
        #expect(throws: MediaKeys.WrongLength.self) {
            try MediaKeys(suite: .aes128SHA1Tag80, local: wrong, remote: Self.key)
        }
        #expect(throws: MediaKeys.WrongLength.self) {
            try MediaKeys(suite: .aes128SHA1Tag80, local: Self.key, remote: wrong)
        }
    }

    @Test("A leg that awaits its keys sends and takes nothing, and reports nothing; its prompt waits")
    func awaited() throws {
        let leg = board.open(1, .common { $0.mustBeSecure = true })
        let sound = Sound(frames: 1)
        board.perform(.play(sound.list, from: sound.store, PlayToken(1)), on: leg)
        for number in 0..<400 {
            board.press(.one, number: number, on: leg)
            #expect(try board.turn(leg) == nil)
            #expect(try board.report(leg) == nil)
            board.wait()
        }
        #expect(board.happenings(on: leg).isEmpty)
        board.protect(.ready, on: leg)
        #expect(try board.turn(leg)?.payload.first == sound.byte(1))
        board.press(.two, number: 1, on: leg)
        #expect(board.happenings(on: leg) == [.played(PlayToken(1)), .keyed(.two)])
    }

    @Test("A leg whose keys cannot be used is told as lost, once, and stays silent until it has others")
    func failed() throws {
        let keys = try MediaKeys(suite: .aes128SHA1Tag32, local: Self.key, remote: Self.key)
        let leg = board.open(1, .common { $0.security = keys })
        board.protect(.failed, on: leg)
        board.protect(.failed, on: leg)
        board.wait(.seconds(60))
        #expect(try board.turn(leg) == nil)
        #expect(board.close(leg) == nil, "no goodbye is sent without protection")
        #expect(board.happenings(on: leg).first == .lost)

        let other = board.open(2, .common { $0.security = keys })
        board.protect(.failed, on: other)
        board.perform(.configure(.common { $0.security = keys }), on: other)
        #expect(try board.turn(other) == nil)
        board.protect(.ready, on: other)
        #expect(try board.turn(other) != nil)
    }

    @Test("A leg that need not be secure is not held up")
    func plain() throws {
        let leg = board.open(1)
        board.protect(.failed, on: leg)
        #expect(try board.turn(leg) != nil)
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test("What was dropped is in the report")
    func counters() {
        let leg = board.open(1, .common { $0.mustBeSecure = true })
        for refusal in [.notAuthentic, .replayed, .notAuthentic, .unusable, .notProtected] as [SecurityRefusal] {
            board.refused(refusal, on: leg)
        }
        board.refused(.replayed, on: MediaID(9))
        _ = board.close(leg)
        guard case .closed(let report) = board.happenings(on: leg).last else {
            Issue.record("the leg is not told as closed")
            return
        }
        #expect(report.security.authenticationFailures == 2)
        #expect(report.security.replays == 1)
        #expect(report.security.unusable == 1)
        #expect(report.security.notProtected == 1)
    }
}
