import Media
import RTP
import Testing

/// Two legs that hear each other.
struct BridgingTests {
    private let board = Switchboard()
    private let caller: MediaID
    private let technician: MediaID

    init() {
        caller = board.open(1)
        technician = board.open(2, .common { $0.remote = Switchboard.technician })
    }

    /// Both speak for a while; what each is sent.
    private func talk(_ numbers: Range<Int>) throws -> (toCaller: [UInt8], toTechnician: [UInt8]) {
        var sent: (toCaller: [UInt8], toTechnician: [UInt8]) = ([], [])
        for number in numbers {
            board.hear(0x25, number: number, on: caller)
            board.hear(0x35, number: number, on: technician, from: Switchboard.technician)
            sent.toCaller += try #require(try board.turn(caller)).payload
            sent.toTechnician += try #require(try board.turn(technician)).payload
            board.wait()
        }
        return sent
    }

    @Test("Each hears what the other says, and nothing before the bridge or after it")
    func sound() throws {
        let before = try talk(0..<10)
        #expect(Set(before.toCaller) == [G711.aLaw.silence])
        board.perform(.bridge(with: technician), on: caller)
        let bridged = try talk(10..<40)
        #expect(bridged.toCaller.count { $0 == 0x35 } >= 25 * 160)
        #expect(bridged.toTechnician.count { $0 == 0x25 } >= 25 * 160)
        board.perform(.unbridge, on: technician)
        let after = try talk(40..<50)
        #expect(Set(after.toCaller + after.toTechnician) == [G711.aLaw.silence])
    }

    @Test("Legs of different laws understand each other")
    func laws() throws {
        board.perform(
            .configure(
                .common {
                    $0.law = .muLaw
                    $0.remote = Switchboard.technician
                }), on: technician)
        board.perform(.bridge(with: technician), on: caller)
        let sent = try talk(0..<30)
        let expected = G711.muLaw.encode(G711.aLaw.decode(0x25))
        #expect(sent.toTechnician.count { $0 == expected } >= 25 * 160)
    }

    @Test("A key of one is told, and sent to the other as an event")
    func keys() throws {
        board.perform(.bridge(with: technician), on: caller)
        board.press(.star, number: 0, on: caller)
        #expect(board.happenings(on: caller) == [.keyed(.star)])
        #expect(board.happenings(on: technician).isEmpty)
        let packet = try #require(try board.turn(technician))
        #expect(packet.header.payloadType == 101)
        #expect(packet.payload.first == TelephoneKey.star.rawValue)
        #expect(try board.turn(caller)?.header.payloadType == 8)
    }

    @Test("A prompt is heard by one alone, and covers the other's voice for as long as it lasts")
    func prompt() throws {
        board.perform(.bridge(with: technician), on: caller)
        _ = try talk(0..<10)
        let sound = Sound(frames: 5)
        board.perform(.play(sound.list, from: sound.store, PlayToken(1)), on: technician)
        let sent = try talk(10..<15)
        #expect(sent.toTechnician.first == sound.byte(1))
        #expect(sent.toCaller.allSatisfy { $0 == 0x35 })
        #expect(board.happenings(on: technician) == [.played(PlayToken(1))])
        #expect(try talk(15..<16).toTechnician == Array(repeating: 0x25, count: 160))
    }

    @Test("When one leg is closed, the other goes on in silence")
    func closing() throws {
        board.perform(.bridge(with: technician), on: caller)
        _ = try talk(0..<10)
        _ = board.close(technician)
        #expect(try board.turn(caller)?.payload.first == G711.aLaw.silence)
    }

    @Test("A recording goes on while the leg is bridged, with no frame taken twice")
    func recorded() throws {
        board.perform(.record(RecordingLimits()), on: caller)
        board.perform(.bridge(with: technician), on: caller)
        _ = try talk(0..<20)
        board.perform(.unbridge, on: caller)
        _ = try talk(20..<30)
        board.perform(.stopRecording, on: caller)
        guard case .recorded(let recording) = board.happenings(on: caller).last else {
            Issue.record("nothing was recorded")
            return
        }
        #expect(recording.duration == .milliseconds(600))
        #expect(recording.bytes.count { $0 == 0x25 } >= 25 * 160)
    }

    @Test(
        "A third leg that is bridged to one of two parts them; a leg is not bridged to itself, nor to one that is gone"
    )
    func third() throws {
        board.perform(.bridge(with: technician), on: caller)
        let other = board.open(3)
        board.perform(.bridge(with: caller), on: other)
        board.perform(.bridge(with: other), on: other)
        board.perform(.bridge(with: MediaID(99)), on: other)
        let sent = try talk(0..<20)
        #expect(Set(sent.toTechnician) == [G711.aLaw.silence])
        let toOther = try #require(try board.turn(other)).payload
        #expect(toOther.first == 0x25)
    }
}
