import Media
import Prompts
import RTP
import Testing

/// What a leg is sent: prompts, silence, tones and keys.
struct PlayingTests {
    private let board = Switchboard()

    @Test("A leg is sent silence every 20 ms from the start, with numbers that roll over and one marker")
    func silence() throws {
        let leg = board.open(1)
        var headers: [RTPHeader] = []
        for _ in 0..<3 {
            let packet = try #require(try board.turn(leg))
            #expect(packet.payload == Array(repeating: G711.aLaw.silence, count: 160))
            #expect(packet.destination == Switchboard.peer)
            headers.append(packet.header)
            board.wait()
        }
        #expect(
            headers == [
                RTPHeader(payloadType: 8, marker: true, sequence: 65_534, timestamp: 1_000, ssrc: 1),
                RTPHeader(payloadType: 8, sequence: 65_535, timestamp: 1_160, ssrc: 1),
                RTPHeader(payloadType: 8, sequence: 0, timestamp: 1_320, ssrc: 1),
            ])
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test(
        "A prompt is heard frame by frame, told as played with its last, and followed by silence",
        arguments: G711.allCases)
    func prompt(law: G711) throws {
        let leg = board.open(1, .common { $0.law = law })
        let sound = Sound(frames: 3)
        board.perform(.play(sound.list, from: sound.store, PlayToken(5)), on: leg)
        for frame in 1...3 {
            #expect(board.happenings(on: leg).isEmpty)
            let packet = try #require(try board.turn(leg))
            #expect(packet.payload == Array(repeating: sound.byte(frame, law), count: 160))
            #expect(packet.header.payloadType == (law == .aLaw ? 8 : 0))
        }
        #expect(board.happenings(on: leg) == [.played(PlayToken(5))])
        #expect(try board.turn(leg)?.payload.first == law.silence)
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test("A prompt that is stopped is silent from the next frame on, and not told as played")
    func stop() throws {
        let leg = board.open(1)
        let sound = Sound(frames: 3)
        board.perform(.play(sound.list, from: sound.store, PlayToken(5)), on: leg)
        #expect(try board.turn(leg)?.payload.first == sound.byte(1))
        board.perform(.stop, on: leg)
        for _ in 0..<4 { #expect(try board.turn(leg)?.payload.first == G711.aLaw.silence) }
        #expect(board.happenings(on: leg).isEmpty)
    }

    @Test("A prompt cuts off the one before, which lies in another store and is never told")
    func replace() throws {
        let leg = board.open(1)
        let (first, second) = (Sound(frames: 3), Sound(frames: 2, from: 20))
        board.perform(.play(first.list, from: first.store, PlayToken(1)), on: leg)
        #expect(try board.turn(leg)?.payload.first == first.byte(1))
        board.perform(.play(second.list, from: second.store, PlayToken(2)), on: leg)
        #expect(try board.turn(leg)?.payload.first == second.byte(20))
        #expect(try board.turn(leg)?.payload.first == second.byte(21))
        #expect(board.happenings(on: leg) == [.played(PlayToken(2))])
    }

    @Test("A prompt without sound is played at once")
    func empty() {
        let leg = board.open(1)
        board.perform(.play(Playlist(), from: FrameStore(), PlayToken(1)), on: leg)
        #expect(board.happenings(on: leg) == [.played(PlayToken(1))])
    }

    @Test("A prompt whose frames lie beyond its store is played at once, and nothing traps")
    func beyond() throws {
        let leg = board.open(1)
        board.perform(.play(Sound(frames: 3).list, from: FrameStore(), PlayToken(1)), on: leg)
        #expect(board.happenings(on: leg) == [.played(PlayToken(1))])
        #expect(try board.turn(leg)?.payload.first == G711.aLaw.silence)
    }

    @Test(
        "In a hold nothing is sent and the prompt waits; its next frame has the time that has passed and a marker"
    )
    func hold() throws {
        let leg = board.open(1)
        let sound = Sound(frames: 2)
        board.perform(.play(sound.list, from: sound.store, PlayToken(1)), on: leg)
        #expect(try board.turn(leg)?.header.timestamp == 1_000)
        board.perform(.configure(.common { $0.direction = .receiveOnly }), on: leg)
        for _ in 0..<3 { #expect(try board.turn(leg) == nil) }
        #expect(board.happenings(on: leg).isEmpty)
        board.perform(.configure(.common), on: leg)
        let packet = try #require(try board.turn(leg))
        #expect(packet.payload.first == sound.byte(2))
        #expect(packet.header == RTPHeader(payloadType: 8, marker: true, sequence: 65_535, timestamp: 1_640, ssrc: 1))
        #expect(board.happenings(on: leg) == [.played(PlayToken(1))])
    }

    @Test("Nothing is sent to 0.0.0.0, to port 0, or before the peer has said where to")
    func nowhere() throws {
        let nowhere: [MediaAddress?] = [
            nil, .v4(0, port: 4_000), Switchboard.peer.with(port: 0), .v6(high: 0, low: 0, port: 4_000),
        ]
        for (number, remote) in nowhere.enumerated() {
            let leg = board.open(UInt64(number), .common { $0.remote = remote })
            #expect(try board.turn(leg) == nil)
        }
    }

    @Test("After an old hold by 0.0.0.0 the same peer is heard and sent to again")
    func oldHold() throws {
        let leg = board.open(1)
        board.hear(0x11, number: 0, on: leg)
        board.perform(.configure(.common { $0.remote = .v4(0, port: 9) }), on: leg)
        #expect(try board.turn(leg) == nil)
        board.perform(.configure(.common), on: leg)
        #expect(try board.turn(leg)?.destination == Switchboard.peer)
    }

    @Test("A payload type that was settled for the law is the one that is sent")
    func payloadType() throws {
        let leg = board.open(1, .common { $0.sentPayloadType = 97 })
        #expect(try board.turn(leg)?.header.payloadType == 97)
    }

    @Test("A beep sounds for 300 ms; the prompt waits for it")
    func beep() throws {
        let leg = board.open(1)
        let sound = Sound(frames: 1)
        board.perform(.beep, on: leg)
        board.perform(.play(sound.list, from: sound.store, PlayToken(1)), on: leg)
        for _ in 0..<15 {
            let payload = try #require(try board.turn(leg)).payload
            #expect(Set(payload).count > 4)
        }
        #expect(board.happenings(on: leg).isEmpty)
        #expect(try board.turn(leg)?.payload.first == sound.byte(1))
        #expect(board.happenings(on: leg) == [.played(PlayToken(1))])
    }

    @Test("Keys take the place of sound: five reports of 20 ms, the last of them an end, which comes twice more")
    func keys() throws {
        let leg = board.open(1)
        board.perform(.press([.five]), on: leg)
        var payloads: [[UInt8]] = []
        for _ in 0..<7 {
            let packet = try #require(try board.turn(leg))
            #expect(packet.header.payloadType == 101)
            #expect(packet.header.timestamp == 1_000)
            payloads.append(packet.payload)
        }
        #expect(payloads.map { Int($0[2]) << 8 | Int($0[3]) } == [160, 320, 480, 640, 800, 800, 800])
        #expect(payloads.map { $0[1] >= 0x80 } == [false, false, false, false, true, true, true])
        #expect(payloads.allSatisfy { $0[0] == 5 })
        let sound = try #require(try board.turn(leg))
        #expect(sound.header.payloadType == 8)
        #expect(sound.header.timestamp == 1_000 + 7 * 160)
    }

    @Test("A peer that takes no events is sent the keys as tones, with a pause between them")
    func tones() throws {
        let leg = board.open(1, .common { $0.sentEvents = nil })
        board.perform(.press([.five, .five]), on: leg)
        var listener = InBandReceiver()
        var keys: [TelephoneKey] = []
        for _ in 0..<20 {
            let packet = try #require(try board.turn(leg))
            #expect(packet.header.payloadType == 8)
            keys += listener.receive(packet.payload.span, law: .aLaw)
        }
        #expect(keys == [.five, .five])
    }

    @Test("No more than sixteen keys wait to be sent as tones")
    func mostTones() throws {
        let leg = board.open(1, .common { $0.sentEvents = nil })
        let keys: TelephoneKeys = [.one, .two, .three, .four, .five, .six, .seven, .eight, .nine, .zero]
        for _ in 0..<4 { board.perform(.press(keys), on: leg) }
        var listener = InBandReceiver()
        var heard = 0
        for _ in 0..<500 {
            let packet = try #require(try board.turn(leg))
            heard += listener.receive(packet.payload.span, law: .aLaw).count
        }
        #expect(heard == 16)
    }
}
