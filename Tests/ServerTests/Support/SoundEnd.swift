import RTP

/// One telephone's sound: hears everything, and says something for every packet that it hears.
///
/// So it speaks at the pace of the desk, and no test looks at a clock.
final class SoundEnd: Sendable {
    struct State: Sendable {
        /// The payloads that came, 20 ms of A-law each.
        var heard: [[UInt8]] = []
        /// The byte that is said, over and over.
        var voice: UInt8 = G711.aLaw.silence
        /// The keys that are to be pressed.
        var keys: [TelephoneKey] = []
        var ticksUntilKey = 0
        var peer: UInt16 = 0
        var sequence: UInt16 = 1
        var timestamp: UInt32 = 1_000
    }

    private let state = Watched(State())
    private let socket: Watched<LoopbackSocket?> = Watched(nil)

    /// The payload type of A-law, and the one that the telephone offers for keys.
    static let (audio, events): (UInt8, UInt8) = (8, 101)
    /// The pause between keys, in packets.
    private static let pause = 6

    let port: UInt16

    private init(port: UInt16) { self.port = port }

    static func open() async throws -> SoundEnd {
        let end = Watched<SoundEnd?>(nil)
        let socket = try await LoopbackSocket.open { bytes, _ in end.value?.received(bytes) }
        let sound = SoundEnd(port: socket.port)
        sound.socket.change { $0 = socket }
        end.change { $0 = sound }
        return sound
    }

    /// Where the desk hears this telephone.
    func speak(to port: UInt16) { state.change { $0.peer = port } }

    /// What is said from now on.
    func say(_ byte: UInt8) { state.change { $0.voice = byte } }

    /// Presses keys, one after the other.
    func press(_ keys: String) { state.change { $0.keys += keys.utf8.compactMap { TelephoneKey(ascii: $0) } } }

    /// Waits until frames were heard, one right behind the other.
    func hears(_ frames: [[UInt8]]) async throws {
        guard let last = frames.last else { return }
        _ = try await state.first { state in
            // Everything but the newest frame was looked at before.
            var end = state.heard.count
            while end >= frames.count {
                if state.heard[end - 1] == last, state.heard[(end - frames.count)..<end].elementsEqual(frames) {
                    return true
                }
                end -= 1
            }
            return nil
        }
    }

    /// Waits until as many more packets came.
    func hears(packets count: Int) async throws {
        let wanted = state.value.heard.count + count
        _ = try await state.first { $0.heard.count >= wanted ? true : nil }
    }

    /// Waits until somebody says a byte throughout a packet.
    func hears(voice byte: UInt8) async throws {
        _ = try await state.first { $0.heard.contains { $0.allSatisfy { $0 == byte } } ? true : nil }
    }

    /// Whether frames were heard.
    func heard(_ frame: [UInt8]) -> Bool { state.value.heard.contains(frame) }

    private func received(_ bytes: [UInt8]) {
        guard let packet = try? RTPPacket(parsing: bytes.span), packet.header.payloadType == Self.audio else { return }
        var sent: [[UInt8]] = []
        var peer: UInt16 = 0
        state.change { state in
            state.heard.append(Array(bytes[packet.payload]))
            sent = state.next()
            peer = state.peer
        }
        guard peer != 0 else { return }
        for packet in sent { socket.value?.send(packet, to: peer) }
    }

    func close() { socket.value?.close() }
}

extension SoundEnd.State {
    /// The packets of one turn: 20 ms of voice, or a key from its beginning to its end.
    fileprivate mutating func next() -> [[UInt8]] {
        defer { timestamp &+= 160 }
        ticksUntilKey -= 1
        guard ticksUntilKey < 0, !keys.isEmpty else {
            return [packet(SoundEnd.audio, marker: false, Array(repeating: voice, count: 160))]
        }
        ticksUntilKey = 6
        let key = keys.removeFirst()
        let events: [[UInt8]] = [[0x0A, 0, 160], [0x8A, 3, 32], [0x8A, 3, 32], [0x8A, 3, 32]]
        return events.enumerated().map { index, event in
            packet(SoundEnd.events, marker: index == 0, [key.rawValue] + event)
        }
    }

    private mutating func packet(_ type: UInt8, marker: Bool, _ payload: [UInt8]) -> [UInt8] {
        let header = RTPHeader(payloadType: type, marker: marker, sequence: sequence, timestamp: timestamp, ssrc: 77)
        sequence &+= 1
        var bytes = [UInt8](repeating: 0, count: RTPHeader.length)
        var span = bytes.mutableSpan
        _ = try? header.write(into: &span)
        return bytes + payload
    }
}
