@testable import RTP

/// Keys by every way: events of a peer, good or bad; events of our own sender over a bad network; tones; INFO.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    switch input.byte() & 3 {
    case 0: hearPeer(&input)
    case 1: hearOurselves(&input)
    case 2: hearTones(&input)
    default: hearSound(&input)
    }
    return 0
}

/// Reports as a peer may send them.
private func hearPeer(_ input: inout FuzzInput) {
    var receiver = TelephoneEventReceiver(clockRate: input.pick([8_000, 16_000, 48_000, -1, .max]))
    var combiner = KeyCombiner()
    var header = RTPHeader(payloadType: 101, sequence: 0, timestamp: 0, ssrc: 1)
    var now = Duration.zero
    while !input.isEmpty {
        let choices = input.byte()
        header.sequence &+= choices & 1 == 0 ? 1 : input.short()
        header.timestamp &+= choices & 2 == 0 ? 0 : choices & 4 == 0 ? UInt32(input.byte()) : input.word()
        if choices & 8 != 0 { header.ssrc = UInt32(input.byte()) }
        header.marker = choices & 16 != 0
        now += .milliseconds(Int(choices >> 5) * 20)
        let payload = input.take(choices & 64 == 0 ? 4 : Int(input.byte()))
        let keys = receiver.receive(header, payload: payload.span)
        expect(keys.count <= payload.count / TelephoneEvent.length, "more keys than reports")
        for key in keys { _ = combiner.receive(key, by: .telephoneEvent, now: now) }
        // The same report again never tells another key.
        if payload.count < 2 * TelephoneEvent.length {
            expect(receiver.receive(header, payload: payload.span).isEmpty, "a packet told twice")
        }
        if choices & 128 != 0, let key = TelephoneKey(rawValue: input.byte() & 15) {
            let way = input.pick(KeyCombiner.Way.allCases)
            let isNew = combiner.receive(key, by: way, now: now)
            expect(!isNew || combiner.receive(key, by: way, now: now), "a second press was lost")
        }
    }
}

/// What our sender sends, with packets lost and doubled on the way: keys may be missed, none is invented.
private func hearOurselves(_ input: inout FuzzInput) {
    let rate = input.pick([8_000, 16_000, 48_000])
    var sender = TelephoneEventSender(
        payloadType: 101, clockRate: rate, timing: .init(tone: Int(input.byte()) * 4, pause: Int(input.byte())))
    var receiver = TelephoneEventReceiver(clockRate: rate)
    var header = RTPHeader(payloadType: 8, sequence: input.short(), timestamp: input.word(), ssrc: 1)
    let samples = input.pick([160, 80, 240, 480])
    var sent: [TelephoneKey] = []
    var heard: [TelephoneKey] = []
    var isLossless = true
    var ticks = 0
    while (!input.isEmpty || !sender.isIdle) && ticks < 1_000 {
        ticks += 1
        let choices = input.isEmpty ? 0 : input.byte()
        if choices & 1 == 1, let key = TelephoneKey(rawValue: choices >> 4), sender.send(key) { sent.append(key) }
        var outgoing = header
        if let event = sender.next(&outgoing, samples: samples) {
            var bytes = Array(repeating: UInt8(0), count: TelephoneEvent.length)
            var span = bytes.mutableSpan
            expect((try? event.write(into: &span, at: 0)) != nil, "no room")
            let isLost = choices & 6 == 6
            isLossless = isLossless && !isLost
            for _ in 0..<(isLost ? 0 : choices & 8 == 8 ? 2 : 1) {
                for key in receiver.receive(outgoing, payload: bytes.span) { heard.append(key) }
            }
        }
        header.sequence &+= 1
        header.timestamp &+= UInt32(samples)
    }
    expect(ticks < 1_000 || !sender.isIdle, "never idle")
    expect(!isLossless || heard == sent || ticks == 1_000, "sent \(sent), heard \(heard)")
    var rest = sent[...]
    for key in heard {
        guard let index = rest.firstIndex(of: key) else { fatalError("sent \(sent), heard \(heard)") }
        rest = rest[(index + 1)...]
    }
}

/// Tones of keys, cut and mixed as the input says.
private func hearTones(_ input: inout FuzzInput) {
    var receiver = InBandReceiver()
    let law: G711 = input.byte() & 1 == 0 ? .aLaw : .muLaw
    var heard = 0
    var presses = 0
    while !input.isEmpty {
        let choices = input.byte()
        guard let key = TelephoneKey(rawValue: choices & 15) else { continue }
        let length = Int(input.byte()) * 8
        let noise = Int16(input.byte()) * (choices & 16 == 0 ? 0 : 16)
        let level = Double(input.byte() & 31) - 8
        var samples = [Int16](repeating: 0, count: length + (choices & 32 == 0 ? 0 : Int(input.byte()) * 8))
        if var tone = Tone(key: key.character, length: length, attenuation: level) { _ = tone.mix(into: &samples) }
        for index in samples.indices where index & 3 == 0 {
            samples[index] = Int16(clamping: Int(samples[index]) + Int(noise) * (index & 4 == 0 ? 1 : -1))
        }
        var bytes: [UInt8] = []
        law.encode(samples, to: &bytes)
        let size = input.pick([160, 80, 240, 1, 7, 480])
        presses += 1
        for start in stride(from: 0, to: bytes.count, by: size) {
            let piece = Array(bytes[start..<min(bytes.count, start + size)])
            heard += receiver.receive(piece.span, law: law).count
        }
    }
    // A tone that is cut in half can be two presses; noise makes no others.
    expect(heard <= 2 * presses + 2, "\(heard) keys in \(presses) tones")
}

/// Any sound.
private func hearSound(_ input: inout FuzzInput) {
    var receiver = InBandReceiver()
    var silence = SilenceDetector(final: .milliseconds(100), leading: .milliseconds(200))
    while !input.isEmpty {
        let choices = input.byte()
        let law: G711 = choices & 1 == 0 ? .aLaw : .muLaw
        let payload = choices & 2 == 0 ? input.chunk() : Array(repeating: input.byte(), count: Int(choices) * 2)
        expect(receiver.receive(payload.span, law: law).count <= TelephoneKeys.capacity, "too many keys")
        if payload.count == 160 { _ = silence.receive(payload.span, law: law) } else { _ = silence.receiveNothing() }
        _ = SpeechLevel.mean(of: payload.span, law: law)
    }
}
